package dev.daybook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBenchIT {
  private static final Rounds TINY = new Rounds(0, 2, 5_000_000L);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {Stores.SQLITE, Stores.ROCKSDB, Stores.POSTGRES})
  void every_load_is_measured_beside_its_limit(String store) throws Exception {
    var printed = new StringWriter();
    try (var backEnd = Stores.in(folder, store)) {
      new LogBench(backEnd, TINY, 2, LogBench.LOADS, new PrintWriter(printed)).run();
    }
    for (var load : LogBench.LOADS) {
      assertThat(printed.toString()).contains("\n" + load);
    }
    assertThat(printed.toString())
        .contains("payload 3", "W5 replay 2,000", "log of 2,000 events")
        .doesNotContain("NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {Stores.SQLITE, Stores.ROCKSDB, Stores.POSTGRES})
  void a_longer_log_answers_the_same_questions(String store) throws Exception {
    var printed = new StringWriter();
    try (var backEnd = Stores.in(folder, store)) {
      new GrowthBench(backEnd, List.of(10_000, 12_000), 1, 3, new PrintWriter(printed)).run();
    }
    assertThat(printed.toString())
        .contains("12,000 events: filled", "append one event", "the one event with a tag")
        .containsPattern("12,000 events replayed at [1-9]");
  }

  @Test
  void a_load_or_store_that_is_none_is_named_with_those_there_are() {
    assertThat(LogBench.fault(List.of("W1", "W9")).orElseThrow()).contains("'W9'", "W1", "import");
    assertThat(BackEnds.fault("memory:").orElseThrow()).contains("'memory:'", "sqlite:");
    assertThat(LogBench.fault(List.of("W1"))).isEmpty();
  }
}
