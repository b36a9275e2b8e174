package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A head, kept outside its log: the only way to see later that a log's tail was cut or its past
 * rewritten. On disk a small JSON object with the members {@code log}, {@code epoch}, {@code
 * position}, {@code hash} and {@code time}; a signed one also has {@code key} and {@code
 * signature}.
 *
 * @param signature who vouches for it; null for nobody
 */
public record HeadExport(LogHead head, @Nullable HeadSignature signature) {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(log|epoch|position|hash|time|key|signature)\"\\s*:\\s*\"?([^\",}\\s]+)\"?");

  /** A head that nobody vouches for. */
  public HeadExport(LogHead head) {
    this(head, null);
  }

  /** The same head, vouched for by the holder of a key. */
  public HeadExport signed(SigningKey key) {
    return new HeadExport(head, key.sign(signedBytes()));
  }

  /** What a signature covers: every part of the head, each on a line. */
  private byte[] signedBytes() {
    return "daybook head 1\nlog %s\nepoch %d\nposition %s\nhash %s\ntime %s\n"
        .formatted(head.log(), head.epoch(), head.position(), head.hash(), head.time())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Writes it to a file; an existing file is replaced. */
  public void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  /** Its text form. */
  public String text() {
    var vouched =
        signature == null
            ? ""
            : ",\n  \"key\": \"%s\",\n  \"signature\": \"%s\""
                .formatted(signature.keyText(), signature.text());
    return """
    {
      "log": "%s",
      "epoch": %d,
      "position": %s,
      "hash": "%s",
      "time": "%s"%s
    }
    """
        .formatted(head.log(), head.epoch(), head.position(), head.hash(), head.time(), vouched);
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
              Instant.parse(member(text, "time"))),
          signature(text));
    } catch (IllegalArgumentException | DateTimeParseException broken) {
      throw new IllegalArgumentException(
          name + " is not an exported head: " + broken.getMessage(), broken);
    }
  }

  private static @Nullable HeadSignature signature(String text) {
    var key = found(text, "key");
    var signature = found(text, "signature");
    if (key.isEmpty() != signature.isEmpty()) {
      throw new IllegalArgumentException(
          "its members \"key\" and \"signature\" come together or not at all");
    }
    return key.isEmpty() ? null : HeadSignature.of(key.get(), signature.orElseThrow());
  }

  private static String member(String text, String name) {
    return found(text, name)
        .orElseThrow(() -> new IllegalArgumentException("it has no member \"" + name + "\""));
  }

  private static Optional<String> found(String text, String name) {
    var matcher = MEMBER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return Optional.of(matcher.group(2));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether whoever is expected vouches for this head; what speaks against it otherwise. A head
   * that nobody vouches for is only found fault with where a key is expected.
   *
   * @param expected the key it must be signed with; null for whichever it names
   */
  public List<Finding> checkSignature(@Nullable PublicKey expected) {
    if (signature == null) {
      return expected == null
          ? List.of()
          : found(Problem.HEAD_UNSIGNED, "the exported head bears no signature");
    }
    if (expected != null && signature.vouches(signedBytes(), expected)) {
      return List.of();
    }
    if (!signature.vouches(signedBytes(), signature.key())) {
      return found(
          Problem.HEAD_ALTERED,
          "the exported head was changed after it was signed, or its signature was");
    }
    return expected == null
        ? List.of()
        : found(
            Problem.HEAD_FORGED,
            "the exported head is signed with the key "
                + SigningKey.fingerprint(signature.key())
                + ", not with "
                + SigningKey.fingerprint(expected));
  }

  private List<Finding> found(Problem problem, String detail) {
    return List.of(new Finding(head.position(), problem, detail));
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
