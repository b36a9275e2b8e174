package dev.daybook.kernel.context;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of schema evolution: the data of an event as an older program wrote it becomes data of
 * the next version. What is written never changes; the steps from its version to the newest are
 * taken whenever it is read.
 *
 * @param type the name of the event type, such as {@code task.completed}
 * @param from the schema version it reads, from 1; what it gives is of the next
 * @param step pure
 */
public record Upcaster(String type, int from, Step step) {
  /** What a step does. */
  @FunctionalInterface
  public interface Step {
    /**
     * The data of the next version. Every member that the step does not know is carried through.
     *
     * @param data JSON as Java values: text, Long, BigInteger, BigDecimal, Boolean, null, List, and
     *     Map in the order of the members; may be changed and given back
     */
    Map<String, @Nullable Object> lift(Map<String, @Nullable Object> data);
  }

  public Upcaster {
    if (from < 1) {
      throw new IllegalArgumentException("A schema version is 1 or more, not: " + from);
    }
  }
}
