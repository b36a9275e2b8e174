package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * How keys are written: numbers big-endian, so that the order of the bytes is theirs; a zero byte
 * ends a name, which never holds one.
 */
final class Keys {
  static final byte[] FORMAT = ascii("format");
  static final byte[] LOG = ascii("log");
  static final byte[] HEAD = ascii("head");
  static final byte[] SNAPSHOTS = ascii("snapshots");
  static final byte[] RESTORING = ascii("restoring");
  static final byte[] KIND = ascii("kind/");
  static final byte[] ARCHIVE = ascii("archive/");

  private Keys() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] number(long number) {
    return new byte[] {
      (byte) (number >>> 56),
      (byte) (number >>> 48),
      (byte) (number >>> 40),
      (byte) (number >>> 32),
      (byte) (number >>> 24),
      (byte) (number >>> 16),
      (byte) (number >>> 8),
      (byte) number
    };
  }

  /** The number a key is, or ends with. */
  static long last(byte[] key) {
    return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
  }

  static byte[] id(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static UUID id(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    return new UUID(in.getLong(), in.getLong());
  }

  /** What all keys of a stream begin with; a version follows. */
  static byte[] stream(StreamId stream) {
    return ascii(stream + "\0");
  }

  /** What all keys of a tag begin with; a position follows. */
  static byte[] tag(Tag tag) {
    return ascii(tag.text() + '\0');
  }

  /** What all keys of a kind begin with; a position follows. */
  static byte[] kind(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  static byte[] of(byte[] prefix, long number) {
    var key = new byte[prefix.length + Long.BYTES];
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    ByteBuffer.wrap(key).putLong(prefix.length, number);
    return key;
  }

  /** Whether a key is this prefix and a number. */
  static boolean extend(byte[] prefix, byte[] key) {
    return key.length == prefix.length + Long.BYTES && startsWith(key, prefix);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    if (key.length < prefix.length) {
      return false;
    }
    for (var i = prefix.length - 1; i >= 0; i--) { // keys beside each other differ at their end
      if (key[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
