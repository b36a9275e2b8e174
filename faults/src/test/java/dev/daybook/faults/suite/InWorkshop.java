package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A place to break things in, and how what is left is judged. */
abstract class InWorkshop {
  @TempDir Path directory;
  Workshop workshop;

  @BeforeEach
  void a_place_to_work() {
    workshop = new Workshop(directory, _ -> {});
  }

  /** No promise was broken, or, where a fault was planted, it was caught. */
  static void assertAllWell(Row row) {
    assertThat(row.problems()).isEmpty();
  }
}
