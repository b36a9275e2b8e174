package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.Link;
import dev.daybook.projects.api.LinkId;
import dev.daybook.projects.api.LinkKind;
import dev.daybook.projects.api.TaskId;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a task as JSON-like values, as they stand in field-level diffs, and back. */
final class JsonValues {
  private JsonValues() {}

  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case Id id -> id.text();
      case Actor actor -> actor.toString();
      case Temporal time -> time.toString();
      case Dependency on -> fields("task", on.task(), "kind", on.kind());
      case Criterion each -> fields("id", each.id(), "text", each.text(), "met", each.met());
      case Link link ->
          fields(
              "id", link.id(), "kind", link.kind(), "target", link.target(), "title", link.title());
      case Deliverable it ->
          fields(
              "id",
              it.id(),
              "name",
              it.name(),
              "description",
              it.description(),
              "kind",
              it.kind(),
              "location",
              it.location(),
              "status",
              it.status());
      case Collection<?> items -> items.stream().map(JsonValues::of).toList();
      default -> value;
    };
  }

  private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
    var result = new LinkedHashMap<String, Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      var value = of(namesAndValues[i + 1]);
      if (value != null) {
        result.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return result;
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  static <T> @Nullable T parsed(@Nullable Object value, Function<String, T> parser) {
    return value == null ? null : parser.apply(value.toString());
  }

  static <T extends Enum<T>> T word(@Nullable Object value, Class<T> type, T otherwise) {
    return value == null
        ? otherwise
        : Enum.valueOf(type, value.toString().toUpperCase(Locale.ROOT));
  }

  static @Nullable Double decimal(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }

  static int whole(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  static <T> List<T> list(@Nullable Object value, Function<String, T> parser) {
    return items(value).stream().map(item -> parser.apply(String.valueOf(item))).toList();
  }

  static List<Dependency> dependencies(@Nullable Object value) {
    return items(value).stream()
        .map(JsonValues::object)
        .map(each ->
            new Dependency(
                TaskId.parse(string(each, "task")),
                word(each.get("kind"), DependencyKind.class, DependencyKind.BLOCKS)))
        .toList();
  }

  static List<Criterion> criteria(@Nullable Object value) {
    return items(value).stream()
        .map(JsonValues::object)
        .map(each ->
            new Criterion(
                CriterionId.parse(string(each, "id")),
                string(each, "text"),
                Boolean.TRUE.equals(each.get("met"))))
        .toList();
  }

  static List<Link> links(@Nullable Object value) {
    return items(value).stream()
        .map(JsonValues::object)
        .map(each ->
            new Link(
                LinkId.parse(string(each, "id")),
                word(each.get("kind"), LinkKind.class, LinkKind.URL),
                string(each, "target"),
                text(each.get("title"))))
        .toList();
  }

  static List<Deliverable> deliverables(@Nullable Object value) {
    return items(value).stream()
        .map(JsonValues::object)
        .map(each ->
            new Deliverable(
                DeliverableId.parse(string(each, "id")),
                string(each, "name"),
                text(each.get("description")),
                text(each.get("kind")),
                text(each.get("location")),
                word(each.get("status"), DeliverableStatus.class, DeliverableStatus.PLANNED)))
        .toList();
  }

  static Map<String, @Nullable Object> map(@Nullable Object value) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> result.put(String.valueOf(key), each));
    }
    return result;
  }

  private static List<?> items(@Nullable Object value) {
    return value instanceof Collection<?> items ? List.copyOf(items) : List.of();
  }

  private static Map<String, @Nullable Object> object(Object value) {
    return map(value);
  }

  private static String string(Map<String, @Nullable Object> object, String name) {
    var value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The field " + name + " is missing in " + object.keySet());
    }
    return value.toString();
  }
}
