package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where the log stands, written with every group: what the next group is fenced by.
 *
 * @param epoch who may write
 * @param streams how many streams there are
 */
record Head(long epoch, Position position, Hash hash, Instant time, long streams) {
  private static final int LENGTH = 4 * Long.BYTES + Hash.LENGTH;

  static Head empty(long epoch) {
    return new Head(epoch, Position.START, Hash.ZERO, Instant.EPOCH, 0);
  }

  /** Whether nobody knows what lies there. */
  boolean isLost() {
    return position.isAfter(Position.START) && hash.equals(Hash.ZERO);
  }

  Head inEpoch(long number) {
    return new Head(number, position, hash, time, streams);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(epoch)
        .putLong(position.value())
        .putLong(EventBytes.micros(time))
        .putLong(streams)
        .put(hash.bytes())
        .array();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not a head
   */
  static Head of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a head of " + bytes.length + " bytes instead of " + LENGTH);
    }
    var in = ByteBuffer.wrap(bytes);
    var epoch = in.getLong();
    var position = new Position(in.getLong());
    var time = EventBytes.time(in.getLong());
    var streams = in.getLong();
    var hash = Hash.of(Arrays.copyOfRange(bytes, in.position(), LENGTH));
    return new Head(epoch, position, hash, time, streams);
  }

  LogHead of(LogId log) {
    return new LogHead(log, epoch, position, hash, time);
  }

  /** Whether it is where the sequencer believes the log to be. */
  boolean isAt(LogHead expected) {
    return position.equals(expected.position()) && hash.equals(expected.hash());
  }
}
