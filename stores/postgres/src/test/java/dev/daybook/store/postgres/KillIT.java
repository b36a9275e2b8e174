package dev.daybook.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are killed while they append. */
final class KillIT {
  private static final int ROUNDS = 3;

  @TempDir Path directory;

  @Test
  void a_kill_of_one_of_two_programs_under_sixteen_writers_each_loses_nothing_acknowledged()
      throws Exception {
    var place = Place.fresh(18);
    var random = new Random(9);
    var acknowledged = new ArrayList<String[]>();
    for (var round = 0; round < ROUNDS; round++) {
      var child = start(place.url(), "one" + round);
      var other = start(place.url(), "two" + round);
      try (var lines = child.inputReader();
          var others = other.inputReader()) {
        awaitOpen(lines);
        awaitOpen(others);
        for (var left = 20 + random.nextInt(200); left > 0; left--) {
          acknowledged.add(acknowledgement(lines));
        }
        child.toHandle().destroyForcibly();
        rest(lines, acknowledged);
        for (var left = 200; left > 0; left--) {
          acknowledged.add(acknowledgement(others)); // nobody is held up by the one who is gone
        }
        other.toHandle().destroyForcibly();
        rest(others, acknowledged);
      } finally {
        child.destroyForcibly().waitFor();
        other.destroyForcibly().waitFor();
      }
    }
    check(place, acknowledged);
  }

  /** What was printed before the end; the last line may be a part of one. */
  private static void rest(BufferedReader lines, List<String[]> acknowledged) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.endsWith(" end")) {
        acknowledged.add(line.split(" "));
      }
    }
  }

  private static void check(Place place, List<String[]> acknowledged) {
    try (var node = Node.at(place.url())) {
      for (var receipt : acknowledged) {
        assertThat(node.log().lookup(AppendId.parse(receipt[0])))
            .as("append %s", receipt[0])
            .hasValueSatisfying(found -> assertThat(found.first()).hasToString(receipt[1]));
      }
      var events = node.log().head().position().value();
      assertThat(events).isGreaterThanOrEqualTo(2L * acknowledged.size());
      node.assertWhole(events);
    }
  }

  private void awaitOpen(BufferedReader lines) throws IOException {
    assertThat(lines.readLine()).as(() -> "the child opens the log: " + said()).isEqualTo("open");
  }

  private String[] acknowledgement(BufferedReader lines) throws IOException {
    var line = lines.readLine();
    assertThat(line).as(() -> "the child goes on appending: " + said()).isNotNull();
    return line.split(" ");
  }

  private Path errors() {
    return directory.resolve("child.err");
  }

  private String said() {
    try {
      return Files.readString(errors());
    } catch (IOException gone) {
      return "nothing that could be read (" + gone.getMessage() + ")";
    }
  }

  private Process start(String url, String name) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(java, "-cp", classPath, Appender.class.getName(), url, name)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
        .start();
  }
}
