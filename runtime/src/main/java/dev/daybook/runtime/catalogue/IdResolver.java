package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.Id;
import java.util.Optional;

/**
 * Turns what people write for a subject, an id or a short reference such as {@code HOME-7}, into
 * its id.
 */
@FunctionalInterface
public interface IdResolver {
  /**
   * The id; empty when the text is neither an id of that class nor a reference that was ever
   * allotted.
   */
  Optional<? extends Id> resolve(Class<?> type, String text);
}
