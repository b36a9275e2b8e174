package dev.daybook.faults.planted;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of groups: length, checksum, then for each event length, hash, bytes. A tail that is not
 * whole is cut off when it is opened.
 */
final class Frames {
  private final Path file;
  private final FileChannel channel;

  private Frames(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Frames open(Path file) throws IOException {
    return new Frames(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  List<RecordedEvent> read() throws IOException {
    var events = new ArrayList<RecordedEvent>();
    var in = ByteBuffer.wrap(Files.readAllBytes(file));
    var whole = 0;
    while (in.remaining() >= 8) {
      var length = in.getInt();
      var checksum = in.getInt();
      if (length < 0 || length > in.remaining()) {
        break;
      }
      var group = new byte[length];
      in.get(group);
      if (checksum != checksum(group)) {
        break;
      }
      for (var each = ByteBuffer.wrap(group); each.hasRemaining(); ) {
        var bytes = new byte[each.getInt()];
        var hash = new byte[Hash.LENGTH];
        each.get(hash).get(bytes);
        events.add(EventBytes.decode(bytes, Hash.of(hash)));
      }
      whole = in.position();
    }
    channel.truncate(whole);
    channel.position(whole);
    return events;
  }

  void write(List<RecordedEvent> events) throws IOException {
    var group = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(group)) {
      for (var event : events) {
        var bytes = EventBytes.encode(event);
        out.writeInt(bytes.length);
        out.write(event.hash().bytes());
        out.write(bytes);
      }
    }
    var frame = ByteBuffer.allocate(8 + group.size());
    frame.putInt(group.size()).putInt(checksum(group.toByteArray())).put(group.toByteArray());
    frame.flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private static int checksum(byte[] group) {
    var checksum = new CRC32C();
    checksum.update(group);
    return (int) checksum.getValue();
  }

  void force() throws IOException {
    channel.force(false);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
