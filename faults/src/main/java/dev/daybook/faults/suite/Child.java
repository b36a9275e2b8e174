package dev.daybook.faults.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java program of its own, on this program's class path. */
final class Child implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path errors;
  private final @Nullable Thread copying;

  private Child(Process process, Path errors, @Nullable Thread copying) {
    this.process = process;
    this.errors = errors;
    this.copying = copying;
  }

  /**
   * Starts one.
   *
   * @param errors where its complaints go; what it prints, too
   */
  static Child start(
      Path errors, Map<String, String> environment, Class<?> program, Object... arguments)
      throws IOException {
    var builder =
        command(errors, program, arguments)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    return new Child(builder.start(), errors, null);
  }

  /** Starts one whose output is written to a file by this program, not by itself. */
  static Child startPiped(Path errors, Path output, Class<?> program, Object... arguments)
      throws IOException {
    var process =
        command(errors, program, arguments)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    var copying =
        Thread.ofPlatform()
            .daemon()
            .name("child-output")
            .start(() -> {
              try (var in = process.getInputStream();
                  var out = Files.newOutputStream(output)) {
                in.transferTo(out);
              } catch (IOException gone) {
                // the program was killed; what it had written is there
              }
            });
    return new Child(process, errors, copying);
  }

  private static ProcessBuilder command(Path errors, Class<?> program, Object... arguments)
      throws IOException {
    Files.createDirectories(errors.toAbsolutePath().getParent());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program.getName()));
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // the process itself would close what it has printed
    process.waitFor();
    if (copying != null) {
      copying.join();
    }
  }

  /** Asks it to end, and waits until it has. */
  void end() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("a program did not end within " + PATIENCE_SECONDS + " s: " + said());
    }
  }

  /** Sends it a signal by name, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    Tool.run("kill", "-" + name, Long.toString(pid()));
  }

  /** Waits until it has ended by itself, in good order. */
  void awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("a program did not end within " + PATIENCE_SECONDS + " s: " + said());
    }
    if (process.exitValue() != 0) {
      throw new IOException("a program ended with " + process.exitValue() + ": " + said());
    }
  }

  /** Its complaints so far. */
  String said() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
