package dev.daybook.runtime.command;

import dev.daybook.kernel.log.Version;
import org.jspecify.annotations.Nullable;

/**
 * One command of a request.
 *
 * @param command a record of an aggregate's commands
 * @param expected the version its stream must be at; null for any
 */
public record Item(Object command, @Nullable Version expected) {
  public static Item of(Object command) {
    return new Item(command, null);
  }
}
