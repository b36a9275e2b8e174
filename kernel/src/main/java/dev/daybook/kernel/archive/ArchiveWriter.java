package dev.daybook.kernel.archive;

import static dev.daybook.kernel.archive.ArchiveFormat.BLOCK;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes one archive, payload after payload. */
final class ArchiveWriter implements AutoCloseable {
  private record Entry(long position, long offset, int checksum) {}

  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest digest = Sha256.begin();
  private final List<Entry> index = new ArrayList<>();
  private final CRC32C checksum = new CRC32C();
  private final byte[] header;
  private final long last;
  private long next;
  private long offset;
  private long blockFirst;
  private long blockOffset;

  ArchiveWriter(Path file, LogId log, Position first, Position last) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BLOCK);
    this.last = last.value();
    next = first.value();
    blockFirst = next;
    var header = ByteBuffer.allocate(ArchiveFormat.HEADER).put(ArchiveFormat.MAGIC);
    header.putInt(ArchiveFormat.FORMAT);
    header.putLong(log.value().getMostSignificantBits());
    header.putLong(log.value().getLeastSignificantBits());
    header.putLong(first.value()).putLong(last.value());
    this.header = header.array();
    write(this.header);
    blockOffset = offset;
  }

  /** Adds the payload of the next position. */
  void add(byte[] payload) throws IOException {
    var length = ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).array();
    write(length);
    write(payload);
    checksum.update(length);
    checksum.update(payload);
    next++;
    if (offset - blockOffset >= BLOCK) {
      endBlock();
    }
  }

  private void endBlock() {
    index.add(new Entry(blockFirst, blockOffset, (int) checksum.getValue()));
    checksum.reset();
    blockFirst = next;
    blockOffset = offset;
  }

  /** Writes the index and the digest, and waits until all of it is on disk. */
  Hash finish() throws IOException {
    if (next != last + 1) {
      throw new IllegalStateException("Payloads up to " + last + " were due, not " + (next - 1));
    }
    if (offset > blockOffset) {
      endBlock();
    }
    var entries = ByteBuffer.allocate(Math.multiplyExact(index.size(), ArchiveFormat.ENTRY));
    for (var entry : index) {
      entries.putLong(entry.position()).putLong(entry.offset()).putInt(entry.checksum());
    }
    checksum.update(header);
    checksum.update(entries.array());
    var footer = ByteBuffer.allocate(ArchiveFormat.FOOTER - Hash.LENGTH).putLong(offset);
    footer.putInt(index.size()).putInt((int) checksum.getValue());
    write(entries.array());
    write(footer.array());
    var hash = digest.digest();
    out.write(hash);
    out.flush();
    channel.force(true);
    return Hash.of(hash);
  }

  private void write(byte[] bytes) throws IOException {
    digest.update(bytes);
    out.write(bytes);
    offset += bytes.length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
