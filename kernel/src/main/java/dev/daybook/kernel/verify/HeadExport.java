package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A head, kept outside its log: the only way to see later that a log's tail was cut or its past
 * rewritten. On disk a small JSON object with the members {@code log}, {@code epoch}, {@code
 * position}, {@code hash} and {@code time}.
 */
public record HeadExport(LogHead head) {
  private static final Pattern MEMBER =
      Pattern.compile("\"(log|epoch|position|hash|time)\"\\s*:\\s*\"?([^\",}\\s]+)\"?");

  /** Writes it to a file; an existing file is replaced. */
  public void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  /** Its text form. */
  public String text() {
    return """
    {
      "log": "%s",
      "epoch": %d,
      "position": %s,
      "hash": "%s",
      "time": "%s"
    }
    """
        .formatted(head.log(), head.epoch(), head.position(), head.hash(), head.time());
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is not an exported head; the message names the file
   */
  public static HeadExport read(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Reads a text that {@link #text} gave.
   *
   * @param name what the text is called in a refusal
   * @throws IllegalArgumentException when it is not an exported head; the message says why
   */
  public static HeadExport parse(String text, String name) {
    try {
      return new HeadExport(
          new LogHead(
              LogId.parse(member(text, "log")),
              Long.parseLong(member(text, "epoch")),
              new Position(Long.parseLong(member(text, "position"))),
              Hash.parse(member(text, "hash")),
              Instant.parse(member(text, "time"))));
    } catch (IllegalArgumentException | DateTimeParseException broken) {
      throw new IllegalArgumentException(
          name + " is not an exported head: " + broken.getMessage(), broken);
    }
  }

  private static String member(String text, String name) {
    var matcher = MEMBER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    throw new IllegalArgumentException("it has no member \"" + name + "\"");
  }

  /** Whether a log, now, still holds this head; what speaks against it otherwise. */
  public List<Finding> check(RawLog log) {
    var now = log.head();
    if (!now.log().equals(head.log())) {
      return List.of(
          new Finding(
              head.position(),
              Problem.OTHER_LOG,
              "the exported head is of log " + head.log() + ", this is " + now.log()));
    }
    if (head.position().isAfter(now.position())) {
      return List.of(
          new Finding(
              head.position(),
              Problem.CUT_TAIL,
              "the log ends at "
                  + now.position()
                  + ", its head was exported at "
                  + head.position()
                  + ": the tail was cut"));
    }
    if (head.position().equals(Position.START)) {
      return List.of();
    }
    var page = log.raw(new Position(head.position().value() - 1), 1);
    var holds =
        page.events().stream()
            .anyMatch(raw ->
                raw instanceof RawLog.Raw.Stored stored
                    && stored.position().equals(head.position())
                    && Arrays.equals(stored.hash(), head.hash().bytes()));
    return holds
        ? List.of()
        : List.of(
            new Finding(
                head.position(),
                Problem.REWRITTEN,
                "its hash is no longer " + head.hash() + " as exported: the past was rewritten"));
  }
}
