package dev.daybook.testkit.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A program that is killed, and two programs on one log. */
public abstract class KillContract extends LogInFiles {
  private static final int ROUNDS = 3;

  @Test
  void a_kill_under_sixteen_writers_loses_nothing_that_was_acknowledged() throws Exception {
    var file = directory.resolve("log.data");
    var random = new Random(9);
    var acknowledged = new ArrayList<String[]>();
    for (var round = 0; round < ROUNDS; round++) {
      var child = start(file);
      try (var lines = child.inputReader()) {
        awaitOpen(lines, file);
        for (var left = 20 + random.nextInt(300); left > 0; left--) {
          acknowledged.add(acknowledgement(lines, file));
        }
        child.toHandle().destroyForcibly(); // the process itself would close what it has printed
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          var words = line.split(" ");
          if (words.length == 3 && words[0].length() == 36 && !words[2].isEmpty()) {
            acknowledged.add(new String[] {words[0], words[1]});
          }
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
      check(file, acknowledged);
    }
  }

  @Test
  void a_second_program_is_refused_and_told_who_holds_the_log() throws Exception {
    var file = directory.resolve("log.data");
    var child = start(file);
    try (var lines = child.inputReader()) {
      awaitOpen(lines, file);
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(StoreException.Held.class)
          .hasMessageContaining("pid " + child.pid())
          .hasMessageContaining("since 20")
          .hasMessageContaining("Appender");
    } finally {
      child.destroyForcibly().waitFor();
    }
    open(file).close();
  }

  private static void awaitOpen(BufferedReader lines, Path file) throws IOException {
    var line = lines.readLine();
    assertThat(line).as(() -> "the child opens the log; it said: " + said(file)).isEqualTo("open");
  }

  private static String[] acknowledgement(BufferedReader lines, Path file) throws IOException {
    var line = lines.readLine();
    assertThat(line).as(() -> "the child goes on appending; it said: " + said(file)).isNotNull();
    return line.split(" ");
  }

  /**
   * Where the child's complaints go: a file, because nobody may be reading a pipe when it has much
   * to say.
   */
  private static Path errors(Path file) {
    return file.resolveSibling("child.err");
  }

  private static String said(Path file) {
    try {
      return Files.readString(errors(file));
    } catch (IOException gone) {
      return "nothing that could be read (" + gone.getMessage() + ")";
    }
  }

  private void check(Path file, List<String[]> acknowledged) {
    try (var log = open(file, "?wait=10")) {
      for (var receipt : acknowledged) {
        assertThat(log.lookup(AppendId.parse(receipt[0])))
            .as("append %s", receipt[0])
            .hasValueSatisfying(found -> assertThat(found.first()).hasToString(receipt[1]));
      }
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
      var expected = 0L;
      for (var page = log.read(EventQuery.all(), Position.START, Direction.FORWARD, 1_000);
          ;
          page = log.read(EventQuery.all(), page.next(), Direction.FORWARD, 1_000)) {
        for (var event : page.events()) {
          assertThat(event.position().value()).isEqualTo(++expected);
        }
        if (page.end()) {
          break;
        }
      }
      assertThat(log.head().position().value()).isEqualTo(expected);
    }
  }

  private Process start(Path file) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            Appender.class.getName(),
            url(file))
        .redirectError(errors(file).toFile())
        .start();
  }
}
