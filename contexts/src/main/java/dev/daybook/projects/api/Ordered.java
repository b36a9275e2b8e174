package dev.daybook.projects.api;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Copies that keep their order, so that what is written from them is the same each time. */
final class Ordered {
  private Ordered() {}

  static <T> Set<T> copy(Set<T> items) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }
}
