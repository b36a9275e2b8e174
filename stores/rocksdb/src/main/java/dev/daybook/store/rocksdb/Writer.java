package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.sequencer.Group;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.rocksdb.RocksDBException;

/** What one group writes: few rows, because each costs as much as its bytes. */
final class Writer {
  /** About what an event takes in the indexes. */
  private static final int INDEX_BYTES = 128;

  /** About what a row of events takes besides them. */
  private static final int ROW_BYTES = 16;

  /** From so many events on, another processor lays out their rows. */
  private static final int MANY = 256;

  private final Database database;
  private final Kinds kinds;
  private final Batch batch;
  private final Map<StreamId, Longs> streams = new HashMap<>();
  private final Map<Tag, Longs> tags = new HashMap<>();
  private final Map<Integer, Longs> byKind = new HashMap<>();
  private long newStreams;

  Writer(Database database, Kinds kinds, Group group) {
    this.database = database;
    this.kinds = kinds;
    this.batch = new Batch(database, count(group) * INDEX_BYTES + INDEX_BYTES);
  }

  private static int count(Group group) {
    var first = group.appends().getFirst().receipt().first().value();
    var last = group.appends().getLast().receipt().last().value();
    return (int) (last - first + 1);
  }

  /** The batch of a group, with the head it leads to. */
  Batch batch(Group group, Head before) throws RocksDBException {
    var elsewhere =
        count(group) < MANY ? null : ForkJoinPool.commonPool().submit(() -> events(group));
    for (var append : group.appends()) {
      index(append);
    }
    addIndexes();
    batch.put(Family.META, Keys.HEAD, after(group, before).bytes());
    return batch.with(elsewhere == null ? events(group) : elsewhere.join());
  }

  /** Where the log stands after a group; known once {@link #batch} has seen it. */
  Head after(Group group, Head before) {
    var newest = group.appends().getLast().events().getLast();
    return new Head(
        before.epoch(),
        newest.position(),
        newest.hash(),
        newest.time(),
        before.streams() + newStreams);
  }

  /** Events of the group by the number of their kind. */
  Map<Integer, Longs> byKind() {
    return byKind;
  }

  private void index(Group.Sequenced append) {
    var receipt = append.receipt();
    batch.put(
        Family.APPEND,
        Keys.id(receipt.append().value()),
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(receipt.first().value())
            .putLong(receipt.last().value())
            .putLong(receipt.epoch())
            .array());
    for (var event : append.events()) {
      var position = event.position().value();
      var stream = event.stream();
      var version = event.version().value();
      var kind = kinds.id(new Kinds.Kind(stream.category(), event.type().name()), batch);
      streams.computeIfAbsent(stream, _ -> new Longs(version)).add(position);
      byKind.computeIfAbsent(kind, _ -> new Longs(position)).add(position);
      for (var tag : event.tags()) {
        tags.computeIfAbsent(tag, _ -> new Longs(position)).add(position);
      }
      newStreams += version == 1 ? 1 : 0;
    }
  }

  /** The rows of the events. */
  private Batch events(Group group) {
    var stored = new ArrayList<Chunk.Stored>(count(group));
    for (var append : group.appends()) {
      for (var i = 0; i < append.events().size(); i++) {
        var event = append.events().get(i);
        stored.add(
            new Chunk.Stored(
                event.position().value(), event.hash().bytes(), append.bytes().get(i)));
      }
    }
    var rows = new Batch(database, Chunk.length(stored) + ROW_BYTES * (1 + stored.size() / 4));
    for (var at = 0; at < stored.size(); ) {
      var end = at + Chunk.fitting(stored, at);
      rows.put(Family.EVENT, Keys.number(stored.get(at).position()), stored.subList(at, end));
      at = end;
    }
    return rows;
  }

  private void addIndexes() throws RocksDBException {
    streams.forEach((stream, positions) ->
        batch.put(
            Family.STREAM, Keys.of(Keys.stream(stream), positions.number()), positions.bytes(0)));
    tags.forEach((tag, positions) ->
        batch.put(Family.TAG, Keys.of(Keys.tag(tag), positions.number()), positions.bytes(0)));
    for (var entry : byKind.entrySet()) {
      var positions = entry.getValue();
      batch.put(
          Family.KIND,
          Keys.of(Keys.kind(entry.getKey()), positions.number()),
          positions.bytes(kinds.count(database, entry.getKey())));
    }
  }
}
