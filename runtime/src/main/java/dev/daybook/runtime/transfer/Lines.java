package dev.daybook.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Cuts a stream into lines, holding no more than one of them. A stream that begins like gzip is
 * unpacked, whatever its name.
 */
final class Lines {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[BUFFER];
  private int first;
  private int end;
  private int length;
  private long number;

  /**
   * @param longest most bytes of one line
   */
  Lines(InputStream in, int longest) throws IOException {
    this.in = unpacked(in);
    this.longest = longest;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    var ahead = new PushbackInputStream(in, 2);
    var start = ahead.readNBytes(2);
    ahead.unread(start);
    var gzip =
        start.length == 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND;
    return gzip ? new GZIPInputStream(ahead, BUFFER) : ahead;
  }

  /**
   * Goes to the next line that holds anything.
   *
   * @return whether there is one
   * @throws BadArchiveException when it is too long, or the compression is damaged
   */
  boolean next() throws IOException {
    do {
      first += length;
      if (number > 0 && first < end) {
        first++; // the end of the line before
      }
      length = 0;
      if (!fill()) {
        return false;
      }
      number++;
    } while (length == 0);
    return true;
  }

  /** Makes sure that a whole line lies in the buffer; false at the end of the stream. */
  private boolean fill() throws IOException {
    var looked = first;
    while (true) {
      for (; looked < end; looked++) {
        if (buffer[looked] == '\n') {
          length = looked - first;
          return true;
        }
      }
      if (end - first > longest) {
        throw BadArchiveException.line(
            number + 1,
            "it is longer than " + longest + " bytes.",
            "This is no archive of a Daybook log; nothing of this line was taken.");
      }
      looked -= first;
      room();
      var some = read();
      if (some < 0) {
        length = end - first;
        return length > 0;
      }
      end += some;
    }
  }

  private void room() {
    if (first > 0) {
      System.arraycopy(buffer, first, buffer, 0, end - first);
      end -= first;
      first = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * end, longest + 2L));
    }
  }

  private int read() throws IOException {
    try {
      return in.read(buffer, end, buffer.length - end);
    } catch (EOFException cut) {
      throw BadArchiveException.cut(
          number + 1,
          "The archive's compression ends in the middle, in line "
              + (number + 1)
              + ": the file was cut. Get the whole file and repeat the import; it goes on.",
          cut);
    } catch (ZipException damaged) {
      throw BadArchiveException.cut(
          number + 1,
          "The archive's compression is damaged in line "
              + (number + 1)
              + " ("
              + damaged.getMessage()
              + "). Get the file again and repeat the import; it goes on.",
          damaged);
    }
  }

  /** The bytes in which the line lies, from {@link #from} to {@link #to}, until the next one. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return first;
  }

  int to() {
    return first + length;
  }

  /** The number of the line, from 1; lines without anything count too. */
  long number() {
    return number;
  }
}
