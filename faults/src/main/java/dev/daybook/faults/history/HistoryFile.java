package dev.daybook.faults.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A history being written. Each line is handed to the operating system, in one piece and before the
 * call returns, so that a killed program leaves all it has said. Safe for use by many threads.
 */
public final class HistoryFile implements AutoCloseable {
  private final FileChannel channel;

  private HistoryFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Goes on where the file ends; makes it when there is none. */
  public static HistoryFile open(Path file) throws IOException {
    return new HistoryFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /**
   * Goes on with the history of a program that was killed: the line that it has left half, if any,
   * is cut off.
   */
  public static HistoryFile mend(Path file) throws IOException {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var one = ByteBuffer.allocate(1);
      var whole = channel.size();
      while (whole > 0 && (channel.read(one.clear(), whole - 1) != 1 || one.get(0) != '\n')) {
        whole--;
      }
      channel.truncate(whole);
    }
    return open(file);
  }

  /** Writes a line. */
  public void add(Entry entry) {
    var line = ByteBuffer.wrap(Lines.write(entry));
    try {
      synchronized (channel) {
        while (line.hasRemaining()) {
          channel.write(line);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
