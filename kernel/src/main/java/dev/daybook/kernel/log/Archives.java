package dev.daybook.kernel.log;

import java.nio.file.Path;
import java.util.List;

/**
 * How payloads are moved out of a log into files. Position, header and hash of an event stay, so
 * its stream, type, tags, time and provenance are still known to the log; reads fetch the rest from
 * the file and give the same events. While a file is missing or damaged, reads of its events throw
 * {@link StoreException.Deterministic}, and the message names the file; every other event is read
 * as ever.
 *
 * <p>Safe for use by many threads; appends and reads go on meanwhile. All methods throw {@link
 * StoreException} when the store fails.
 */
public interface Archives {
  /**
   * Moves the payloads of a range into a new file. The file is on disk under its name, and what is
   * in it was checked against the chain, before the log lets go of anything. An interruption
   * between any two steps leaves every event readable; the same call again then finishes the work.
   *
   * @param file a file that does not exist, in a folder that does
   * @throws StoreException.Deterministic when the range reaches beyond the head or into one that is
   *     archived, when an event of it is damaged, or when the file exists or cannot be written; the
   *     log is as it was
   * @throws IllegalArgumentException when it is no range
   */
  Archive archive(Position first, Position last, Path file);

  /** What is archived, in position order. */
  List<Archive> all();

  /**
   * Tells the log that one of its archives lies elsewhere now.
   *
   * @param file a whole copy of it
   * @throws StoreException.Deterministic when the file is none of this log's archives, or damaged
   */
  Archive attach(Path file);
}
