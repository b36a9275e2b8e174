package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes values inside a source text and leaves every other character alone. One use only. */
final class Editor {
  private record Edit(int start, int end, String text) {}

  private final String text;
  private final Style style;
  private final List<Edit> edits = new ArrayList<>();

  Editor(String text, Style style) {
    this.text = text;
    this.style = style;
  }

  boolean isUnchanged() {
    return edits.isEmpty();
  }

  /**
   * Sets a member of an object: replaces its value, or adds it at the end the way the object's
   * members stand.
   */
  void set(Obj object, String name, @Nullable Object value) {
    var member = object.member(name);
    if (member != null) {
      var there = member.value();
      var fits =
          text.substring(there.start(), there.end()).indexOf('\n') >= 0 || isEmpty(there)
              ? style
              : style.inline();
      edits.add(new Edit(there.start(), there.end(), fits.write(value, marginAt(member.start()))));
      return;
    }
    var members = object.members();
    if (members.isEmpty()) {
      var margin = marginAt(object.start());
      var inner = style.hasLines() ? style.newline() + margin + style.indent() : "";
      var outer = style.hasLines() ? style.newline() + margin : "";
      edits.add(
          new Edit(
              object.start() + 1,
              object.end() - 1,
              inner + named(name, style.write(value, margin + style.indent())) + outer));
      return;
    }
    var last = members.getLast();
    var lead =
        members.size() > 1
            ? text.substring(members.get(members.size() - 2).value().end(), last.start())
            : "," + text.substring(object.start() + 1, last.start());
    var newline = lead.lastIndexOf('\n');
    var fits = newline >= 0 ? style : style.inline();
    edits.add(
        new Edit(
            last.value().end(),
            last.value().end(),
            lead + named(name, fits.write(value, lead.substring(newline + 1)))));
  }

  private String named(String name, String value) {
    return JsonText.quote(name) + style.colon() + value;
  }

  private static boolean isEmpty(SourceNode node) {
    return switch (node) {
      case Arr list -> list.items().isEmpty();
      case Obj object -> object.members().isEmpty();
      case SourceNode.Scalar _ -> true;
    };
  }

  /** Replaces a range. */
  void replace(int start, int end, String replacement) {
    edits.add(new Edit(start, end, replacement));
  }

  /**
   * Writes the items of a list anew: those that stay as they stand, then the new ones the way the
   * others stand.
   */
  void list(Arr list, List<Boolean> stays, List<Item> added) {
    var items = list.items();
    if (!stays.contains(false) && added.isEmpty()) {
      return;
    }
    var out = new StringBuilder();
    for (var i = 0; i < items.size(); i++) {
      if (stays.get(i)) {
        out.append(
            out.isEmpty()
                ? opening(list)
                : text.substring(end(items.get(i - 1)), start(items.get(i))));
        out.append(text, start(items.get(i)), end(items.get(i)));
      }
    }
    var separator =
        items.size() > 1
            ? text.substring(end(items.getFirst()), start(items.get(1)))
            : "," + gap(opening(list));
    for (var item : added) {
      out.append(out.isEmpty() ? opening(list) : separator);
      var opening = opening(list);
      var lines = opening.indexOf('\n') >= 0;
      out.append(
          item.source(
              lines ? opening.substring(opening.lastIndexOf('\n') + 1) : "",
              lines ? style : style.inline()));
    }
    var closing =
        items.isEmpty() ? fresh(list, false) : text.substring(end(items.getLast()), list.end() - 1);
    edits.add(
        new Edit(
            list.start(),
            list.end(),
            out.isEmpty() ? "[]" : "[" + out.append(closing).append(']')));
  }

  /** A new item, written for the margin it will stand at. */
  interface Item {
    String source(String margin, Style style);
  }

  private String opening(Arr list) {
    return list.items().isEmpty()
        ? fresh(list, true)
        : text.substring(list.start() + 1, start(list.items().getFirst()));
  }

  /** What stands between the brackets and the items of a list that had none. */
  private String fresh(Arr list, boolean inner) {
    return style.hasLines()
        ? style.newline() + marginAt(list.start()) + (inner ? style.indent() : "")
        : "";
  }

  private String gap(String opening) {
    return opening.isEmpty() && !style.hasLines()
        ? style.comma().substring(1)
        : opening.isEmpty() ? " " : opening;
  }

  /** Slots stand with their marks, which are no part of the JSON value. */
  private int start(SourceNode item) {
    return item.start() > 0 && Template.isMark(text.charAt(item.start() - 1))
        ? item.start() - 1
        : item.start();
  }

  private int end(SourceNode item) {
    return item.end() < text.length() && Template.isMark(text.charAt(item.end()))
        ? item.end() + 1
        : item.end();
  }

  /** The indentation of the line a place stands on. */
  String marginAt(int offset) {
    var line = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    var end = line;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(line, end);
  }

  /** The text with all changes. */
  String result() {
    var out = new StringBuilder(text);
    // from the end to the beginning; of several at one place the last first, so that they stand in
    // their order
    edits.reversed().stream()
        .sorted(Comparator.comparingInt(Edit::start).reversed())
        .forEach(edit -> out.replace(edit.start(), edit.end(), edit.text()));
    return out.toString();
  }
}
