package dev.daybook.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole program in a process of its own, as a person starts it. */
final class ProgramInTest implements AutoCloseable {
  private static final String MEMORY = "-Xmx512m";

  private final Process process;
  private final Path data;
  private final BufferedReader out;
  private final List<String> told = new ArrayList<>();

  private ProgramInTest(Process process, Path data) {
    this.process = process;
    this.data = data;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a server on a free port and waits until it serves. */
  static ProgramInTest serving(Path data) {
    return ready(new ProgramInTest(launch(data, "serve", "--port", "0"), data));
  }

  /** The same with its log in the store of a URL. */
  static ProgramInTest serving(Path data, String store) {
    return ready(new ProgramInTest(launch(data, "serve", "--port", "0", "--store", store), data));
  }

  private static ProgramInTest ready(ProgramInTest program) {
    program.toldThat("Sign in with a browser");
    return program;
  }

  /** Starts any line; what it prints is read with {@link #toldThat}. */
  static ProgramInTest running(Path data, String... arguments) {
    return new ProgramInTest(launch(data, arguments), data);
  }

  /** Runs one line to its end; standard output and error stream are kept apart. */
  static Line.Ran run(Path data, String... arguments) {
    try {
      var err = Files.createTempFile("daybook", ".err");
      var process = builder(data, arguments).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var ran = new Line.Ran(process.waitFor(), printed, Files.readString(err));
      Files.delete(err);
      return ran;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static Process launch(Path data, String... arguments) {
    try {
      return builder(data, arguments)
          .redirectError(Redirect.appendTo(errors(data).toFile()))
          .start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ProcessBuilder builder(Path data, String... arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            MEMORY,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.daybook.app.Main"));
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line);
    builder.environment().put("DAYBOOK_DATA", data.toAbsolutePath().toString());
    return builder;
  }

  /**
   * The error stream goes to a file beside the data, so that nobody has to read it for the program
   * to go on.
   */
  private static Path errors(Path data) {
    return data.resolveSibling(data.getFileName() + ".err");
  }

  /** Reads what the program prints up to the line that holds the text. */
  String toldThat(String text) {
    try {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        told.add(line);
        if (line.contains(text)) {
          return line;
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw new AssertionError(
        "It ended without '" + text + "'; it said:\n" + String.join("\n", told));
  }

  /** What it said on the error stream so far. */
  String complaints() {
    try {
      return Files.readString(errors(data));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Its standard input. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** The owner's client. */
  Client owner() {
    try {
      var address = new DataDirectory(data).server().orElseThrow().address();
      return new Client(address, Files.readString(data.resolve("token")).strip());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    ended();
  }

  long pid() {
    return process.pid();
  }

  /** Asks it to stop, and does not wait until it has. */
  void end() {
    process.destroy();
  }

  /** Asks it to stop; its exit code. */
  int stop() {
    end();
    return ended();
  }

  private int ended() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "It did not stop within 30 seconds; it said:\n" + String.join("\n", told));
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    ended();
  }
}
