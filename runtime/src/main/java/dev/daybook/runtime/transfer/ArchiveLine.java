package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;

/** What one line of an archive says (ADR 0021). */
sealed interface ArchiveLine {
  /** The format this program writes and reads. */
  int FORMAT = 1;

  /** What every type of an event begins with on the wire. */
  String TYPES = "dev.daybook.";

  /** What stands before the log's id where a line says which log it comes from. */
  String SOURCES = "/daybook/";

  /** The type of the first line. */
  String HEADER = TYPES + "archive.header.v1";

  /** The type of the last line. */
  String HEAD = TYPES + "archive.head.v1";

  /**
   * The first line.
   *
   * @param log the log that the events come from
   * @param after the position they begin after
   * @param hash of the event at that position, {@link Hash#ZERO} at the start
   * @param until the last position that will come
   * @param restorable whether the events are as they were written, so that their hashes hold
   */
  record Header(LogId log, Position after, Hash hash, Position until, boolean restorable)
      implements ArchiveLine {}

  /**
   * A line between.
   *
   * @param source the log it says it comes from, as it is spelled on the wire
   */
  record Event(RecordedEvent event, String source) implements ArchiveLine {}

  /** The last line: where the log stood, so that a cut archive is noticed. */
  record Head(LogHead head) implements ArchiveLine {}
}
