package dev.daybook.runtime.catalogue;

import java.util.List;

/** An input as a record, or everything that is wrong with it. */
public sealed interface Bound<T> {
  record Ok<T>(T value) implements Bound<T> {}

  /** All faults at once, in the order of the input's fields. */
  record Faulty<T>(List<Fault> faults) implements Bound<T> {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
