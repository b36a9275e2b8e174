package dev.daybook.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events; what is left out asks nothing.
 *
 * @param types one of them
 * @param categories what stands before the first dash of the stream, one of them
 * @param streams one of them
 * @param tags all of them
 * @param from recorded at or after, microseconds of Unix
 * @param until recorded before, microseconds of Unix
 */
public record Filter(
    @Nullable List<String> types,
    @Nullable List<String> categories,
    @Nullable List<String> streams,
    @Nullable List<String> tags,
    @Nullable String actor,
    @Nullable String correlation,
    @Nullable String causation,
    @Nullable Long from,
    @Nullable Long until) {
  /** Every event. */
  public static final Filter ALL = new Filter(null, null, null, null, null, null, null, null, null);

  /** Whether an event of the final log is one of them. */
  public boolean matches(Entry.Held event) {
    var at = event.at() == null ? 0 : event.at();
    return oneOf(types, event.type())
        && oneOf(categories, category(event.stream()))
        && oneOf(streams, event.stream())
        && (tags == null
            || tags.isEmpty()
            || (event.tags() != null && event.tags().containsAll(tags)))
        && (actor == null || actor.equals(event.actor()))
        && (correlation == null || correlation.equals(event.correlation()))
        && (causation == null || causation.equals(event.causation()))
        && (from == null || at >= from)
        && (until == null || at < until);
  }

  private static boolean oneOf(@Nullable List<String> wanted, @Nullable String actual) {
    return wanted == null || wanted.isEmpty() || (actual != null && wanted.contains(actual));
  }

  private static String category(String stream) {
    var dash = stream.indexOf('-');
    return dash < 0 ? stream : stream.substring(0, dash);
  }
}
