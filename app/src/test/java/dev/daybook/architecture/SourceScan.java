package dev.daybook.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A rule on the text of sources, for what the compiled class no longer shows. */
record SourceScan(String name, Pattern files, Pattern unwanted) {
  static final SourceScan NO_DEFAULT_IN_DECIDERS =
      new SourceScan(
          "a decider's switch names every case",
          Pattern.compile(".*/src/main/.*Decider\\.java"),
          Pattern.compile("\\bdefault\\s*(->|:)"));

  static final SourceScan NOTHING_SKIPPED =
      new SourceScan(
          "no test is skipped",
          Pattern.compile(".*(/src/test/|/testkit/src/main/).*\\.java"),
          Pattern.compile(
              "@(Disabled|Ignore|DisabledIf|EnabledIf|EnabledOn)|\\bassum(e|ing)(That|True|False)\\b"));

  static final SourceScan NO_MOCKS =
      new SourceScan(
          "nothing is mocked",
          Pattern.compile(".*\\.java|.*/pom\\.xml"),
          Pattern.compile("org\\.mockito|easymock|powermock|mockito-core"));

  static final SourceScan NO_SLEEP_IN_TESTS =
      new SourceScan(
          "no test sleeps",
          Pattern.compile(".*/src/test/.*\\.java"),
          Pattern.compile("Thread\\s*\\.\\s*sleep|TimeUnit\\.\\w+\\.sleep"));

  static List<SourceScan> all() {
    return List.of(NO_DEFAULT_IN_DECIDERS, NOTHING_SKIPPED, NO_MOCKS, NO_SLEEP_IN_TESTS);
  }

  /** The places where a source breaks the rule, as {@code path:line}. */
  List<String> breaches(String path, String text) {
    if (!files.matcher(path).matches()) {
      return List.of();
    }
    var places = new ArrayList<String>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      if (unwanted.matcher(lines.get(i)).find()) {
        places.add(path + ":" + (i + 1));
      }
    }
    return places;
  }

  /** All breaches below a folder, but for this package, which has to name what it forbids. */
  List<String> breaches(Path root) throws IOException {
    var places = new ArrayList<String>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.equals(root) ? "" : folder.getFileName().toString();
            return name.startsWith(".") || name.equals("target") || name.equals("architecture")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var path = "/" + root.relativize(file).toString().replace('\\', '/');
            if (files.matcher(path).matches()) {
              places.addAll(breaches(path, Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return places;
  }

  @Override
  public String toString() {
    return name;
  }
}
