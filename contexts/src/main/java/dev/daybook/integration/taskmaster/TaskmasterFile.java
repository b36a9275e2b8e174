package dev.daybook.integration.taskmaster;

import dev.daybook.integration.api.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Task Master file taken apart without loss: what {@link #source} gives is the text that was
 * read, by construction.
 *
 * @param name the file's name, without its folders
 * @param template the file's source with a slot for each tag, bearing the tag's name as JSON;
 *     begins with the byte order mark where the file has one
 * @param tags in file order; two shapes have exactly one, {@code master}
 * @param warnings what is odd about the file without making it unreadable
 */
record TaskmasterFile(
    String name, Shape shape, String template, List<FileTag> tags, List<FileFault> warnings) {
  /** Bytes a file may have. */
  static final int LARGEST = 64 * 1024 * 1024;

  TaskmasterFile {
    tags = List.copyOf(tags);
    warnings = List.copyOf(warnings);
  }

  /** What reading a file comes to. */
  sealed interface Reading {
    record Read(TaskmasterFile file) implements Reading {}

    /** Every fault that was found, in file order; nothing of the file may be used. */
    record Broken(List<FileFault> faults) implements Reading {
      public Broken {
        faults = List.copyOf(faults);
      }
    }
  }

  static Reading parse(byte[] bytes, String name) {
    if (bytes.length > LARGEST) {
      return broken(
          "The file has "
              + bytes.length
              + " bytes, the limit is "
              + LARGEST
              + ". Split it by tag.");
    }
    try {
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), name);
    } catch (CharacterCodingException _) {
      return new Reading.Broken(List.of(notUtf8(bytes)));
    }
  }

  static Reading parse(String text, String name) {
    return new TaskmasterReader(text, name).read();
  }

  /** The file's text, byte for byte as it was read. */
  String source() {
    var next = tags.iterator();
    return Template.fill(template, _ -> next.next().source());
  }

  private static Reading broken(String message) {
    return new Reading.Broken(List.of(new FileFault(1, 1, "", message)));
  }

  private static FileFault notUtf8(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = java.nio.CharBuffer.allocate(bytes.length);
    decoder.decode(in, out, true);
    var before = out.flip().toString();
    var place = Places.of(before).at(before.length());
    return new FileFault(
        place.line(),
        place.column(),
        "",
        "Byte " + in.position() + " is not UTF-8. Save the file as UTF-8 and try again.");
  }
}
