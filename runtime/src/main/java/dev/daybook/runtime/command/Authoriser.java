package dev.daybook.runtime.command;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import java.util.Optional;

/**
 * Whether an actor may give a command at all; what it may do to one subject, the subject's decider
 * says.
 */
@FunctionalInterface
public interface Authoriser {
  /** Every token has the one role there is. */
  Authoriser EVERYONE = (_, _) -> Optional.empty();

  /** Why not; empty when it may. */
  Optional<Rejection> refusal(Actor actor, Object command);
}
