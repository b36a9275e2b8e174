package dev.daybook.testkit.taskmaster;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How a generated file is written down.
 *
 * @param indent one level of indentation; empty for everything on one line
 * @param newline between lines
 * @param mark whether it begins with a byte order mark
 * @param finalNewline whether it ends with a newline
 * @param escape whether letters beyond ASCII are written as escapes
 * @param ragged whether blanks are strewn in at random
 */
public record JsonStyle(
    String indent,
    String newline,
    boolean mark,
    boolean finalNewline,
    boolean escape,
    boolean ragged) {
  /** Two blanks, line feeds, a final newline: what Task Master itself writes. */
  public static final JsonStyle USUAL = new JsonStyle("  ", "\n", false, true, false, false);

  /** Any style. */
  public static JsonStyle any(Random random) {
    return new JsonStyle(
        List.of("  ", "\t", "    ", "").get(random.nextInt(4)),
        List.of("\n", "\r\n").get(random.nextInt(2)),
        random.nextInt(4) == 0,
        random.nextBoolean(),
        random.nextInt(3) == 0,
        random.nextInt(3) == 0);
  }

  /** The value as a document. Numbers may be handed in as {@link Raw} to keep their spelling. */
  public String write(Object value, Random random) {
    var out = new StringBuilder(mark ? "\uFEFF" : "");
    write(value, 0, out, random);
    return out.append(finalNewline ? newline : "").toString();
  }

  /** JSON source that is written as it is. */
  public record Raw(String source) {}

  private void write(@Nullable Object value, int depth, StringBuilder out, Random random) {
    switch (value) {
      case null -> out.append("null");
      case Raw raw -> out.append(raw.source());
      case String text -> quote(text, out);
      case Map<?, ?> map -> {
        out.append('{');
        var first = true;
        for (var entry : map.entrySet()) {
          out.append(first ? "" : ",");
          line(depth + 1, out);
          blank(out, random);
          quote((String) entry.getKey(), out);
          blank(out, random);
          out.append(indent.isEmpty() ? ":" : ": ");
          blank(out, random);
          write(entry.getValue(), depth + 1, out, random);
          blank(out, random);
          first = false;
        }
        if (!first) {
          line(depth, out);
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        var first = true;
        for (var item : list) {
          out.append(first ? "" : ",");
          line(depth + 1, out);
          blank(out, random);
          write(item, depth + 1, out, random);
          first = false;
        }
        if (!first) {
          line(depth, out);
        }
        out.append(']');
      }
      default -> out.append(value);
    }
  }

  private void line(int depth, StringBuilder out) {
    if (!indent.isEmpty()) {
      out.append(newline).append(indent.repeat(depth));
    }
  }

  private void blank(StringBuilder out, Random random) {
    if (ragged && random.nextInt(6) == 0) {
      out.append(List.of(" ", "\t", "\n", "  ").get(random.nextInt(4)));
    }
  }

  private void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (escape && c > '~') {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
