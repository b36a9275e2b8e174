package dev.daybook.projects.undo;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes fields as JSON-like values: text, whole numbers, booleans, lists and maps. What
 * is null, and a map or list that is empty, is left out.
 */
public record Plain(Map<String, Object> fields) {
  /** Starts an empty one, to be filled with {@link #with}. */
  public static Plain empty() {
    return new Plain(new LinkedHashMap<>());
  }

  /** Adds a field; null, an empty collection or map and {@code false} are left out. */
  public Plain with(String name, @Nullable Object value) {
    var plain = plain(value);
    if (plain != null && !Boolean.FALSE.equals(plain)) {
      fields.put(name, plain);
    }
    return this;
  }

  /** A value as JSON would hold it. */
  public static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case Id id -> id.text();
      case Actor actor -> actor.toString();
      case Temporal time -> time.toString();
      case Duration span -> span.toString();
      case Plain part -> part.fields();
      case Collection<?> items when items.isEmpty() -> null;
      case Collection<?> items -> items.stream().map(Plain::plain).toList();
      case Map<?, ?> map when map.isEmpty() -> null;
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> {
          var part = plain(each);
          if (part != null) {
            copy.put(String.valueOf(plain(key)), part);
          }
        });
        yield copy;
      }
      default ->
          throw new IllegalArgumentException(
              "A field of a state is text, a number, a boolean, an id, a time, a list or a map,"
                  + " not: "
                  + value.getClass());
    };
  }

  /** Text that is never absent. */
  public String text(String name) {
    var value = textOrNull(name);
    if (value == null) {
      throw new IllegalArgumentException("The field " + name + " is missing in " + fields.keySet());
    }
    return value;
  }

  public @Nullable String textOrNull(String name) {
    var value = fields.get(name);
    return value == null ? null : value.toString();
  }

  /**
   * Text read by a parser ({@code LocalDate::parse}, {@code ProjectId::parse}); null where it is
   * absent.
   */
  public <T> @Nullable T parsed(String name, Function<String, T> parser) {
    var text = textOrNull(name);
    return text == null ? null : parser.apply(text);
  }

  /** A word of an enumeration; null where it is absent. */
  public <T extends Enum<T>> @Nullable T word(String name, Class<T> type) {
    return parsed(name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  /** False where it is absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** Null where it is absent. */
  public @Nullable Long number(String name) {
    return fields.get(name) instanceof Number number ? Long.valueOf(number.longValue()) : null;
  }

  /** The texts of a list, each read by a parser; empty where it is absent. */
  public <T> List<T> list(String name, Function<String, T> parser) {
    return fields.get(name) instanceof Collection<?> items
        ? items.stream().map(item -> parser.apply(String.valueOf(item))).toList()
        : List.of();
  }

  /** The objects of a list; empty where it is absent. */
  public List<Plain> parts(String name) {
    return fields.get(name) instanceof Collection<?> items
        ? items.stream().map(item -> new Plain(fieldsOf(item))).toList()
        : List.of();
  }

  /** The fields of an object; empty where it is absent. */
  public Map<String, Object> map(String name) {
    return fieldsOf(fields.get(name));
  }

  private static Map<String, Object> fieldsOf(@Nullable Object value) {
    var result = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> {
        if (each != null) {
          result.put(String.valueOf(key), each);
        }
      });
    }
    return result;
  }
}
