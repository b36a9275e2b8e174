package dev.daybook.doors.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests over HTTP, each with a door of its own. */
abstract class AtTheDoor {
  @TempDir Path folder;
  Door door;

  @BeforeEach
  void open() {
    door = Door.open(folder);
  }

  @AfterEach
  void close() {
    door.close();
  }
}
