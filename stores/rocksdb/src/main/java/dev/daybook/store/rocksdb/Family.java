package dev.daybook.store.rocksdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The column families of a log: one holds the events, the others find them. */
enum Family {
  /**
   * {@code format}, {@code log} (its id), {@code head} ({@link Head}), {@code snapshots} (how many
   * there are), {@code restoring} (while another log comes in), {@code kind/<category>/<type>} →
   * number, {@code archive/<first position>} → {@link ArchiveRows}.
   */
  META("default"),
  /** First position → {@link Chunk}; under 0 the format and the log's id once more. */
  EVENT("event"),
  /** Stream, a zero byte, first version → {@link Posting}. */
  STREAM("stream"),
  /** Number of the kind, first position → {@link Posting}. */
  KIND("kind"),
  /** Tag, a zero byte, first position → {@link Posting}. */
  TAG("tag"),
  /** Append id → first and last position, epoch. */
  APPEND("append"),
  /** Stream, a zero byte, version → time and state. */
  SNAPSHOT("snapshot");

  private final byte[] label;

  Family(String label) {
    this.label = label.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] label() {
    return label.clone();
  }

  /** Whether all of these are families of a log. */
  static boolean knows(List<byte[]> labels) {
    return labels.stream()
        .allMatch(label ->
            Arrays.stream(values()).anyMatch(family -> Arrays.equals(family.label, label)));
  }
}
