package dev.daybook.kernel.log;

import java.util.UUID;

/** The idempotency key of an append (the command id): the same id twice never writes twice. */
public record AppendId(UUID value) {
  public static AppendId parse(String text) {
    return new AppendId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
