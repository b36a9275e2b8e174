package dev.daybook.kernel.archive;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.util.List;

/**
 * What a durable store does so that {@link Archiver} can archive it. Methods may be called from any
 * thread while others append and read; they throw {@link StoreException}.
 */
public interface ArchiveShelf {
  /** Where the log stands, read afresh. */
  LogHead head();

  /** Which archives are noted, in position order, read afresh. */
  List<Archive> noted();

  /**
   * Notes an archive durably. Events of its range may still be whole.
   *
   * @throws StoreException.Deterministic when its range touches one that is noted
   */
  void note(Archive archive);

  /** Notes durably that an archive lies elsewhere. */
  void moved(Archive archive);

  /**
   * Replaces the bytes of every event of a noted range by {@link
   * dev.daybook.kernel.log.EventBytes#headerOf their header}, those that are short already left
   * alone, and notes in the end that this is {@link Archive#done done}. May be interrupted after
   * any part of the events and is called again then.
   */
  void shorten(Archive archive);

  /**
   * What lies after a position, without a look into any archive: of archived events the header
   * only.
   */
  RawPage stored(Position after, int limit);
}
