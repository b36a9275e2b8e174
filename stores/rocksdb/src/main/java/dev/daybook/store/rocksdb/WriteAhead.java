package dev.daybook.store.rocksdb;

import dev.daybook.kernel.files.Flushed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A look at the write-ahead logs before RocksDB replays them, because its own recovery modes cannot
 * tell the two ends of a log apart that matter here: a record that was cut off while it was being
 * written, and so was never acknowledged, and a damaged record that was acknowledged.
 *
 * <p>A log is a row of blocks; a record in it is checksum, length, type, payload, and the checksum
 * covers type and payload. A bad place is a torn end only when the record there claims more than
 * the file holds or a sector of it is empty, and no later write is whole behind it: a write is
 * flushed before the next one begins.
 */
final class WriteAhead {
  private enum State {
    WHOLE,
    TORN,
    DAMAGED
  }

  private static final int BLOCK = 32 << 10;
  private static final int HEADER = 7;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;
  private static final int SECTOR = 512;

  private static final int MASK = 0xa282ead8;

  private final byte[] log;
  private final ByteBuffer numbers;
  private final int length;

  /** Where a torn end begins that has an empty sector in it; -1 when there is none. */
  private int holed = -1;

  private WriteAhead(byte[] log) {
    this.log = log;
    this.numbers = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    var end = log.length;
    while (end > 0 && log[end - 1] == 0) {
      end--; // what was set aside for the file and never written
    }
    this.length = end == log.length ? end : Math.min(log.length, end + HEADER);
  }

  /**
   * What was found.
   *
   * @param torn whether a log ends in the midst of a record that was never acknowledged
   * @param damaged whether something that was whole once is no longer
   * @param several whether more than one log is to be replayed, so that one could lack its end
   *     although nothing in it is damaged
   * @param bytes how much there is to replay
   */
  record Found(boolean torn, boolean damaged, boolean several, long bytes) {}

  /**
   * Looks at all of them, and at the database's own list of its files, which has the same form. A
   * log before the newest may be torn too: its writer was killed, and so was the next one while it
   * started.
   */
  static Found in(Path directory) throws IOException {
    var damaged = false;
    for (var manifest : files(directory, "MANIFEST-\\d+")) {
      damaged |= new WriteAhead(Files.readAllBytes(manifest)).state() == State.DAMAGED;
    }
    var torn = false;
    var filled = 0;
    var bytes = 0L;
    for (var log : files(directory, "\\d+\\.log")) {
      var ahead = new WriteAhead(Files.readAllBytes(log));
      var state = ahead.state();
      damaged |= state == State.DAMAGED;
      torn |= state == State.TORN;
      filled += ahead.length > 0 ? 1 : 0;
      bytes += ahead.length;
    }
    return new Found(torn, damaged, filled > 1, bytes);
  }

  /**
   * Waits until all of it is on disk. What a killed program had written and not yet flushed will be
   * seen from now on, so it must stay. A torn end with an empty sector in it is cut off: RocksDB
   * takes a record that is cut off for what it is, but not one that fails its checksum.
   */
  static void flush(Path directory) throws IOException {
    for (var log : files(directory, "\\d+\\.log")) {
      var ahead = new WriteAhead(Files.readAllBytes(log));
      if (ahead.state() == State.TORN && ahead.holed >= 0) {
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
          file.truncate(ahead.holed);
        }
      }
      Flushed.content(log);
    }
  }

  private static List<Path> files(Path directory, String names) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches(names)).sorted().toList();
    }
  }

  private State state() {
    var at = 0;
    var open = false;
    while (true) {
      var inBlock = BLOCK - at % BLOCK;
      if (inBlock < HEADER) {
        at += inBlock;
        continue;
      }
      if (at >= length || isZero(at)) {
        return open ? State.TORN : State.WHOLE;
      }
      if (!isWhole(at)) {
        if (isFollowed(at) || !isCutOff(at) && !isHoled(at)) {
          return State.DAMAGED;
        }
        holed = isHoled(at) ? at : -1;
        return State.TORN;
      }
      var type = log[at + 6];
      if ((type == MIDDLE || type == LAST) != open && type <= LAST) {
        return State.DAMAGED;
      }
      open = type == FIRST || type == MIDDLE;
      at += HEADER + size(at);
    }
  }

  private boolean isZero(int at) {
    return isZero(at, log.length);
  }

  private int size(int at) {
    return numbers.getShort(at + 4) & 0xffff;
  }

  private boolean isWhole(int at) {
    return at + HEADER <= log.length
        && log[at + 6] != 0
        && size(at) <= BLOCK - at % BLOCK - HEADER
        && at + HEADER + size(at) <= log.length
        && fits(at, size(at));
  }

  private boolean fits(int at, int size) {
    var sum = new CRC32C();
    sum.update(log, at + 6, 1 + size);
    var crc = (int) sum.getValue();
    return (crc >>> 15 | crc << 17) + MASK == numbers.getInt(at);
  }

  /** Whether the file ends before the record does, and not only because its length is damaged. */
  private boolean isCutOff(int at) {
    if (at + HEADER > log.length) {
      return true;
    }
    var left = log.length - at - HEADER;
    return size(at) > left && size(at) <= BLOCK - at % BLOCK - HEADER && !fits(at, left);
  }

  /**
   * Whether a sector of the record, as a disk writes them, is empty: after a power cut the later
   * sectors of a write may be there and an earlier one not.
   */
  private boolean isHoled(int at) {
    var end = Math.min(log.length, at + HEADER + Math.max(size(at), SECTOR));
    for (var from = at; from < end; from = (from / SECTOR + 1) * SECTOR) {
      var to = Math.min(end, (from / SECTOR + 1) * SECTOR);
      if (isZero(from, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean isZero(int from, int to) {
    for (var i = from; i < to; i++) {
      if (log[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a later write begins whole anywhere behind; a part of the same one does not count. */
  private boolean isFollowed(int at) {
    for (var next = at + 1; next + HEADER <= length; next++) {
      if (log[next + 6] <= FIRST && isWhole(next)) {
        return true;
      }
    }
    return false;
  }
}
