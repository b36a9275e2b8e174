package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second server on the data directory of one that runs. */
class SecondServerE2E {
  @TempDir Path folder;

  @Test
  void it_is_told_which_server_holds_the_log_and_the_first_goes_on() {
    var data = folder.resolve("data");
    try (var first = ProgramInTest.serving(data);
        var owner = first.owner()) {
      var address = new DataDirectory(data).server().orElseThrow().address();

      var second = ProgramInTest.run(data, "serve", "--port", "0");

      assertThat(second.code()).isEqualTo(7);
      assertThat(second.err())
          .contains("is held by the server with pid " + first.pid() + " at " + address)
          .contains("stop it first");
      owner.task("Still served");
    }
  }

  @Test
  void it_takes_over_from_a_server_that_is_ending() {
    var data = folder.resolve("data");
    try (var first = ProgramInTest.serving(data);
        var owner = first.owner()) {
      var id = owner.task("Kept").path("id").asString();
      first.end();
      Eventually.passes(() -> assertThat(new DataDirectory(data).server()).isEmpty());
      try (var second = ProgramInTest.serving(data);
          var other = second.owner()) {
        assertThat(other.get("/api/tasks/" + id).done().json().path("name").asString())
            .isEqualTo("Kept");
      }
    }
  }
}
