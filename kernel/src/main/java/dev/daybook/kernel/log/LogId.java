package dev.daybook.kernel.log;

import java.util.UUID;

/** The id a log gets with its first byte and keeps for ever. */
public record LogId(UUID value) {
  public static LogId parse(String text) {
    return new LogId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
