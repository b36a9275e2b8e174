package dev.daybook.doors.http.expression;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A condition over the fields of one event. Immutable; evaluating it never fails.
 *
 * <p>A field that is absent is null. A field that is a list meets a comparison when one of its
 * items does; {@code !=} is the opposite of {@code ==}. {@code ~} means: contains this text, in any
 * case. Numbers are compared as numbers, everything else as text, where times in ISO 8601 keep
 * their order.
 */
public sealed interface Expression {
  /** Longest text that is read as an expression. */
  int MOST_CHARACTERS = 2_000;

  /** All of them. */
  record And(List<Expression> parts) implements Expression {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** One of them. */
  record Or(List<Expression> parts) implements Expression {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Expression inner) implements Expression {}

  /** A field compared with a value. */
  record Comparison(String field, Operator operator, Literal value) implements Expression {}

  /** How a field is compared. */
  enum Operator {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    CONTAINS("~");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  /** A value as it was written. */
  sealed interface Literal {
    record Text(String text) implements Literal {}

    record Number(java.math.BigDecimal number) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Null() implements Literal {}
  }

  /** What reading an expression brings. */
  sealed interface Read {
    record Ok(Expression expression) implements Read {}

    /** It is none; {@code column} counts from 1. */
    record Faulty(int column, String message, String expected) implements Read {}
  }

  /** Reads an expression. */
  static Read read(String text) {
    return Parser.read(text);
  }

  /**
   * Whether it holds; {@code fields} gives the value of a field, a missing or null node where there
   * is none.
   */
  default boolean holds(Function<String, JsonNode> fields) {
    return switch (this) {
      case And(var parts) -> parts.stream().allMatch(part -> part.holds(fields));
      case Or(var parts) -> parts.stream().anyMatch(part -> part.holds(fields));
      case Not(var inner) -> !inner.holds(fields);
      case Comparison(var field, var operator, var value) ->
          Compare.holds(fields.apply(field), operator, value);
    };
  }
}
