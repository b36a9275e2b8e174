package dev.daybook.projects.filter;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.FilterId;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a saved filter needs beyond its state.
 *
 * @param filter the id of the filter, also while it is not saved yet
 * @param actor who asks
 * @param holder another filter of the same owner that has the name asked for; null where it is free
 *     or none is asked for
 */
public record FilterFacts(FilterId filter, Actor actor, @Nullable Holder holder) {
  /** A filter that has a name. */
  public record Holder(FilterId filter, String name) {}
}
