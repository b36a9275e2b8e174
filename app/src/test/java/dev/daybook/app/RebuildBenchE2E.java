package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.bench.BackEnds;
import dev.daybook.bench.RebuildBench;
import dev.daybook.bench.sqlite.ViewRows;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildBenchE2E {
  private static final int EVENTS = 600;

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void name() {
    data = folder.resolve("data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite:", "rocksdb:"})
  void a_rebuild_is_measured_beside_both_limits_and_nothing_is_left(String store) {
    var ran =
        Line.on(data, store)
            .run("bench", "rebuild", "--quick", "--events", String.valueOf(EVENTS))
            .well();
    assertThat(ran.out())
        .contains("view 'tasks' alone", "log of 600 events", " tasks_task, ")
        .containsPattern("\nrebuild beside W5 of the same log +[1-9]")
        .containsPattern("\nrebuild beside its rows, written +[1-9]")
        .containsPattern("ratio to the smaller of the two: [0-9]")
        .doesNotContain("NaN", "Infinity");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void the_log_that_is_rebuilt_holds_tasks_that_are_worked_on_from_plan_to_done() throws Exception {
    try (var backEnd = BackEnds.of("sqlite:", folder)) {
      new RebuiltTasks().fill(backEnd.url("plans"), EVENTS);
      try (var log = StoreProvider.openUrl(backEnd.url("plans"), Daybook.CLOCK, ids())) {
        assertThat(log.head().position().value()).isEqualTo(EVENTS);
        var types =
            log.read(EventQuery.all(), Position.START, Direction.FORWARD, EVENTS).events().stream()
                .map(event -> event.type().name())
                .distinct();
        assertThat(types)
            .contains(
                "project.created",
                "task.created",
                "task.assigned",
                "task.started",
                "task.updated",
                "task.commented",
                "task.linked",
                "task.submitted_for_review",
                "task.sent_back",
                "task.completed");
      }
    }
  }

  @Test
  void plain_code_writes_the_very_rows_that_a_rebuild_leaves() throws Exception {
    var program = new RebuiltTasks();
    var view = program.view();
    var store = "sqlite:" + folder.resolve("log.sqlite");
    program.fill(store, EVENTS);
    var rebuilt = folder.resolve("rebuilt.sqlite");
    try (var log = StoreProvider.openUrl(store, Daybook.CLOCK, ids());
        var rebuild = program.rebuild(log, rebuilt)) {
      rebuild.run();
    }
    var rows = ViewRows.of(rebuilt, view);
    var written = folder.resolve("written.sqlite");
    try (var writing = rows.into(written)) {
      writing.run();
    }
    assertThat(rows.count()).isGreaterThan(EVENTS / 10);
    assertThat(ViewRows.of(written, view)).hasToString(rows.toString());
  }

  @Test
  void a_number_of_events_that_makes_no_plan_is_refused() {
    for (var events : List.of("20", "1000,2000")) {
      var ran = Line.on(data).run("bench", "rebuild", "--events", events);
      assertThat(ran.code()).isEqualTo(4);
      assertThat(ran.err()).contains("--events", String.valueOf(RebuildBench.FEWEST));
    }
  }

  private static Uuid7 ids() {
    return new Uuid7(Daybook.CLOCK);
  }
}
