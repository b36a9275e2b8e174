package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.runtime.transfer.JsonSpan.NotJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Archives in files. A file stands under its name only when it is whole and on the disk; one whose
 * name ends with {@code .gz} is packed.
 */
public final class ArchiveFiles {
  private static final String PACKED = ".gz";
  private static final int BUFFER = 1 << 16;

  private ArchiveFiles() {}

  /** Writes what goes into a file, and gives what is known of it then. */
  @FunctionalInterface
  public interface Content<T> {
    T write(OutputStream out) throws IOException;
  }

  /** Writes a file; one of that name is replaced when the new one is whole. */
  public static <T> T write(Path file, Content<T> content) throws IOException {
    var target = file.toAbsolutePath();
    var beside = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      T known;
      try (var channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        known = through(channel, file, content);
      }
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      return known;
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Writes behind what a file holds; where that fails, the file is as it was. */
  public static <T> T append(Path file, Content<T> content) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var before = channel.size();
      channel.position(before);
      var whole = false;
      try {
        var known = through(channel, file, content);
        whole = true;
        return known;
      } finally {
        if (!whole && channel.isOpen()) {
          channel.truncate(before);
        }
      }
    }
  }

  private static <T> T through(FileChannel channel, Path file, Content<T> content)
      throws IOException {
    var out = Channels.newOutputStream(channel);
    T known;
    if (String.valueOf(file.getFileName()).endsWith(PACKED)) {
      var packed = new GZIPOutputStream(out, BUFFER);
      known = content.write(packed);
      packed.finish();
    } else {
      known = content.write(out);
    }
    channel.force(true);
    return known;
  }

  /**
   * Where an archive in a file ends, so that one can go on behind it.
   *
   * @throws BadArchiveException when its last line is no head: it was cut, or is no archive
   */
  public static LogHead end(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var lines = new Lines(in, LogImport.LONGEST_LINE);
      var last = new byte[0];
      while (lines.next()) {
        last = Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
      }
      return head(last, lines.number(), file);
    }
  }

  private static LogHead head(byte[] line, long number, Path file) {
    try {
      if (LineReader.read(line, 0, line.length) instanceof ArchiveLine.Head(var head)) {
        return head;
      }
    } catch (NotJson _) {
      // told below, together with a line that is another one
    }
    throw BadArchiveException.cut(
        number,
        file + " is no whole archive: its last line is no head. Export it again, without --after.",
        null);
  }

  /** The bytes that a file, or everything in a folder, takes. */
  public static long size(Path file) throws IOException {
    try (var all = Files.walk(file)) {
      var sum = 0L;
      for (var one : all.filter(Files::isRegularFile).toList()) {
        sum += Files.size(one);
      }
      return sum;
    }
  }
}
