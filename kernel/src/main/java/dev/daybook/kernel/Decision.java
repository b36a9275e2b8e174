package dev.daybook.kernel;

import java.util.List;
import java.util.Map;

/**
 * What a decider says to a command: facts to record, or a refusal. Both are values.
 *
 * @param <E> the events of the aggregate
 */
public sealed interface Decision<E> {
  /** The events to record, in order. None means: it is already so, nothing is written. */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The domain says no. */
  record Rejected<E>(Rejection why) implements Decision<E> {}

  @SafeVarargs
  static <E> Decision<E> accepted(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> accepted(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  /** It is already so: a retried command decides to do nothing. */
  static <E> Decision<E> unchanged() {
    return new Accepted<>(List.of());
  }

  static <E> Decision<E> rejected(Rejection why) {
    return new Rejected<>(why);
  }

  /** Refused because of the subject's state; the details name the alternative. */
  static <E> Decision<E> refused(String code, String message, Map<String, Object> details) {
    return new Rejected<>(Rejection.state(code, message, details));
  }
}
