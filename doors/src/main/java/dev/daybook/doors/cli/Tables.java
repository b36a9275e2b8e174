package dev.daybook.doors.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Lays answers out for people. Control characters of names and texts are never sent to a terminal.
 */
final class Tables {
  private static final List<String> COLUMNS =
      List.of(
          "ref",
          "key",
          "sequence",
          "id",
          "status",
          "priority",
          "name",
          "progress",
          "assignee",
          "project",
          "dueDate",
          "date",
          "type",
          "stream",
          "actor",
          "time",
          "summary",
          "text",
          "updatedAt");
  private static final int WIDEST = 60;

  private Tables() {}

  static void list(JsonNode items, PrintWriter out) {
    if (items.isEmpty()) {
      out.println("(nothing)");
      return;
    }
    var columns = columns(items);
    var rows = new ArrayList<List<String>>();
    rows.add(
        columns.stream()
            .map(column ->
                column.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(java.util.Locale.ROOT))
            .toList());
    items.forEach(
        item -> rows.add(columns.stream().map(column -> cut(cell(item.path(column)))).toList()));
    var widths = new int[columns.size()];
    rows.forEach(row -> {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    for (var row : rows) {
      var line = new StringBuilder();
      for (var i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> columns(JsonNode items) {
    var present =
        COLUMNS.stream()
            .filter(column ->
                StreamSupport.stream(items.spliterator(), false)
                    .anyMatch(item -> item.hasNonNull(column)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (present.contains("ref") || present.contains("key")) {
      present.remove("id");
    }
    if (present.isEmpty()) {
      items.get(0).propertyNames().stream().limit(6).forEach(present::add);
    }
    return present;
  }

  static void one(JsonNode answer, PrintWriter out) {
    var width = answer.propertyNames().stream().mapToInt(String::length).max().orElse(0);
    for (var field : answer.properties()) {
      var value = field.getValue();
      if (!value.isNull() && !(value.isContainer() && value.isEmpty())) {
        out.println(field.getKey() + " ".repeat(width - field.getKey().length() + 2) + cell(value));
      }
    }
  }

  /** A value on one line. */
  static String cell(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(Tables::cell)
          .collect(Collectors.joining(", "));
    }
    if (value.isObject()) {
      return value.properties().stream()
          .map(field -> field.getKey() + "=" + cell(field.getValue()))
          .collect(Collectors.joining(" ", "{", "}"));
    }
    return value.isMissingNode() || value.isNull() ? "" : clean(value.asString());
  }

  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
