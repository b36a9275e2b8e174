package dev.daybook.kernel.context;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Reads for a decision. What is read here is remembered as a condition of the append, so a fact
 * that changes before the events are written makes the runtime gather and decide again. Within a
 * batch the events of earlier commands are seen.
 */
public interface Gathering {
  /** Who gave the command. */
  Actor actor();

  /** The server's time of the command. */
  Instant now();

  /** A new UUIDv7. */
  UUID newId();

  /** A neighbour's state at a version; guarded: its stream must not have moved. */
  <S> Known<S> state(Aggregate<?, S, ?, ?> aggregate, StreamId stream);

  /** The streams that hold a matching event, oldest first; guarded: no further event may match. */
  List<StreamId> streams(EventQuery query);

  /** The stream that carries a tag, the first one; guarded where there is none. */
  Optional<StreamId> holder(Tag tag);

  /** Demands that no event ever carried this tag; for short references and keys. */
  void unique(Tag tag);

  /**
   * The next number of a scope: one more than the highest that any matching event bears or that was
   * allotted here before. Numbers are never given twice; a refused command leaves a gap.
   *
   * @param scope names the counter
   * @param numbered the events that bear numbers of this scope
   * @param number the number a decoded event bears, 0 for none
   */
  long allot(String scope, EventQuery numbered, ToLongFunction<Object> number);

  /**
   * A state with the version it was folded from.
   *
   * @param version 0 when the stream holds nothing
   */
  record Known<S>(S state, Version version) {
    public boolean exists() {
      return version.value() > 0;
    }
  }
}
