package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/** What is asked of a log besides its events. */
final class Lookups {
  private final Gate gate;
  private final Path directory;

  Lookups(Gate gate, Path directory) {
    this.gate = gate;
    this.directory = directory;
  }

  Optional<Receipt> receipt(AppendId id, LogId log) {
    return gate.read(database -> {
      var row = database.get(Family.APPEND, Keys.id(id.value()));
      return row == null
          ? Optional.<Receipt>empty()
          : Optional.of(receipt(database, id, ByteBuffer.wrap(row), log));
    });
  }

  private static Receipt receipt(Database database, AppendId id, ByteBuffer row, LogId log)
      throws RocksDBException {
    var first = row.getLong();
    var last = row.getLong();
    var versions = new HashMap<StreamId, Version>();
    try (var events = new Events(database, false)) {
      for (var at = first; at <= last; at++) {
        var event = EventBytes.decodeHeader(header(events.at(at)), Hash.ZERO);
        versions.put(event.stream(), event.version());
      }
    }
    return new Receipt(log, row.getLong(), id, new Position(first), new Position(last), versions);
  }

  private static byte[] header(Chunk.Stored event) {
    try {
      return EventBytes.headerOf(event.bytes());
    } catch (StoreException.Deterministic broken) {
      throw Events.damaged(event.position(), broken);
    }
  }

  StreamEnd end(StreamId stream) {
    return gate.read(database -> {
      try (var rows = database.iterator(Family.STREAM)) {
        var newest = Postings.atOrBelow(rows, Keys.stream(stream), Long.MAX_VALUE);
        return newest == null
            ? StreamEnd.NONE
            : new StreamEnd(new Version(newest.next() - 1), new Position(newest.last()));
      }
    });
  }

  Statistics statistics(Kinds kinds) {
    return gate.read(database -> {
      var byType = new TreeMap<String, Long>();
      var byCategory = new TreeMap<String, Long>();
      var head = Heads.noted(database);
      var newest = head.position().value();
      var total = 0L;
      for (var kind : kinds.all().entrySet()) {
        var count = Kinds.count(database, kind.getValue(), newest);
        if (count > 0) {
          byType.merge(kind.getKey().type(), count, Long::sum);
          byCategory.merge(kind.getKey().category(), count, Long::sum);
          total += count;
        }
      }
      try (var events = new Events(database, false)) {
        return new Statistics(
            total,
            byType,
            byCategory,
            head.streams(),
            total == 0 ? null : events.timeAt(1),
            total == 0 ? null : events.timeAt(newest),
            SnapshotRows.count(database),
            bytes());
      }
    });
  }

  private long bytes() {
    try (var files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException gone) {
      throw new StoreException.RolledBack(
          directory + " cannot be listed (" + gone.getMessage() + "). Check the disk.", gone);
    }
  }
}
