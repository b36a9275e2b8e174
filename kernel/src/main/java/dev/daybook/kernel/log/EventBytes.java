package dev.daybook.kernel.log;

import dev.daybook.kernel.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The immutable bytes of an event: what the hash chain covers, and what a durable store keeps.
 * Format 1, big-endian:
 *
 * <pre>
 * format u8 = 1 · encoding u8 (0 = plain JSON; others reserved) · position i64 · time i64 (Unix microseconds) · version i64
 * id 16 bytes · append id 16 bytes · schema version i32 · stream · type · actor · correlation · causation (length -1 = none)
 * source · tag count i32 · tags in order · metadata · data          (text and bytes: length i32, then UTF-8)
 * </pre>
 *
 * A field that is encrypted for a data subject is, inside the JSON, the object {@code
 * {"$encrypted": {"subject", "key", "nonce", "text"}}}; the chain covers the ciphertext.
 */
public final class EventBytes {
  /** The name that marks an encrypted field inside data or metadata; no plain field may bear it. */
  public static final String ENCRYPTED = "$encrypted";

  static final byte FORMAT = 1;
  static final byte PLAIN = 0;

  private EventBytes() {}

  /** The bytes of an event; its hash is not among them. */
  public static byte[] encode(RecordedEvent event) {
    var who = event.provenance();
    var texts =
        new byte[][] {
          utf8(event.stream().toString()),
          utf8(event.type().name()),
          utf8(who.actor().toString()),
          utf8(who.correlation()),
          who.causation() == null ? new byte[0] : utf8(who.causation()),
          utf8(who.source())
        };
    var tags = tags(event.tags());
    var size = 2 + 3 * 8 + 32 + 4 + 4 + 8 + event.metadata().length() + event.data().length();
    for (var text : texts) {
      size += 4 + text.length;
    }
    for (var tag : tags) {
      size += 4 + tag.length;
    }
    var out = ByteBuffer.allocate(size);
    out.put(FORMAT).put(PLAIN);
    out.putLong(event.position().value())
        .putLong(micros(event.time()))
        .putLong(event.version().value());
    put(out, event.id().value());
    put(out, event.appendId().value());
    out.putInt(event.type().version());
    for (var i = 0; i < texts.length; i++) {
      if (i == 4 && who.causation() == null) {
        out.putInt(-1);
      } else {
        out.putInt(texts[i].length).put(texts[i]);
      }
    }
    out.putInt(tags.size());
    for (var tag : tags) {
      out.putInt(tag.length).put(tag);
    }
    out.putInt(event.metadata().length()).put(event.metadata().utf8());
    out.putInt(event.data().length()).put(event.data().utf8());
    return out.array();
  }

  /**
   * The event that {@link #encode} wrote.
   *
   * @throws StoreException.Deterministic when the bytes are not an event of a format this program
   *     knows
   */
  public static RecordedEvent decode(byte[] bytes, Hash hash) {
    return new EventDecoder().decode(bytes, hash);
  }

  /**
   * How many bytes of an event lie before its metadata and data: its header, which stays in the log
   * when the rest of it is archived.
   *
   * @return -1 when the bytes are not an event's
   */
  public static int headerLength(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    try {
      in.position(2 + 3 * 8 + 32 + 4);
      for (var text = 0; text < 6; text++) {
        var length = in.getInt();
        skip(in, text == 4 && length < 0 ? 0 : length);
      }
      for (var left = in.getInt(); left > 0; left--) {
        skip(in, in.getInt());
      }
      return in.position();
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      return -1;
    }
  }

  /** Whether bytes are the header of an event and nothing more. */
  public static boolean isHeader(byte[] bytes) {
    return headerLength(bytes) == bytes.length;
  }

  /**
   * An event of which only the header is at hand: metadata and data are empty.
   *
   * @throws StoreException.Deterministic when the bytes are not a header
   */
  public static RecordedEvent decodeHeader(byte[] header, Hash hash) {
    return decode(hollow(header), hash);
  }

  /** The bytes of an event with this header, whose metadata and data are empty. */
  public static byte[] hollow(byte[] header) {
    var none = JsonBytes.EMPTY;
    var payload = ByteBuffer.allocate(2 * (Integer.BYTES + none.length()));
    payload.putInt(none.length()).put(none.utf8()).putInt(none.length()).put(none.utf8());
    return whole(header, payload.array());
  }

  /**
   * The header of an event.
   *
   * @throws StoreException.Deterministic when the bytes are not an event's
   */
  public static byte[] headerOf(byte[] bytes) {
    return Arrays.copyOf(bytes, requireHeader(bytes));
  }

  /**
   * What follows the header: metadata and data.
   *
   * @throws StoreException.Deterministic when the bytes are not an event's
   */
  public static byte[] payloadOf(byte[] bytes) {
    return Arrays.copyOfRange(bytes, requireHeader(bytes), bytes.length);
  }

  /** The bytes of an event from its header and its payload. */
  public static byte[] whole(byte[] header, byte[] payload) {
    var bytes = Arrays.copyOf(header, header.length + payload.length);
    System.arraycopy(payload, 0, bytes, header.length, payload.length);
    return bytes;
  }

  private static int requireHeader(byte[] bytes) {
    var length = headerLength(bytes);
    if (length < 0) {
      throw new StoreException.Deterministic("The bytes are not an event", null);
    }
    return length;
  }

  /** The hash of an event: SHA-256 over the hash before it in the log and its bytes. */
  public static Hash link(Hash before, byte[] bytes) {
    var digest = Sha256.begin();
    digest.update(before.bytes());
    return Hash.of(digest.digest(bytes));
  }

  /** Unix microseconds of a time; the part below a microsecond is cut. */
  public static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  /** The time of Unix microseconds. */
  public static Instant time(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  /** In their order. */
  private static List<byte[]> tags(Set<Tag> tags) {
    return switch (tags.size()) {
      case 0 -> List.of();
      case 1 -> List.of(utf8(tags.iterator().next().text()));
      default -> tags.stream().sorted().map(tag -> utf8(tag.text())).toList();
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void skip(ByteBuffer in, int length) {
    requireLeft(in, length);
    in.position(in.position() + length);
  }

  static void requireLeft(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "a part of " + length + " bytes where " + in.remaining() + " are left");
    }
  }
}
