package dev.daybook.kernel.log;

/**
 * What happened, and in which shape it is written: the name is the storage format and never
 * changes.
 *
 * @param name {@code subject.past_tense}, lower snake case ({@code task.completed}), at most 100
 *     characters
 * @param version of the schema of the data, from 1
 */
public record EventType(String name, int version) {
  public EventType {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "An event type is subject.past_tense in lower snake case, not: " + name);
    }
    if (version < 1) {
      throw new IllegalArgumentException("A schema version is 1 or more, not: " + version);
    }
  }

  /**
   * Words of letters, digits and underscores, at least two, divided by dots; read for every event,
   * so no pattern.
   */
  private static boolean isName(String name) {
    var words = 0;
    var begins = true;
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var letter = c >= 'a' && c <= 'z';
      if (begins) {
        if (!letter) {
          return false;
        }
        words++;
        begins = false;
      } else if (c == '.') {
        begins = true;
      } else if (!letter && c != '_' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !begins && words >= 2 && name.length() <= 100;
  }

  @Override
  public String toString() {
    return name + ".v" + version;
  }
}
