package dev.daybook.projects.project;

import dev.daybook.projects.undo.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The parts of a project (phases, milestones, deliverables …) as a map by id, and back in the order
 * of their ids.
 */
final class Parts {
  private Parts() {}

  /** By id; ids are UUIDv7, so their order is the order in which the parts were made. */
  static <T> Map<String, Plain> byId(List<T> items, Function<T, ?> id, Function<T, Plain> plain) {
    var map = new LinkedHashMap<String, Plain>();
    items.forEach(item -> map.put(id.apply(item).toString(), plain.apply(item)));
    return map;
  }

  /**
   * Back to a list. A part without the field that every part has is the trace of a change to
   * something that is not there (any more), and is passed over.
   */
  static <T> List<T> of(
      Map<String, Object> parts, String required, BiFunction<String, Plain, T> from) {
    var all = new Plain(parts);
    return parts.keySet().stream()
        .sorted()
        .filter(id -> all.map(id).get(required) != null)
        .map(id -> from.apply(id, new Plain(all.map(id))))
        .toList();
  }
}
