package dev.daybook.kernel.archive;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An archive, read by position. It keeps the index and the block it read last in memory and no file
 * open. Safe for use by many threads.
 */
public final class ArchiveFile {
  /** A block of payloads; the last position is exclusive. */
  private record Block(long first, long end, ByteBuffer payloads) {}

  private final Path file;
  private final LogId log;
  private final Position first;
  private final Position last;
  private final Hash digest;
  private final ByteBuffer index;
  private final long indexOffset;
  private volatile @Nullable Block recent;

  private ArchiveFile(
      Path file,
      LogId log,
      Position first,
      Position last,
      Hash digest,
      ByteBuffer index,
      long indexOffset) {
    this.file = file;
    this.log = log;
    this.first = first;
    this.last = last;
    this.digest = digest;
    this.index = index;
    this.indexOffset = indexOffset;
  }

  /**
   * Reads what an archive says of itself, and its index.
   *
   * @throws IOException when it cannot be read, is damaged there, or is no archive of a format that
   *     this program knows; the message says which
   */
  public static ArchiveFile open(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var size = channel.size();
      if (size < ArchiveFormat.HEADER + ArchiveFormat.FOOTER) {
        throw new IOException("it is no archive, or was cut");
      }
      var header = read(channel, 0, ArchiveFormat.HEADER);
      var magic = new byte[ArchiveFormat.MAGIC.length];
      header.get(magic);
      if (!Arrays.equals(magic, ArchiveFormat.MAGIC)) {
        throw new IOException("it is no archive");
      }
      var format = header.getInt();
      if (format != ArchiveFormat.FORMAT) {
        throw new IOException(
            "it is an archive of format %d, this program reads %d; use a newer Daybook"
                .formatted(format, ArchiveFormat.FORMAT));
      }
      var log = new LogId(new UUID(header.getLong(), header.getLong()));
      var range = new long[] {header.getLong(), header.getLong()};
      var footer = read(channel, size - ArchiveFormat.FOOTER, ArchiveFormat.FOOTER);
      var offset = footer.getLong();
      var length = footer.getInt() * (long) ArchiveFormat.ENTRY;
      var checksum = footer.getInt();
      if (range[0] < 1
          || range[1] < range[0]
          || length <= 0
          || offset < ArchiveFormat.HEADER
          || offset + length + ArchiveFormat.FOOTER != size) {
        throw new IOException("it is damaged, or was cut");
      }
      var index = read(channel, offset, Math.toIntExact(length));
      requireChecksum(checksum, header.rewind(), index);
      var hash = new byte[Hash.LENGTH];
      footer.get(hash);
      return new ArchiveFile(
          file, log, new Position(range[0]), new Position(range[1]), Hash.of(hash), index, offset);
    }
  }

  /** Whose events' payloads these are. */
  public LogId log() {
    return log;
  }

  /** The first position it holds. */
  public Position first() {
    return first;
  }

  /** The last position it holds. */
  public Position last() {
    return last;
  }

  /** The digest that stands at its end; {@link #check} tells whether it is right. */
  public Hash digest() {
    return digest;
  }

  /**
   * The payload of an event: what follows its header.
   *
   * @throws IOException when it cannot be read or is damaged
   */
  public byte[] payload(Position position) throws IOException {
    if (first.isAfter(position) || position.isAfter(last)) {
      throw new IllegalArgumentException(
          "The archive holds positions " + first + " to " + last + ", not " + position);
    }
    var at = position.value();
    var block = recent;
    if (block == null || at < block.first() || at >= block.end()) {
      block = block(at);
      recent = block;
    }
    var payloads = block.payloads().duplicate();
    for (var skip = at - block.first(); skip > 0; skip--) {
      payloads.position(payloads.position() + Integer.BYTES + payloads.getInt(payloads.position()));
    }
    var payload = new byte[payloads.getInt()];
    payloads.get(payload);
    return payload;
  }

  /**
   * Reads all of it and compares the digest.
   *
   * @throws IOException when it cannot be read or is not as it was written
   */
  public void check() throws IOException {
    var sha256 = Sha256.begin();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var left = channel.size() - Hash.LENGTH;
      var buffer = ByteBuffer.allocate(1 << 16);
      while (left > 0) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        if (channel.read(buffer) < 0) {
          throw new EOFException("it was cut");
        }
        left -= buffer.position();
        sha256.update(buffer.flip());
      }
    }
    if (!digest.equals(Hash.of(sha256.digest()))) {
      throw new IOException("it is damaged: its SHA-256 is not the one it ends with");
    }
  }

  private Block block(long position) throws IOException {
    var entries = index.capacity() / ArchiveFormat.ENTRY;
    var low = 0;
    var high = entries - 1;
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      if (index.getLong(middle * ArchiveFormat.ENTRY) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    var at = low * ArchiveFormat.ENTRY;
    var next = at + ArchiveFormat.ENTRY;
    var offset = index.getLong(at + Long.BYTES);
    var end = low + 1 < entries ? index.getLong(next + Long.BYTES) : indexOffset;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var payloads = read(channel, offset, Math.toIntExact(end - offset));
      requireChecksum(index.getInt(at + 2 * Long.BYTES), payloads);
      return new Block(
          index.getLong(at), low + 1 < entries ? index.getLong(next) : last.value() + 1, payloads);
    }
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("it was cut");
      }
    }
    return buffer.flip();
  }

  private static void requireChecksum(int expected, ByteBuffer... parts) throws IOException {
    var checksum = new CRC32C();
    for (var part : parts) {
      checksum.update(part.duplicate());
    }
    if ((int) checksum.getValue() != expected) {
      throw new IOException("it is damaged: a checksum does not fit");
    }
  }
}
