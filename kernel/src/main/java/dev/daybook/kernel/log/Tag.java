package dev.daybook.kernel.log;

import java.util.regex.Pattern;

/**
 * A label on an event by which it is found and by which conditions are stated ({@code
 * project:0198…}, {@code ref:HOME-7}). Tags are permanent: an event that lacks one is silently
 * absent from every query for it.
 *
 * @param text {@code key:value}; key lower snake case, value 1 to 200 visible ASCII characters
 */
public record Tag(String text) implements Comparable<Tag> {
  private static final Pattern TEXT = Pattern.compile("[a-z][a-z0-9_]{0,39}:[!-~]{1,200}");

  public Tag {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A tag is key:value in visible ASCII without a space, not: " + text);
    }
  }

  public static Tag of(String key, Object value) {
    return new Tag(key + ":" + value);
  }

  public String key() {
    return text.substring(0, text.indexOf(':'));
  }

  public String value() {
    return text.substring(text.indexOf(':') + 1);
  }

  @Override
  public int compareTo(Tag other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
