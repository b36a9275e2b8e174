package dev.daybook.runtime.command;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.catalogue.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request of one or several commands. All but {@link Done} mean: nothing was
 * written.
 */
public sealed interface CommandResult {
  /**
   * Carried out, all of it.
   *
   * @param position of the last event written; the head when nothing had to be
   * @param repeated whether this command id was carried out before and this is its first answer
   */
  record Done(List<Outcome> outcomes, Position position, boolean repeated)
      implements CommandResult {
    public Done {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** The domain says no to the command at this index. */
  record Rejected(int index, Rejection why) implements CommandResult {}

  /** The command at this index is not acceptable input. */
  record Invalid(int index, List<Fault> faults) implements CommandResult {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Somebody was faster than the expected version, or, without one, than every attempt.
   *
   * @param expected what the caller expected, null when it was the runtime's own attempts that lost
   * @param changedBy who wrote the stream's newest event, null for an empty stream
   */
  record Conflicted(
      int index,
      StreamId stream,
      @Nullable Version expected,
      Version actual,
      @Nullable Actor changedBy,
      @Nullable Instant changedAt)
      implements CommandResult {}

  /** This command id was used before for something else. */
  record KeyReused(AppendId id) implements CommandResult {}
}
