package dev.daybook.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Load;
import dev.daybook.faults.planted.Fault;
import dev.daybook.faults.planted.LyingLog;
import dev.daybook.faults.planted.LyingLog.Lie;
import dev.daybook.faults.planted.PlantedLog;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that does one thing wrong is caught, and the clause that it breaks is named. */
final class PlantedFaultsIT {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Uuid7 IDS = new Uuid7(CLOCK);

  /** How the log is opened anew, when all is over, for a last reading. */
  private interface Opening {
    EventLog open() throws IOException;
  }

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void a_planted_store_is_caught(Fault fault) throws Exception {
    var file = directory.resolve("planted.log");
    try (var history = HistoryFile.open(directory.resolve("history.ndjson"))) {
      var recorder = new Recorder(history, "a");
      var verdict =
          judged(
              recorder,
              () -> SequencedLog.over(PlantedLog.open(fault, file, recorder::durable), CLOCK),
              () -> SequencedLog.over(PlantedLog.open(Fault.NONE, file, _ -> {}), CLOCK));
      assertThat(verdict.broken()).as("%s", verdict.violations()).containsAll(brokenBy(fault));
      assertThat(verdict.isClean())
          .as("%s", verdict.violations())
          .isEqualTo(brokenBy(fault).isEmpty());
    }
  }

  private static Set<Clause> brokenBy(Fault fault) {
    return switch (fault) {
      case NONE -> EnumSet.noneOf(Clause.class);
      case SKIPS_SYNC -> EnumSet.of(Clause.PUBLISHED_EARLY);
      case PUBLISHES_EARLY -> EnumSet.of(Clause.PUBLISHED_EARLY);
      case REUSES_A_POSITION -> EnumSet.of(Clause.POSITIONS);
      case LOSES_AN_APPEND -> EnumSet.of(Clause.DURABILITY, Clause.POSITIONS);
      case DOUBLES_AN_APPEND -> EnumSet.of(Clause.APPEND_ID);
      case BREAKS_THE_CHAIN -> EnumSet.of(Clause.CHAIN);
      case SKIPS_A_VERSION -> EnumSet.of(Clause.VERSIONS);
      case TURNS_TIME_BACK -> EnumSet.of(Clause.TIME);
    };
  }

  @ParameterizedTest
  @EnumSource
  void a_liar_in_front_of_a_real_store_is_caught(Lie lie) throws Exception {
    var url = "sqlite:" + directory.resolve("log.sqlite") + "?synchronous=normal";
    try (var history = HistoryFile.open(directory.resolve("history.ndjson"))) {
      var verdict =
          judged(
              new Recorder(history, "a"),
              () -> new LyingLog(StoreProvider.openUrl(url, CLOCK, IDS), lie),
              () -> StoreProvider.openUrl(url, CLOCK, IDS));
      assertThat(verdict.broken())
          .as("%s", verdict.violations())
          .containsAll(
              switch (lie) {
                case CONFLICT_AFTER_WRITING, FAILURE_AFTER_WRITING -> Set.of(Clause.DENIED);
                case CONFLICT_WITHOUT_CAUSE -> Set.of(Clause.CONFLICT);
                case ACKNOWLEDGES_WITHOUT_WRITING -> Set.of(Clause.DURABILITY);
                case WRITES_TWICE -> Set.of(Clause.APPEND_ID, Clause.INVENTED);
                case FORGETS_CONDITIONS -> Set.of(Clause.CONDITION);
                case WRONG_RECEIPT -> Set.of(Clause.RECEIPT);
                case DELIVERS_TWICE -> Set.of(Clause.TWICE);
                case LEAVES_ONE_OUT -> Set.of(Clause.ONCE);
                case SHOWS_WHAT_IS_NEVER_WRITTEN -> Set.of(Clause.PUBLISHED_EARLY);
              });
    }
  }

  @Test
  void an_honest_store_and_an_honest_front_keep_every_promise() throws Exception {
    var url = "sqlite:" + directory.resolve("log.sqlite");
    try (var history = HistoryFile.open(directory.resolve("history.ndjson"))) {
      Opening open = () -> StoreProvider.openUrl(url, CLOCK, IDS);
      var verdict = judged(new Recorder(history, "a"), open, open);
      assertThat(verdict.violations()).isEmpty();
      assertThat(verdict.acknowledged()).isPositive();
    }
  }

  private Verdict judged(Recorder recorder, Opening open, Opening again) throws Exception {
    try (var log = open.open()) {
      recorder.opened(log);
      var load = new Load(log, recorder, IDS, 1, "a").start(16, 40, Position.START);
      load.awaitWriters();
      load.stop();
    }
    recorder.crashed("close");
    try (var log = again.open()) {
      recorder.ended(log);
    }
    return HistoryCheck.of(History.read(directory.resolve("history.ndjson")));
  }
}
