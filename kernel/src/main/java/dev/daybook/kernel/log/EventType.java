package dev.daybook.kernel.log;

import java.util.regex.Pattern;

/**
 * What happened, and in which shape it is written: the name is the storage format and never
 * changes.
 *
 * @param name {@code subject.past_tense}, lower snake case ({@code task.completed}), at most 100
 *     characters
 * @param version of the schema of the data, from 1
 */
public record EventType(String name, int version) {
  private static final Pattern NAME =
      Pattern.compile("(?=.{3,100}$)[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

  public EventType {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "An event type is subject.past_tense in lower snake case, not: " + name);
    }
    if (version < 1) {
      throw new IllegalArgumentException("A schema version is 1 or more, not: " + version);
    }
  }

  @Override
  public String toString() {
    return name + ".v" + version;
  }
}
