package dev.daybook.integration.taskmaster;

import dev.daybook.integration.api.Shape;
import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Kind;
import dev.daybook.integration.taskmaster.SourceNode.Member;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.integration.taskmaster.SourceNode.Scalar;
import dev.daybook.integration.taskmaster.TaskmasterFile.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Takes a file apart and collects everything that is wrong with it. One use only. */
final class TaskmasterReader {
  private static final String MARK = "\uFEFF";
  private static final Set<String> TEXTS =
      Set.of("description", "details", "status", "priority", "testStrategy");

  private final String mark;
  private final String text;
  private final String name;
  private final List<FileFault> faults = new ArrayList<>();
  private final List<FileFault> warnings = new ArrayList<>();
  private @Nullable Places places;

  TaskmasterReader(String text, String name) {
    this.mark = text.startsWith(MARK) ? MARK : "";
    this.text = text.substring(mark.length());
    this.name = name;
  }

  Reading read() {
    var nul = text.indexOf('\0');
    if (nul >= 0) {
      fault(nul, "", "A NUL character has no place in a JSON document. Remove it and try again.");
      return new Reading.Broken(faults);
    }
    try {
      var root = SourceParser.parse(text);
      var file = file(root);
      return file == null || !faults.isEmpty()
          ? new Reading.Broken(faults)
          : new Reading.Read(file);
    } catch (JacksonException broken) {
      faults.add(notJson(broken));
      return new Reading.Broken(faults);
    }
  }

  /** Says in plain words where and why the text stops being JSON. */
  private FileFault notJson(JacksonException broken) {
    var place = broken.getLocation();
    var offset = place == null ? -1 : (int) place.getCharOffset();
    var why =
        switch (broken) {
          case StreamConstraintsException _ ->
              "its depth is above " + SourceParser.DEEPEST + " levels, or a part of it is too long";
          case JacksonException _ when offset >= text.stripTrailing().length() ->
              "it ends before everything is closed";
          default ->
              offset >= 0 && offset < text.length() && text.charAt(offset) > ' '
                  ? "'" + text.charAt(offset) + "' is not expected there"
                  : "it cannot be read there";
        };
    return new FileFault(
        place == null ? 1 : Math.max(1, place.getLineNr()),
        place == null ? 1 : Math.max(1, place.getColumnNr()),
        "",
        "This is not JSON: " + why + ". Mend the file and try again.");
  }

  private @Nullable TaskmasterFile file(SourceNode root) {
    return switch (root) {
      case Arr list -> single(Shape.BARE, list, list, "");
      case Obj object -> {
        unique(object, "");
        var tasks = object.member("tasks");
        yield tasks != null && !(tasks.value() instanceof Obj)
            ? flat(object, tasks)
            : tagged(object);
      }
      case Scalar scalar -> {
        fault(
            scalar.start(),
            "",
            "A Task Master file is an object of tags or a list of tasks, not "
                + scalar.what()
                + ".");
        yield null;
      }
    };
  }

  private @Nullable TaskmasterFile flat(Obj root, Member tasks) {
    for (var member : root.members()) {
      if (member.value() instanceof Obj object && object.member("tasks") != null) {
        warning(
            member.start(),
            "/" + pointer(member.name()),
            "A tag beside a list of tasks is kept as it is, not imported.");
      }
    }
    return single(Shape.FLAT, root, tasks.value(), "/tasks");
  }

  private @Nullable TaskmasterFile single(
      Shape shape, SourceNode root, SourceNode tasks, String path) {
    var tag = tag("master", 0, text.length(), tasks, path);
    if (tag == null) {
      return null;
    }
    return new TaskmasterFile(
        name, shape, mark + Template.slot("\"master\""), List.of(tag), warnings);
  }

  private TaskmasterFile tagged(Obj root) {
    var template = new StringBuilder(mark);
    var tags = new ArrayList<FileTag>();
    var from = 0;
    for (var member : root.members()) {
      var path = "/" + pointer(member.name());
      var tasks = member.value() instanceof Obj object ? object.member("tasks") : null;
      if (!(member.value() instanceof Obj object) || tasks == null) {
        warning(
            member.start(), path, "This is no tag (it has no list of tasks); it is kept as it is.");
        continue;
      }
      unique(object, path);
      var tag = tag(member.name(), object.start(), object.end(), tasks.value(), path + "/tasks");
      if (tag != null) {
        template
            .append(text, from, object.start())
            .append(Template.slot(JsonText.quote(member.name())));
        from = object.end();
        tags.add(tag);
      }
    }
    if (tags.isEmpty() && faults.isEmpty() && !root.members().isEmpty()) {
      fault(
          root.start(),
          "",
          "There is no list of tasks in this file. A tag is an object with 'tasks', a list.");
    }
    return new TaskmasterFile(
        name, Shape.TAGGED, template.append(text, from, text.length()).toString(), tags, warnings);
  }

  private @Nullable FileTag tag(String tagName, int start, int end, SourceNode tasks, String path) {
    if (!(tasks instanceof Arr list)) {
      fault(tasks.start(), path, "'tasks' is a list of tasks, not " + tasks.what() + ".");
      return null;
    }
    var template = new StringBuilder();
    var from = start;
    var read = new ArrayList<FileTask>();
    var ids = new HashSet<String>();
    for (var i = 0; i < list.items().size(); i++) {
      var item = list.items().get(i);
      var task = task(item, path + "/" + i, ids, true);
      if (task != null) {
        template.append(text, from, item.start()).append(Template.slot(task.id().json()));
        from = item.end();
        read.add(task);
      }
    }
    mixedUp(read, list.start(), path);
    return new FileTag(tagName, template.append(text, from, end).toString(), read);
  }

