package dev.daybook.doors.http.expression;

import dev.daybook.doors.http.expression.Expression.Literal;
import dev.daybook.doors.http.expression.Expression.Operator;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Compares a value of an event with a literal. */
final class Compare {
  private Compare() {}

  static boolean holds(JsonNode value, Operator operator, Literal literal) {
    if (operator == Operator.UNEQUAL) {
      return !holds(value, Operator.EQUAL, literal);
    }
    if (value.isArray()) {
      for (var item : value) {
        if (holds(item, operator, literal)) {
          return true;
        }
      }
      return false;
    }
    if (operator == Operator.CONTAINS) {
      return contains(value, literal);
    }
    if (value.isNull() || value.isMissingNode()) {
      return operator == Operator.EQUAL && literal instanceof Literal.Null;
    }
    var order = order(value, literal);
    return order.isPresent()
        && switch (operator) {
          case EQUAL -> order.getAsInt() == 0;
          case LESS -> order.getAsInt() < 0;
          case AT_MOST -> order.getAsInt() <= 0;
          case GREATER -> order.getAsInt() > 0;
          case AT_LEAST -> order.getAsInt() >= 0;
          case UNEQUAL, CONTAINS -> false;
        };
  }

  private static boolean contains(JsonNode value, Literal literal) {
    return value.isValueNode()
        && !value.isNull()
        && literal instanceof Literal.Text(var text)
        && value.asString("").toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /** How they stand to each other; empty where they cannot be compared. */
  private static OptionalInt order(JsonNode value, Literal literal) {
    return switch (literal) {
      case Literal.Text(var text) ->
          value.isString()
              ? OptionalInt.of(value.stringValue().compareTo(text))
              : OptionalInt.empty();
      case Literal.Number(var number) -> {
        var held = number(value);
        yield held == null ? OptionalInt.empty() : OptionalInt.of(held.compareTo(number));
      }
      case Literal.Bool(var flag) ->
          value.isBoolean()
              ? OptionalInt.of(Boolean.compare(value.booleanValue(), flag))
              : OptionalInt.empty();
      case Literal.Null() -> OptionalInt.empty();
    };
  }

  private static @org.jspecify.annotations.Nullable BigDecimal number(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (!value.isString() || value.stringValue().length() > 40) {
      return null;
    }
    try {
      return new BigDecimal(value.stringValue());
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
