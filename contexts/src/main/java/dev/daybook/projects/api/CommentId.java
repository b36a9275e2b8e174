package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a comment on a task: a UUIDv7. */
public record CommentId(UUID value) implements Id {
  public static CommentId parse(String text) {
    return new CommentId(UUID.fromString(text));
  }

  @Override
  public String text() {
    return value.toString();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
