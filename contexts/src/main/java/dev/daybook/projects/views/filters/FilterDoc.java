package dev.daybook.projects.views.filters;

import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.api.FilterId;
import dev.daybook.projects.api.FilterView;
import dev.daybook.projects.filter.FilterAggregate;
import dev.daybook.projects.filter.SavedFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a row keeps it.
 *
 * @param position of its first event: the order of lists
 */
record FilterDoc(
    FilterId id, SavedFilter filter, long position, Instant createdAt, Instant updatedAt) {

  /** The filter after one more event. */
  static FilterDoc after(@Nullable FilterDoc before, FilterEvent event, RecordedEvent envelope) {
    var decider = FilterAggregate.INSTANCE.decider();
    var now =
        decider
            .evolve(before == null ? decider.initialState() : before.filter, event)
            .withoutHistory();
    return before == null
        ? new FilterDoc(
            event.filter(), now, envelope.position().value(), envelope.time(), envelope.time())
        : new FilterDoc(before.id, now, before.position, before.createdAt, envelope.time());
  }

  FilterView view() {
    return new FilterView(
        id,
        filter.name(),
        filter.owner(),
        filter.shared(),
        filter.criteria(),
        createdAt,
        updatedAt,
        filter.version());
  }
}
