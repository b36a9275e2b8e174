package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program killed at any moment loses nothing that it acknowledged. */
final class KillIT {
  @TempDir Path directory;

  @Test
  void sqlite_survives_kills_under_sixteen_writers() throws Exception {
    var row = new KillFault(new Workshop(directory)).run(FileStore.SQLITE, 3, 5);
    assertThat(row.problems()).isEmpty();
    assertThat(row.acknowledged()).isPositive();
  }
}
