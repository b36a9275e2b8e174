package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.view.Occurrence;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an import and an export need of the running Daybook; one for each caller, since it carries
 * the actor.
 */
public interface ImportPort {
  /**
   * Carries out commands in order as one atomic append.
   *
   * @param id the same id never writes twice
   */
  Answer dispatch(AppendId id, List<?> commands);

  /**
   * Hands every matching event after a position to {@code each}, oldest first.
   *
   * @return how far it read; where to go on
   */
  Position read(EventQuery query, Position after, Consumer<Occurrence> each);

  /** What became of a batch. */
  sealed interface Answer {
    /** It stands in the log. {@code streams}: the stream of each command, in their order. */
    record Done(List<StreamId> streams) implements Answer {
      public Done {
        streams = List.copyOf(streams);
      }
    }

    /** Somebody else wrote in between, or wrote under this very id: read and plan again. */
    record Overtaken() implements Answer {}

    /**
     * The domain says no; {@code code} is the rejection's, {@code message} says why and what to do.
     */
    record Refused(String code, String message) implements Answer {}
  }
}