  /** A task whose id reads like another task's subtask could not be told from it. */
  private void mixedUp(List<FileTask> tasks, int offset, String path) {
    var ids = new HashSet<String>();
    tasks.forEach(task -> ids.add(task.id().text()));
    for (var task : tasks) {
      for (var subtask : task.subtasks()) {
        var full = task.id().text() + "." + subtask.id().text();
        if (ids.contains(full)) {
          fault(
              offset,
              path,
              "The id " + full + " is a task's and also a subtask's. Give one of them another id.");
        }
      }
    }
  }

  private @Nullable FileTask task(SourceNode node, String path, Set<String> ids, boolean top) {
    var word = top ? "task" : "subtask";
    if (!(node instanceof Obj object)) {
      fault(node.start(), path, "A " + word + " is an object, not " + node.what() + ".");
      return null;
    }
    unique(object, path);
    var sound = id(object, path, ids, word) & title(object, path, word) & fields(object, path);
    var subtasks = new ArrayList<FileTask>();
    var template = new StringBuilder();
    var from = object.start();
    var nested = object.member("subtasks");
    if (nested != null && nested.value() instanceof Arr list && top) {
      var subIds = new HashSet<String>();
      for (var i = 0; i < list.items().size(); i++) {
        var item = list.items().get(i);
        var subtask = task(item, path + "/subtasks/" + i, subIds, false);
        if (subtask == null) {
          sound = false;
        } else {
          template.append(text, from, item.start()).append(Template.slot(subtask.id().json()));
          from = item.end();
          subtasks.add(subtask);
        }
      }
    } else if (nested != null && !isNull(nested.value())) {
      if (top) {
        fault(
            nested.value().start(),
            path + "/subtasks",
            "'subtasks' is a list, not " + nested.value().what() + ".");
        sound = false;
      } else {
        warning(
            nested.start(),
            path + "/subtasks",
            "A subtask has no subtasks; they are kept as they are, not imported.");
      }
    }
    template.append(text, from, object.end());
    return sound ? FileTask.of(template.toString(), subtasks) : null;
  }

  private boolean id(Obj object, String path, Set<String> ids, String word) {
    var member = object.member("id");
    if (member == null) {
      return fault(
          object.start(), path, "This " + word + " has no 'id'. Give it a number that is free.");
    }
    var value = member.value();
    var isId =
        value instanceof Scalar scalar
            && switch (scalar.kind()) {
              case NUMBER ->
                  JsonText.source(text, scalar)
                      .chars()
                      .allMatch(c -> c == '-' || c >= '0' && c <= '9');
              case TEXT -> !JsonText.unquote(JsonText.source(text, scalar)).isBlank();
              case BOOLEAN, NULL -> false;
            };
    if (!isId) {
      return fault(
          value.start(), path + "/id", "'id' is a whole number or text, not " + value.what() + ".");
    }
    var id = new FileId(JsonText.source(text, value)).text();
    if (!ids.add(id)) {
      return fault(
          value.start(),
          path + "/id",
          "The id " + id + " occurs twice. Ids are unique within a tag, or within their task.");
    }
    return true;
  }

  private boolean title(Obj object, String path, String word) {
    var member = object.member("title");
    if (member == null) {
      return fault(object.start(), path, "This " + word + " has no 'title'. Give it one.");
    }
    return isText(member.value())
        || fault(
            member.value().start(),
            path + "/title",
            "'title' is text, not " + member.value().what() + ".");
  }

  private boolean fields(Obj object, String path) {
    var sound = true;
    for (var member : object.members()) {
      var value = member.value();
      var at = path + "/" + pointer(member.name());
      if (TEXTS.contains(member.name()) && !isText(value) && !isNull(value)) {
        sound =
            fault(value.start(), at, "'" + member.name() + "' is text, not " + value.what() + ".");
      } else if (member.name().equals("dependencies") && !isNull(value)) {
        sound &= dependencies(value, at);
      }
    }
    return sound;
  }

  private boolean dependencies(SourceNode value, String path) {
    if (!(value instanceof Arr list)) {
      return fault(
          value.start(), path, "'dependencies' is a list of ids, not " + value.what() + ".");
    }
    var sound = true;
    for (var i = 0; i < list.items().size(); i++) {
      var item = list.items().get(i);
      if (!(item instanceof Scalar scalar)
          || scalar.kind() == Kind.BOOLEAN
          || scalar.kind() == Kind.NULL) {
        sound =
            fault(
                item.start(),
                path + "/" + i,
                "A dependency is an id, a number or text, not " + item.what() + ".");
      }
    }
    return sound;
  }

  private void unique(Obj object, String path) {
    var names = new HashSet<String>();
    for (var member : object.members()) {
      if (!names.add(member.name())) {
        fault(
            member.start(),
            path + "/" + pointer(member.name()),
            "The name '" + member.name() + "' occurs twice in one object. Keep one of them.");
      }
    }
  }

  private static boolean isNull(SourceNode value) {
    return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
  }

  private static boolean isText(SourceNode value) {
    return value instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
  }

  /** Always false, so that a check can end with it. */
  private boolean fault(int offset, String path, String message) {
    faults.add(placed(offset, path, message));
    return false;
  }

  private void warning(int offset, String path, String message) {
    warnings.add(placed(offset, path, message));
  }

  private FileFault placed(int offset, String path, String message) {
    places = places == null ? Places.of(text) : places;
    var place = places.at(offset);
    return new FileFault(place.line(), place.column(), path, message);
  }

  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
