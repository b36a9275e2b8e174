package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry.Called;
import dev.daybook.faults.history.Entry.Returned;
import dev.daybook.faults.history.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One time that an append was handed in.
 *
 * @param call as it was handed in
 * @param known the highest position that had been acknowledged to anybody before
 * @param returned the answer; null when none came
 * @param later the lowest first position of an append that was handed in after the answer, or the
 *     end of the log: nothing from there on can have been known to whoever gave the answer
 */
record Submission(Called call, long known, @Nullable Returned returned, long later) {
  /** Whether it was, or may have been, this time that it was written. */
  boolean mayHaveWritten() {
    return returned == null
        || returned.outcome() == Outcome.APPENDED
        || returned.outcome() == Outcome.UNKNOWN;
  }

  /** Whether it was answered that this time nothing was written. */
  boolean isDenied() {
    return returned != null && returned.outcome().isDenied();
  }
}
