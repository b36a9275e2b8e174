package dev.daybook.testkit.files;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.testkit.Events;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a store that keeps each log at a place of its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class LogInFiles {
  static final Uuid7 IDS = new Uuid7(InstantSource.system());
  static final Events EVENTS = new Events(IDS);

  /** Where the places are; a new one for every test. */
  @TempDir protected Path directory;

  /** The URL of the log at a place, without parameters. */
  protected abstract String url(Path place);

  /** Opens a log; refused at once when somebody else holds it. */
  protected final EventLog open(Path place) {
    return open(place, "?wait=0");
  }

  final EventLog open(Path place, String parameters) {
    return StoreProvider.openUrl(url(place) + parameters, InstantSource.system(), IDS);
  }

  /** A log that does not wait for the disk, with so many events, one an append. */
  final EventLog written(Path place, int events) {
    var log = open(place, "?wait=0&synchronous=normal");
    for (var i = 0; i < events; i++) {
      log.append(append(new StreamId("task", "t" + i % 7)));
    }
    return log;
  }

  static Append append(StreamId stream) {
    return EVENTS.append(EVENTS.event(stream));
  }

  static List<RecordedEvent> all(EventLog log) {
    return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }
}
