package dev.daybook.kernel.log;

/**
 * A stream: {@code <category>-<id>}. A category has no dash, so the first dash divides.
 *
 * @param category lower snake case, at most 60 characters
 * @param id 1 to 200 visible ASCII characters without a space
 */
public record StreamId(String category, String id) {
  public StreamId {
    if (!isCategory(category)) {
      throw new IllegalArgumentException(
          "A stream category is lower snake case of at most 60 characters without a dash, not: "
              + category);
    }
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "A stream id is 1 to 200 visible ASCII characters, not: " + id);
    }
  }

  /** Reads {@code category-id}. */
  public static StreamId parse(String text) {
    var dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException(
          "A stream is <category>-<id>, such as task-7, not: " + text);
    }
    return new StreamId(text.substring(0, dash), text.substring(dash + 1));
  }

  private static boolean isCategory(String text) {
    if (text.isEmpty() || text.length() > 60 || !isLetter(text.charAt(0))) {
      return false;
    }
    for (var i = 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!isLetter(c) && c != '_' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isId(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '!' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 200;
  }

  @Override
  public String toString() {
    return category + "-" + id;
  }
}
