package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Kind;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.integration.taskmaster.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task or subtask of a file: its own source with a slot for each of its subtasks, and typed ways
 * to read it.
 *
 * @param template source from the opening to the closing brace; slots bear the subtasks' ids as
 *     JSON
 * @param subtasks in file order; only a task of the file itself has them, one read from a template
 *     alone has none
 */
record FileTask(String template, String json, Obj object, List<FileTask> subtasks) {
  FileTask {
    subtasks = List.copyOf(subtasks);
  }

  /** Reads a template that a file was taken apart into. */
  static FileTask of(String template, List<FileTask> subtasks) {
    var json = Template.asJson(template);
    if (SourceParser.parse(json) instanceof Obj object) {
      return new FileTask(template, json, object, subtasks);
    }
    throw new IllegalArgumentException("A task is a JSON object, not: " + json);
  }

  static FileTask of(String template) {
    return of(template, List.of());
  }

  FileId id() {
    var id = node("id");
    return new FileId(id == null ? "\"\"" : JsonText.source(json, id));
  }

  /** The value of a field as source range; null where it is missing. */
  @Nullable SourceNode node(String field) {
    var member = object.member(field);
    return member == null ? null : member.value();
  }

  boolean has(String field) {
    return object.member(field) != null;
  }

  /** The field as text; null where it is missing, null or no text. */
  @Nullable String text(String field) {
    return node(field) instanceof Scalar scalar && scalar.kind() == Kind.TEXT
        ? JsonText.clean(JsonText.unquote(JsonText.source(json, scalar)))
        : null;
  }

  /** The field as a value of JSON; null where it is missing or null. */
  @Nullable Object value(String field) {
    var node = node(field);
    return node == null ? null : JsonText.value(json, node);
  }

  /** The texts of a list field; a text alone counts as a list of one. */
  List<String> texts(String field) {
    return switch (node(field)) {
      case Arr list -> {
        var texts = new ArrayList<String>();
        for (var item : list.items()) {
          if (JsonText.value(json, item) instanceof String text) {
            texts.add(text);
          }
        }
        yield texts;
      }
      case Scalar scalar when scalar.kind() == Kind.TEXT ->
          List.of(JsonText.clean(JsonText.unquote(JsonText.source(json, scalar))));
      case Scalar _ -> List.of();
      case Obj _ -> List.of();
      case null -> List.of();
    };
  }

  /** The source of every entry of {@code dependencies}, in order, repeated ones included. */
  List<String> dependencies() {
    return node("dependencies") instanceof Arr list
        ? list.items().stream().map(item -> JsonText.source(json, item)).toList()
        : List.of();
  }
}
