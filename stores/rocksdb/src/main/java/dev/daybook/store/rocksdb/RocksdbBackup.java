package dev.daybook.store.rocksdb;

import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.log.Backup;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** A copy of a log, opened for reading. */
final class RocksdbBackup implements Backup {
  private final Gate gate;
  private final LogHead head;
  private final EventReader events;

  private RocksdbBackup(Path directory, Gate gate, LogHead head) {
    this.gate = gate;
    this.head = head;
    var payloads =
        new Payloads(() -> gate.read(ArchiveRows::all), Optional.ofNullable(directory.getParent()));
    this.events = new EventReader(gate, new Kinds(), payloads);
  }

  /** Empty when what lies there is no copy of a log. */
  static Optional<RocksdbBackup> open(Path directory) {
    var place = directory.toAbsolutePath().normalize();
    var faults = new Faults(place);
    var opening = new Opening(place, faults);
    var database = opening.copy();
    if (database == null) {
      return Optional.empty();
    }
    var gate = new Gate(database, faults);
    try {
      return Optional.of(
          new RocksdbBackup(
              place, gate, gate.here(open -> Heads.noted(open).of(opening.log(open)))));
    } catch (RocksDBException fault) {
      gate.close();
      throw faults.beforeCommit(fault);
    } catch (RuntimeException failed) {
      gate.close();
      throw failed;
    }
  }

  @Override
  public LogHead head() {
    return head;
  }

  @Override
  public Page read(Position after, int limit) {
    if (limit < 1 || limit > EventLog.MOST_EVENTS_A_PAGE) {
      throw new IllegalArgumentException(
          "A page holds 1 to " + EventLog.MOST_EVENTS_A_PAGE + " events, not " + limit);
    }
    var page = events.read(EventQuery.all(), after, Direction.FORWARD, limit, head.position());
    var before = before(after);
    for (var event : page.events()) {
      if (!EventBytes.link(before, EventBytes.encode(event)).equals(event.hash())) {
        throw Events.damaged(
            event.position().value(),
            new IllegalArgumentException(
                "its hash does not follow from its content and the event before it"));
      }
      before = event.hash();
    }
    return page;
  }

  private Hash before(Position after) {
    return after.equals(Position.START)
        ? Hash.ZERO
        : events.at(after).map(RecordedEvent::hash).orElse(head.hash());
  }

  @Override
  public void close() {
    gate.close();
  }
}
