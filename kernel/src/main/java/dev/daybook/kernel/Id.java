package dev.daybook.kernel;

/**
 * An id of the domain: a record of one text component. An implementation has a public static {@code
 * parse(String)} that refuses what is not an id with an {@link IllegalArgumentException}; {@code
 * toString} is the wire form. Codec and catalogue read and write it as a JSON string.
 */
public interface Id {
  /** The wire form, the same text as {@code toString}. */
  String text();
}
