package dev.daybook.runtime.codec;

import java.util.ArrayList;
import java.util.List;

/** Walks sealed hierarchies: the records below a sealed interface, in the order they are written. */
public final class Sealed {
  private Sealed() {}

  /** All records that a sealed interface permits, at any depth, in declaration order. */
  public static List<Class<?>> records(Class<?> top) {
    var found = new ArrayList<Class<?>>();
    collect(top, found);
    return List.copyOf(found);
  }

  private static void collect(Class<?> type, List<Class<?>> found) {
    if (type.isRecord()) {
      found.add(type);
    } else if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        collect(permitted, found);
      }
    } else {
      throw new IllegalArgumentException(type.getName() + " must be a record or a sealed interface of records");
    }
  }
}
