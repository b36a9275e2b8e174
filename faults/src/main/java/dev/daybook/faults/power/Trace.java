package dev.daybook.faults.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What programs did to their files, in order. */
public final class Trace {
  /** The kinds of records. */
  enum Kind {
    CREATE('C'),
    MAKE_DIRECTORY('D'),
    RENAME('R'),
    LINK('L'),
    UNLINK('U'),
    SYMLINK('Y'),
    WRITE('W'),
    SIZE('T'),
    MAPPED('M'),
    SYNC_BEGINS('F'),
    SYNC_ALL_BEGINS('S'),
    SYNC_ENDED('f'),
    ACKNOWLEDGED('A');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    static Kind of(char letter) {
      for (var kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("The trace has a record of unknown kind " + letter);
    }
  }

  /**
   * One record.
   *
   * @param flag of a write: it was synced by itself; of a sync: data only
   * @param offset of a write; the size for {@code SIZE}; for syncs the number that pairs beginning
   *     and end
   */
  record Record(
      Kind kind,
      boolean flag,
      long inode,
      long offset,
      String path,
      String second,
      ByteBuffer data) {}

  private static final int HEADER = 24;

  private final List<Record> records;

  private Trace(List<Record> records) {
    this.records = records;
  }

  /** Reads a trace. */
  public static Trace read(Path file) throws IOException {
    var records = new ArrayList<Record>();
    try (var channel = FileChannel.open(file)) {
      var in = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      in.order(ByteOrder.nativeOrder());
      while (in.remaining() >= 4) {
        var length = in.getInt();
        if (length > in.remaining()) {
          break; // the program was killed within it
        }
        records.add(record(in.slice(in.position(), length).order(ByteOrder.nativeOrder())));
        in.position(in.position() + length);
      }
    }
    return new Trace(records);
  }

  private static Record record(ByteBuffer in) {
    var kind = Kind.of((char) in.get());
    var flag = in.get() != 0;
    var pathLength = in.getShort() & 0xffff;
    var inode = in.getLong();
    var offset = in.getLong();
    var secondLength = in.getInt();
    var path = text(in, HEADER, pathLength);
    var second = text(in, HEADER + pathLength, secondLength);
    var at = HEADER + pathLength + secondLength;
    return new Record(kind, flag, inode, offset, path, second, in.slice(at, in.limit() - at));
  }

  private static String text(ByteBuffer in, int at, int length) {
    var bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  List<Record> records() {
    return records;
  }

  /** How many records there are. */
  public int size() {
    return records.size();
  }

  /** How many syncs came back. */
  public long syncs() {
    return records.stream().filter(record -> record.kind() == Kind.SYNC_ENDED).count();
  }

  /** The moments just after the program told the world something: numbers of records. */
  public List<Integer> acknowledgements() {
    var moments = new ArrayList<Integer>();
    for (var i = 0; i < records.size(); i++) {
      if (records.get(i).kind() == Kind.ACKNOWLEDGED) {
        moments.add(i + 1);
      }
    }
    return moments;
  }

  /** What the program had told the world up to a moment. */
  public String told(int moment) {
    var text = new StringBuilder();
    for (var record : records.subList(0, moment)) {
      if (record.kind() == Kind.ACKNOWLEDGED) {
        text.append(StandardCharsets.UTF_8.decode(record.data().duplicate()));
      }
    }
    return text.toString();
  }

  /** Files that were written through a memory map, which the trace does not see. */
  public List<String> mapped() {
    return records.stream()
        .filter(record -> record.kind() == Kind.MAPPED)
        .map(Record::path)
        .distinct()
        .toList();
  }
}
