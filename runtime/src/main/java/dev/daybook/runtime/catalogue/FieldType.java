package dev.daybook.runtime.catalogue;

import java.util.List;

/** What a field holds, as JSON sees it and as Java builds it. */
public sealed interface FieldType {
  /** Text as it is. */
  record Text() implements FieldType {}

  /** A whole number; {@code bits} 32 or 64. */
  record Whole(int bits) implements FieldType {}

  /** A number with a fraction. */
  record Decimal() implements FieldType {}

  record Bool() implements FieldType {}

  /** One of a closed list of lower snake case words. */
  record Word(Class<?> type, List<String> words) implements FieldType {}

  /**
   * One text that a {@code parse(String)} reads; {@code format} names it for people ({@code task id
   * or reference}).
   */
  record Parsed(Class<?> type, String format) implements FieldType {}

  /** A list, or a set where order does not count. */
  record Many(FieldType of, boolean distinct) implements FieldType {}

  /** An object with fields of its own. */
  record Composite(Class<?> type, List<FieldSpec> fields) implements FieldType {}

  /** An object with free keys. */
  record Free(FieldType of) implements FieldType {}

  /** Any JSON. */
  record Anything() implements FieldType {}
}
