package dev.daybook.runtime.codec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks sealed hierarchies: the records below a sealed interface, in the order they are written.
 */
public final class Sealed {
  private Sealed() {}

  /** All records that a sealed interface permits, at any depth, in declaration order, each once. */
  public static List<Class<?>> records(Class<?> top) {
    var found = new LinkedHashSet<Class<?>>();
    collect(top, found);
    return List.copyOf(found);
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (type.isRecord()) {
      found.add(type);
    } else if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        collect(permitted, found);
      }
    } else {
      throw new IllegalArgumentException(
          type.getName() + " must be a record or a sealed interface of records");
    }
  }
}
