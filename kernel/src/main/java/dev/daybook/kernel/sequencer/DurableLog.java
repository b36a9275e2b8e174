package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.BackupSource;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.verify.RawLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a durable back end gives to {@link SequencedLog}: reads, and one durable transaction. Reads
 * may come from many threads at once; {@link #commit} comes from one thread at a time. Reads are
 * capped by the head the sequencer has published, so that nothing is seen before it is acknowledged
 * as visible; those of a {@link #isShared shared} log by {@link Position#END}: there the store caps
 * them itself, by the head that it sees together with the events. All methods throw {@link
 * StoreException}.
 */
public interface DurableLog extends RawLog, AutoCloseable {
  /** Where a stream ends: its version and the position of its newest event. */
  record StreamEnd(Version version, Position position) {
    /** The end of a stream that holds nothing. */
    public static final StreamEnd NONE = new StreamEnd(Version.NONE, Position.START);
  }

  /** The durable head, read afresh. */
  @Override
  LogHead head();

  /** Whether other processes may append to the same log while this one does. */
  default boolean isShared() {
    return false;
  }

  /**
   * Makes this process the one that writes a shared log, for a short while: called when others have
   * moved the head several times before a group of this one was written. May wait for another
   * process whose turn it is.
   *
   * @return the durable head, read afresh
   * @throws StoreException.RolledBack when the turn does not come in time
   */
  default LogHead lead() {
    return head();
  }

  /** Who is told what becomes of a shared log without this process doing it; on any thread. */
  interface Watcher {
    /**
     * Others have moved the head this far. Told soon, but later than reads see it; heads may be
     * left out, never a newest one.
     */
    void moved(LogHead head);

    /**
     * The log no longer holds what it held: a failover, or a backup that was put in its place, has
     * taken it back, and this is where it stands now.
     */
    void rewound(LogHead head);
  }

  /** Tells a watcher from now on, until the log is closed. */
  default void watch(Watcher watcher) {}

  /**
   * Whether a virtual thread may call {@link #commit}: it waits as Java code does, not inside
   * native code, which would keep the carrier of the thread.
   */
  default boolean servesVirtualThreads() {
    return false;
  }

  /** What was committed under an append id. */
  Optional<Receipt> lookup(AppendId id);

  /**
   * Whether {@link #commit} itself finds an append id that is already written, writes nothing and
   * returns false. Then a new append costs no look-up of its own; only after such a refusal, or to
   * tell a conflict from a repeat, is one made.
   */
  default boolean refusesKnownIds() {
    return false;
  }

  /** Where a stream ends. */
  StreamEnd end(StreamId stream);

  /** Where each of these streams ends; what is left out holds nothing. */
  default Map<StreamId, StreamEnd> ends(Set<StreamId> streams) {
    var ends = new HashMap<StreamId, StreamEnd>();
    streams.forEach(stream -> ends.put(stream, end(stream)));
    return ends;
  }

  /**
   * As {@link dev.daybook.kernel.log.EventLog#read(EventQuery, Position, Direction, int)}, seeing
   * nothing above {@code head}.
   */
  Page read(EventQuery query, Position from, Direction direction, int limit, Position head);

  /**
   * As {@link #read(EventQuery, Position, Direction, int, Position)} forward, for those who look at
   * headers only, as conditions do: metadata and data of events whose payloads were archived may be
   * left empty, so that a missing archive does not stop them.
   */
  default Page readHeaders(EventQuery query, Position from, int limit, Position head) {
    return read(query, from, Direction.FORWARD, limit, head);
  }

  /**
   * As {@link dev.daybook.kernel.log.EventLog#read(StreamId, Version, Direction, int)}, seeing
   * nothing above {@code head}.
   */
  Page read(StreamId stream, Version from, Direction direction, int limit, Position head);

  /** The event at a position. */
  Optional<RecordedEvent> at(Position position);

  /** The first position at or below {@code head} recorded at or after a time. */
  Optional<Position> firstAtOrAfter(Instant time, Position head);

  /** Counts over the whole log. */
  Statistics statistics();

  /**
   * Writes a group in one durable transaction, or nothing of it.
   *
   * @param expected where the log must stand, position and epoch, checked inside the transaction
   * @return false when nothing was written because the log stands elsewhere, or (see {@link
   *     #refusesKnownIds}) because an append id is known: read the head and evaluate again
   * @throws StoreException.RolledBack nothing was written, it may work later
   * @throws StoreException.Deterministic nothing was written, it will not work later
   * @throws StoreException.OutcomeUnknown it may or may not have been written
   * @throws StoreException.Held another process has taken the log over; nothing was written
   */
  boolean commit(Group group, LogHead expected);

  /** Where this back end keeps snapshots; empty when it keeps none. */
  default Optional<Snapshots> snapshots() {
    return Optional.empty();
  }

  /** How its files are copied while it runs; empty when they cannot be. */
  default Optional<BackupSource> backups() {
    return Optional.empty();
  }

  /** How payloads are moved out of it into files; empty when it keeps them for ever. */
  default Optional<Archives> archives() {
    return Optional.empty();
  }

  /** Whether other logs can be restored into this back end: {@link #beginRestore} and its like. */
  default boolean canBeRestored() {
    return false;
  }

  /** Whether a restore was begun and not ended; survives a restart. */
  default boolean isBeingRestored() {
    return false;
  }

  /**
   * Notes durably that a restore has begun, and takes over the id of the log that comes: {@link
   * #head} bears it from now on. Called only while the log is empty, and checks that itself. Until
   * {@link #endRestore} a commit refuses append ids that are known, as {@link #refusesKnownIds}
   * says, in every store.
   */
  default void beginRestore(LogId log) {
    throw new StoreException.Deterministic(
        "Nothing can be restored into a log of this kind. Choose another store.", null);
  }

  /** Notes durably that the restore has ended. */
  default void endRestore() {
    throw new StoreException.Deterministic("No restore is under way here.", null);
  }

  @Override
  void close();
}
