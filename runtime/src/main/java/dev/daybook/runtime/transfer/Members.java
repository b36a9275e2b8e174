package dev.daybook.runtime.transfer;

import dev.daybook.runtime.transfer.JsonSpan.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of one JSON object whose names are known beforehand: where each value lies, every
 * member at most once, no other. The bytes are not copied until a value is asked for.
 */
final class Members {
  /** The names an object may have, in the order in which they usually come. */
  static final class Names {
    private final String[] names;
    private final byte[][] spelled;
    private final Map<String, Integer> indexes = new HashMap<>();

    Names(String... names) {
      this.names = names;
      spelled = new byte[names.length][];
      for (var i = 0; i < names.length; i++) {
        spelled[i] = names[i].getBytes(StandardCharsets.UTF_8);
        indexes.put(names[i], i);
      }
    }

    /** The member of a name; {@code due} is where it usually is, so that most need no look-up. */
    private int index(byte[] bytes, int from, int to, int due) {
      for (var i = due; i < names.length && i < due + 3; i++) {
        if (Arrays.equals(bytes, from, to, spelled[i], 0, spelled[i].length)) {
          return i;
        }
      }
      var name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      var index = indexes.get(name);
      if (index == null) {
        throw new NotJson(
            "it has a member '" + name + "', which this program does not know (a newer one may)");
      }
      return index;
    }
  }

  private final Names names;
  private final byte[] bytes;
  private final int[] from;
  private final int[] to;

  private Members(Names names, byte[] bytes) {
    this.names = names;
    this.bytes = bytes;
    from = new int[names.names.length];
    to = new int[names.names.length];
  }

  /**
   * Reads an object that lies exactly between two indexes, spaces around it aside.
   *
   * @throws NotJson when there is no such object
   */
  static Members of(Names names, byte[] bytes, int first, int end) {
    var members = new Members(names, bytes);
    var span = new JsonSpan(bytes, first, end);
    span.spaces();
    span.require('{');
    span.spaces();
    if (!span.take('}')) {
      var due = 0;
      do {
        due = members.member(span, due);
      } while (span.take(','));
      span.require('}');
    }
    span.spaces();
    if (!span.atEnd()) {
      throw new NotJson("something stands behind the object");
    }
    return members;
  }

  private int member(JsonSpan span, int due) {
    span.spaces();
    var name = span.at();
    span.string();
    var index = names.index(bytes, name + 1, span.at() - 1, due);
    if (to[index] > 0) {
      throw new NotJson("it has the member '" + names.names[index] + "' twice");
    }
    span.spaces();
    span.require(':');
    span.spaces();
    from[index] = span.at();
    span.value();
    to[index] = span.at();
    span.spaces();
    return index + 1;
  }

  boolean has(int index) {
    return to[index] > 0;
  }

  /** The text of a string. */
  String text(int index) {
    var first = from(index);
    if (bytes[first] != '"') {
      throw new NotJson("'" + names.names[index] + "' is no text");
    }
    for (var i = first + 1; i < to[index] - 1; i++) {
      if (bytes[i] == '\\') {
        return unescaped(first + 1, to[index] - 1);
      }
    }
    return new String(bytes, first + 1, to[index] - first - 2, StandardCharsets.UTF_8);
  }

  /** A whole number from 0, as a number or as a text. */
  long whole(int index) {
    var first = from(index);
    var end = to[index];
    if (bytes[first] == '"') {
      first++;
      end--;
    }
    var value = 0L;
    for (var i = first; i < end; i++) {
      var digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        throw new NotJson("'" + names.names[index] + "' is no whole number from 0");
      }
      value = value * 10 + digit;
    }
    if (first == end) {
      throw new NotJson("'" + names.names[index] + "' is no whole number from 0");
    }
    return value;
  }

  boolean truth(int index) {
    return switch (raw(index)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NotJson("'" + names.names[index] + "' is neither true nor false");
    };
  }

  /** The bytes of a value as they stand there. */
  byte[] verbatim(int index) {
    return Arrays.copyOfRange(bytes, from(index), to[index]);
  }

  /** The texts of a list of strings. */
  java.util.Set<String> texts(int index) {
    var found = new java.util.HashSet<String>();
    var span = new JsonSpan(bytes, from(index), to[index]);
    if (!span.take('[')) {
      throw new NotJson("'" + names.names[index] + "' is no list of texts");
    }
    span.spaces();
    if (span.take(']')) {
      return found;
    }
    do {
      span.spaces();
      var first = span.at();
      if (bytes[first] != '"') {
        throw new NotJson("'" + names.names[index] + "' is no list of texts");
      }
      span.string();
      if (!found.add(unescaped(first + 1, span.at() - 1))) {
        throw new NotJson("'" + names.names[index] + "' holds a text twice");
      }
      span.spaces();
    } while (span.take(','));
    return found;
  }

  /** An object among the members. */
  Members object(int index, Names inner) {
    return of(inner, bytes, from(index), to[index]);
  }

  private String raw(int index) {
    return new String(bytes, from(index), to[index] - from[index], StandardCharsets.UTF_8);
  }

  private int from(int index) {
    if (to[index] == 0) {
      throw new NotJson("the member '" + names.names[index] + "' is missing");
    }
    return from[index];
  }

  private String unescaped(int first, int end) {
    var text = new String(bytes, first, end - first, StandardCharsets.UTF_8);
    var slash = text.indexOf('\\');
    if (slash < 0) {
      return text;
    }
    var out = new StringBuilder(text.length()).append(text, 0, slash);
    for (var i = slash; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
          i += 4;
        }
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
