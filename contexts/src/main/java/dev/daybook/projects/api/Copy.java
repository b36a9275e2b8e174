package dev.daybook.projects.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies of what a record was made from, in its order, so that nobody changes it later; absent is
 * empty.
 */
final class Copy {
  private Copy() {}

  static <T> List<T> list(@Nullable Collection<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  static <T> Set<T> set(@Nullable Collection<T> items) {
    return items == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }

  static <K, V extends @Nullable Object> Map<K, V> map(@Nullable Map<K, V> entries) {
    return entries == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
