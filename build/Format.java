import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks or writes the layout of every Java file below a folder: {@code Format check|write ROOT
 * [FOLDER-OR-FILE...]}. Run as a source file on JDK 25 with google-java-format on the class path.
 */
final class Format {
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", "node_modules");

  private final Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());

  public static void main(String[] args) throws IOException {
    boolean write =
        switch (args[0]) {
          case "write" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("say check or write, not " + args[0]);
        };
    Path root = Path.of(args[1]).toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>();
    if (args.length == 2) {
      files.addAll(javaFiles(root));
    }
    for (int i = 2; i < args.length; i++) {
      files.addAll(javaFiles(root.resolve(args[i])));
    }
    System.exit(new Format().run(write, root, files));
  }

  private int run(boolean write, Path root, List<Path> files) {
    List<String> problems =
        files.parallelStream()
            .map(file -> format(write, root.relativize(file), file))
            .filter(problem -> !problem.isEmpty())
            .sorted()
            .toList();
    problems.forEach(System.err::println);
    if (problems.isEmpty()) {
      return 0;
    }
    System.err.println(
        problems.size() + " of " + files.size() + " files; `build/format.sh write` lays them out");
    return 1;
  }

  private String format(boolean write, Path name, Path file) {
    try {
      String before = Files.readString(file);
      String after = stable(formatter.formatSourceAndFixImports(before));
      if (after.equals(before)) {
        return "";
      }
      if (write) {
        Files.writeString(file, after);
        return "";
      }
      return "not formatted: " + name;
    } catch (FormatterException fault) {
      return "not understood: " + name + ": " + fault.getMessage();
    } catch (IOException fault) {
      return "not readable: " + name + ": " + fault.getMessage();
    }
  }

  /** The formatter's second thought differs from its first on some files; its third has not yet. */
  private String stable(String formatted) throws FormatterException {
    String again = formatter.formatSourceAndFixImports(formatted);
    return again.equals(formatted) ? formatted : formatter.formatSourceAndFixImports(again);
  }

  private static List<Path> javaFiles(Path top) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return LEFT_OUT.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
