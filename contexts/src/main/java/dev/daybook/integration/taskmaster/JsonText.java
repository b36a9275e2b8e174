package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.integration.taskmaster.SourceNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** JSON text of values and values of JSON text. */
final class JsonText {
  private JsonText() {}

  /** Text in quotes, escaped as {@code JSON.stringify} does. */
  static String quote(String value) {
    var out = new StringBuilder(value.length() + 2).append('"');
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c) && !paired(value, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** The value of a text literal that is known to be well formed, quotes included. */
  static String unquote(String literal) {
    var end = literal.length() - 1;
    if (literal.indexOf('\\') < 0) {
      return literal.substring(1, end);
    }
    var out = new StringBuilder(literal.length());
    for (var i = 1; i < end; i++) {
      var c = literal.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      var escape = literal.charAt(++i);
      switch (escape) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> out.append(escape);
      }
    }
    return out.toString();
  }

  /** Text as Daybook can hold it: no NUL and no half of a surrogate pair; each becomes U+FFFD. */
  static String clean(String value) {
    StringBuilder out = null;
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c == 0 || Character.isSurrogate(c) && !paired(value, i)) {
        out = out == null ? new StringBuilder(value) : out;
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out == null ? value : out.toString();
  }

  private static boolean paired(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }

  /** The source of a node. */
  static String source(String text, SourceNode node) {
    return text.substring(node.start(), node.end());
  }

  /** The value of a node: text, number, boolean, list, map in source order, or null. */
  static @Nullable Object value(String text, SourceNode node) {
    return switch (node) {
      case Obj object -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object
            .members()
            .forEach(member -> map.put(clean(member.name()), value(text, member.value())));
        yield map;
      }
      case Arr list -> {
        var values = new ArrayList<@Nullable Object>();
        list.items().forEach(item -> values.add(value(text, item)));
        yield values;
      }
      case Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> clean(unquote(source(text, scalar)));
            case NUMBER -> number(source(text, scalar));
            case BOOLEAN -> text.charAt(scalar.start()) == 't';
            case NULL -> null;
          };
    };
  }

  private static Object number(String source) {
    try {
      return new BigDecimal(source);
    } catch (NumberFormatException | ArithmeticException _) {
      return source;
    }
  }
}
