package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path folder;

  @Test
  void a_server_is_found_by_its_note_until_it_takes_it_away() throws IOException {
    var data = new DataDirectory(folder);

    data.announce(7777, "postgresql://anna:secret@host/a\"b\\c");
    assertThat(data.server())
        .contains(
            new DataDirectory.Running(
                ProcessHandle.current().pid(), 7777, "postgresql://anna:***@host/a\"b\\c"));

    data.withdraw();
    assertThat(data.server()).isEmpty();
  }

  @Test
  void a_process_that_only_has_the_number_of_a_dead_server_is_not_taken_for_it()
      throws IOException {
    var data = new DataDirectory(folder);
    var own = ProcessHandle.current().pid();

    Files.writeString(
        folder.resolve("server.json"), "{\"pid\":" + own + ",\"port\":7777,\"started\":1}\n");

    assertThat(data.server()).isEmpty();
  }

  @Test
  void a_note_that_cannot_be_read_is_no_server() throws IOException {
    Files.writeString(folder.resolve("server.json"), "{\"pid\":");

    assertThat(new DataDirectory(folder).server()).isEmpty();
  }
}
