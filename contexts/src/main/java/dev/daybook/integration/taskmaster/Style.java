package dev.daybook.integration.taskmaster;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes JSON, so that what is new in it looks like what was there.
 *
 * @param newline between lines; empty where everything stands on one line
 * @param indent one level of indentation
 * @param colon between a name and its value
 * @param comma between values on one line
 */
record Style(String newline, String indent, String colon, String comma) {
  /** What Task Master itself writes. */
  static final Style USUAL = new Style("\n", "  ", ": ", ", ");

  private static final Pattern FIRST_INDENT = Pattern.compile("\\n([ \\t]+)\\S");

  /** Source that is written as it stands. */
  record Raw(String source) {}

  /** The style of a text. */
  static Style of(String text) {
    if (text.strip().indexOf('\n') < 0) {
      var spaced = text.contains("\": ");
      return text.contains("\"")
          ? new Style("", "", spaced ? ": " : ":", spaced ? ", " : ",")
          : USUAL;
    }
    var indent = FIRST_INDENT.matcher(text);
    return new Style(
        text.contains("\r\n") ? "\r\n" : "\n",
        indent.find() ? indent.group(1) : "",
        text.contains("\":") && !text.contains("\": ") ? ":" : ": ",
        ", ");
  }

  boolean hasLines() {
    return !newline.isEmpty();
  }

  /** The same on one line. */
  Style inline() {
    return new Style("", "", colon, comma);
  }

  /**
   * A value as source.
   *
   * @param margin indentation of the line it begins on
   */
  String write(@Nullable Object value, String margin) {
    var out = new StringBuilder();
    write(value, margin, out);
    return out.toString();
  }

  private void write(@Nullable Object value, String margin, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Raw raw -> out.append(raw.source());
      case String text -> out.append(JsonText.quote(text));
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case Map<?, ?> map -> {
        var separator = "{";
        for (var entry : map.entrySet()) {
          out.append(separator);
          line(margin + indent, out);
          out.append(JsonText.quote(String.valueOf(entry.getKey()))).append(colon);
          write(entry.getValue(), margin + indent, out);
          separator = hasLines() ? "," : comma;
        }
        line(margin, out);
        out.append('}');
      }
      case List<?> list when list.isEmpty() -> out.append("[]");
      case List<?> list -> {
        var separator = "[";
        for (var item : list) {
          out.append(separator);
          line(margin + indent, out);
          write(item, margin + indent, out);
          separator = hasLines() ? "," : comma;
        }
        line(margin, out);
        out.append(']');
      }
      default -> out.append(value);
    }
  }

  private void line(String margin, StringBuilder out) {
    if (hasLines()) {
      out.append(newline).append(margin);
    }
  }
}
