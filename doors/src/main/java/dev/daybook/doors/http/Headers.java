package dev.daybook.doors.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Headers of a request; names in any case. Immutable. */
public final class Headers {
  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Headers(Map<String, List<String>> values) {
    values.forEach((name, all) -> this.values.put(name, List.copyOf(all)));
  }

  public static Headers of(Map<String, List<String>> values) {
    return new Headers(values);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    var all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether a comma-separated header lists a word, in any case, whatever parameters follow it. */
  public boolean lists(String name, String word) {
    return all(name).stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(",")))
        .map(part -> part.split(";", 2)[0].strip())
        .anyMatch(word::equalsIgnoreCase);
  }
}
