package dev.daybook.kernel.log;

import java.util.regex.Pattern;

/**
 * A stream: {@code <category>-<id>}. A category has no dash, so the first dash divides.
 *
 * @param category lower snake case, at most 60 characters
 * @param id 1 to 200 visible ASCII characters without a space
 */
public record StreamId(String category, String id) {
  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  public StreamId {
    if (!CATEGORY.matcher(category).matches()) {
      throw new IllegalArgumentException(
          "A stream category is lower snake case of at most 60 characters without a dash, not: "
              + category);
    }
    if (!ID.matcher(id).matches()) {
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

  @Override
  public String toString() {
    return category + "-" + id;
  }
}
