package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Append ids may come in any order, although those that rise are the usual ones. */
final class AppendIdsIT {
  private static final StreamId STREAM = new StreamId("task", "1");

  @TempDir Path directory;

  private final List<UUID> written = new ArrayList<>();

  @Test
  void an_id_that_was_written_is_known_whatever_came_before_and_after_it() {
    var ends =
        List.of(
            new UUID(5, 5),
            new UUID(5, -5),
            new UUID(Long.MIN_VALUE, 3),
            new UUID(3, 3),
            new UUID(0, 0),
            new UUID(-1, -2));
    try (var log = open()) {
      ends.forEach(id -> write(log, id));
      assertKnown(log);
    }
    try (var log = open()) {
      assertKnown(log);
      var random = new Random(43);
      for (var i = 0; i < 200; i++) {
        write(log, new UUID(random.nextLong(), random.nextLong()));
      }
      write(log, new UUID(-1, -1));
      assertKnown(log);
    }
  }

  @Test
  void ids_that_rise_are_new_once() {
    try (var log = open()) {
      for (var i = 0; i < 50; i++) {
        write(log, Logs.IDS.next());
      }
      assertKnown(log);
    }
    try (var log = open()) {
      assertKnown(log);
      write(log, Logs.IDS.next());
      assertKnown(log);
    }
  }

  private EventLog open() {
    return Logs.open(directory.resolve("log"), "?wait=0&synchronous=normal");
  }

  private void write(EventLog log, UUID id) {
    assertThat(log.lookup(new AppendId(id))).isEmpty();
    assertThat(append(log, id)).isInstanceOf(AppendResult.Appended.class);
    written.add(id);
  }

  private void assertKnown(EventLog log) {
    for (var id : written) {
      assertThat(log.lookup(new AppendId(id))).isPresent();
      assertThat(append(log, id)).isInstanceOf(AppendResult.AlreadyAppended.class);
    }
  }

  private static AppendResult append(EventLog log, UUID id) {
    return log.append(Logs.EVENTS.appendAgain(new AppendId(id), Logs.EVENTS.event(STREAM)));
  }
}
