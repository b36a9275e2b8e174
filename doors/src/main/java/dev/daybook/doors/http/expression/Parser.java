package dev.daybook.doors.http.expression;

import dev.daybook.doors.http.expression.Expression.Literal;
import dev.daybook.doors.http.expression.Expression.Operator;
import dev.daybook.doors.http.expression.Expression.Read;
import dev.daybook.kernel.DaybookException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions by recursive descent. Depth and number of comparisons are bounded, so no text
 * is too much for it.
 */
final class Parser {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_COMPARISONS = 100;
  private static final String COMPARISON = "a comparison such as data.priority == 'high'";

  private final String text;
  private int at;
  private int comparisons;

  private static final class Wrong extends DaybookException {
    private static final long serialVersionUID = 1L;
    private final int column;
    private final String expected;

    Wrong(int column, String message, String expected) {
      super(message);
      this.column = column;
      this.expected = expected;
    }
  }

  private Parser(String text) {
    this.text = text;
  }

  static Read read(String text) {
    if (text.length() > Expression.MOST_CHARACTERS) {
      return new Read.Faulty(
          1,
          "The expression has " + text.length() + " characters.",
          "at most " + Expression.MOST_CHARACTERS + " characters");
    }
    var parser = new Parser(text);
    try {
      var expression = parser.or(0);
      parser.blanks();
      if (parser.at < text.length()) {
        throw parser.wrong("Nothing more was expected here.", "'and', 'or' or the end");
      }
      return new Read.Ok(expression);
    } catch (Wrong wrong) {
      return new Read.Faulty(wrong.column, String.valueOf(wrong.getMessage()), wrong.expected);
    }
  }

  private Expression or(int depth) {
    var parts = new ArrayList<>(List.of(and(depth)));
    while (word("or")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
  }

  private Expression and(int depth) {
    var parts = new ArrayList<>(List.of(not(depth)));
    while (word("and")) {
      parts.add(not(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
  }

  private Expression not(int depth) {
    if (depth > MOST_DEPTH) {
      throw wrong("The expression is too deep.", "at most " + MOST_DEPTH + " levels");
    }
    if (word("not")) {
      return new Expression.Not(not(depth + 1));
    }
    if (sign("(")) {
      var inner = or(depth + 1);
      if (!sign(")")) {
        throw wrong("A parenthesis is not closed.", "')'");
      }
      return inner;
    }
    return comparison();
  }

  private Expression comparison() {
    if (++comparisons > MOST_COMPARISONS) {
      throw wrong("The expression is too long.", "at most " + MOST_COMPARISONS + " comparisons");
    }
    var field = name();
    if (field.isEmpty()) {
      throw wrong("A field was expected here.", COMPARISON);
    }
    if (!EventFields.known(field)) {
      throw wrong("There is no field '" + field + "'.", "one of " + EventFields.names());
    }
    var operator = operator();
    return new Expression.Comparison(field, operator, literal());
  }

  private Operator operator() {
    for (var operator :
        List.of(
            Operator.EQUAL,
            Operator.UNEQUAL,
            Operator.AT_MOST,
            Operator.AT_LEAST,
            Operator.LESS,
            Operator.GREATER,
            Operator.CONTAINS)) {
      if (sign(operator.sign())) {
        return operator;
      }
    }
    throw wrong("A comparison sign was expected here.", "one of == != < <= > >= ~");
  }

  private Literal literal() {
    blanks();
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return new Literal.Text(quoted(text.charAt(at)));
    }
    var start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && "()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var bare = text.substring(start, at);
    return switch (bare) {
      case "" ->
          throw wrong(
              "A value was expected here.", "text in quotes, a number, true, false or null");
      case "true" -> new Literal.Bool(true);
      case "false" -> new Literal.Bool(false);
      case "null" -> new Literal.Null();
      default -> number(bare);
    };
  }

  private static Literal number(String bare) {
    try {
      return bare.length() > 40 ? new Literal.Text(bare) : new Literal.Number(new BigDecimal(bare));
    } catch (NumberFormatException _) {
      return new Literal.Text(bare);
    }
  }

  private String quoted(char quote) {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c == quote) {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    throw wrong("A text is not closed.", String.valueOf(quote));
  }

  private String name() {
    blanks();
    var start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "._-$".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean word(String word) {
    blanks();
    var end = at + word.length();
    var ends =
        end >= text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(';
    if (ends && text.regionMatches(true, at, word, 0, word.length())) {
      at = end;
      return true;
    }
    return false;
  }

  private boolean sign(String sign) {
    blanks();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Wrong wrong(String message, String expected) {
    return new Wrong(at + 1, message, expected);
  }
}
