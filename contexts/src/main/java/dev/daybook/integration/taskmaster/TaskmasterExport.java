package dev.daybook.integration.taskmaster;

import dev.daybook.integration.api.Shape;
import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.projects.api.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a project as a Task Master file: the file that was imported, with what changed since. One
 * use only.
 */
final class TaskmasterExport {
  private final ProjectMirror mirror;
  private final Placement placement;
  private final boolean blocked;
  private final Map<String, TagIds> ids = new HashMap<>();
  private Style style = Style.USUAL;

  TaskmasterExport(ProjectMirror mirror) {
    this.mirror = mirror;
    this.placement = new Placement(mirror);
    this.blocked =
        mirror.tasks().stream()
            .map(Placement::external)
            .anyMatch(external ->
                external != null
                    && String.valueOf(external.source())
                        .toLowerCase(Locale.ROOT)
                        .contains("\"blocked\""));
  }

  String source() {
    var file = mirror.sync().file();
    var tags = mirror.sync().tags();
    for (var tag : placement.tags()) {
      var known = new TagIds();
      mirror.imported(tag).forEach((path, task) -> known.put(path, task.id()));
      ids.put(tag, known);
    }
    var named =
        file == null
            ? List.<String>of()
            : Template.slots(file.template()).stream().map(JsonText::unquote).toList();
    var missing = placement.tags().stream().filter(tag -> !named.contains(tag)).toList();
    if (file == null || file.shape() != Shape.TAGGED && !missing.isEmpty()) {
      style = tags.isEmpty() ? Style.USUAL : Style.of(tags.values().iterator().next().template());
      return Template.fill(
          fresh(List.copyOf(placement.tags())), key -> wrapped(JsonText.unquote(key)));
    }
    var first = tags.isEmpty() ? null : tags.values().iterator().next().template();
    style = Style.of(Template.fill(file.template(), _ -> Objects.requireNonNullElse(first, "{}")));
    return Template.fill(with(file.template(), missing), key -> tag(JsonText.unquote(key)));
  }

  /** A file of its own, for tags that no file was ever seen with. */
  private String fresh(List<String> tags) {
    var root = new java.util.LinkedHashMap<String, Object>();
    (tags.isEmpty() ? List.of("master") : tags)
        .forEach(tag -> root.put(tag, new Style.Raw(Template.slot(JsonText.quote(tag)))));
    return style.write(root, "") + style.newline();
  }

  /** The file's template with further tags at its end. */
  private String with(String template, List<String> missing) {
    if (missing.isEmpty()) {
      return template;
    }
    var json = Template.asJson(template).replace('\uFEFF', ' ');
    var editor = new Editor(template, style);
    if (SourceParser.parse(json) instanceof Obj root) {
      missing.forEach(
          tag -> editor.set(root, tag, new Style.Raw(Template.slot(JsonText.quote(tag)))));
    }
    return editor.result();
  }

  /** A tag's value in a tagged file, whatever the shape it came in. */
  private String wrapped(String tag) {
    var source = tag(tag);
    return source.stripLeading().startsWith("[")
        ? "{\"tasks\": " + source.strip() + "}"
        : source.strip();
  }

  private String tag(String tag) {
    var imported = mirror.sync().tags().get(tag);
    var template =
        imported == null
            ? style.write(Map.of("tasks", List.of()), style.indent())
            : imported.template();
    var slots = Template.slots(template);
    var byId = new HashMap<String, DaybookTask>();
    var added = new ArrayList<Editor.Item>();
    var there =
        new java.util.HashSet<>(slots.stream().map(slot -> new FileId(slot).text()).toList());
    for (var task : placement.tasks(tag)) {
      var place = placement.place(task);
      if (there.contains(place.id().text()) && Placement.external(task) != null) {
        byId.put(place.id().text(), task);
      } else {
        added.add((margin, itemStyle) -> item(task, margin, itemStyle));
      }
    }
    var stays = slots.stream().map(slot -> byId.containsKey(new FileId(slot).text())).toList();
    if (stays.contains(false) || !added.isEmpty()) {
      var editor = new Editor(template, style);
      var list = tasks(Template.asJson(template));
      editor.list(list, stays, added);
      template = editor.result();
    }
    return Template.fill(template, slot -> segment(byId.get(new FileId(slot).text()), slot));
  }

  private static Arr tasks(String json) {
    return switch (SourceParser.parse(json)) {
      case Arr list -> list;
      case Obj object when object.member("tasks") instanceof SourceNode.Member(_, _, Arr list) ->
          list;
      case Obj _, SourceNode.Scalar _ ->
          throw new IllegalStateException("A tag without a list of tasks was imported");
    };
  }

  private String segment(@Nullable DaybookTask task, String slot) {
    if (task == null) {
      throw new IllegalStateException("No task stands for the id " + slot);
    }
    return source(task, null);
  }

  private String item(DaybookTask task, String margin, Style itemStyle) {
    if (Placement.external(task) != null
        && placement.place(task).path().equals(Objects.requireNonNull(task.external()).path())) {
      return source(task, parentOf(task));
    }
    return itemStyle.write(fresh(task), margin);
  }

  private Map<String, @Nullable Object> fresh(DaybookTask task) {
    var place = placement.place(task);
    var spelled =
        task.fields().dependencies().stream()
            .map(on -> spelled(place, on))
            .filter(Objects::nonNull)
            .toList();
    var object =
        FreshTask.of(task, place.id(), List.copyOf(spelled), blocked, place.parent() == null);
    if (place.parent() == null) {
      object.put("subtasks", placement.subtasks(task).stream().map(this::fresh).toList());
    }
    return object;
  }

  private @Nullable DaybookTask parentOf(DaybookTask task) {
    var parent = task.parent();
    return parent == null ? null : mirror.task(parent);
  }

  /** The source of an imported task as it is now. */
  private String source(DaybookTask task, @Nullable DaybookTask parent) {
    var external = Objects.requireNonNull(Placement.external(task));
    var base = FileTask.of(Objects.requireNonNull(external.source()));
    var known = ids.getOrDefault(external.tag(), new TagIds());
    var place = placement.place(task);
    var parentBase =
        parent == null || Placement.external(parent) == null
            ? null
            : FileTask.of(
                Objects.requireNonNull(Objects.requireNonNull(parent.external()).source()));
    var before = new FileMapping(external.tag(), known).read(base, parentBase, task.id(), _ -> {});
    var editor = new Editor(base.template(), style);
    new Segment(base, style, on -> spelled(place, on), blocked)
        .apply(
            before,
            task,
            spelling ->
                known.resolve(spelling, place.parent() == null ? null : place.parent().text()),
            editor);
    var children = subtasks(task, base, editor);
    var template = editor.isUnchanged() ? base.template() : editor.result();
    return Template.fill(
        template,
        slot -> source(Objects.requireNonNull(children.get(new FileId(slot).text())), task));
  }

  /** Says which subtasks stay in their slots, and adds or removes the others. */
  private Map<String, DaybookTask> subtasks(DaybookTask task, FileTask base, Editor editor) {
    var slots = Template.slots(base.template());
    var there = slots.stream().map(slot -> new FileId(slot).text()).toList();
    var kept = new HashMap<String, DaybookTask>();
    var added = new ArrayList<DaybookTask>();
    for (var subtask : placement.subtasks(task)) {
      var place = placement.place(subtask);
      var external = Placement.external(subtask);
      if (external != null
          && there.contains(place.id().text())
          && external.path().equals(place.path())) {
        kept.put(place.id().text(), subtask);
      } else {
        added.add(subtask);
      }
    }
    var stays = there.stream().map(kept::containsKey).toList();
    if (base.node("subtasks") instanceof Arr list) {
      editor.list(
          list,
          stays,
          added.stream()
              .<Editor.Item>map(each -> (margin, itemStyle) -> item(each, margin, itemStyle))
              .toList());
    } else if (!added.isEmpty()) {
      editor.set(base.object(), "subtasks", added.stream().map(this::fresh).toList());
    }
    return kept;
  }

  /** How a dependency is written at a place; null where the format has no words for it. */
  private @Nullable Object spelled(Placement.Place from, TaskId on) {
    var to = placement.place(on);
    if (to == null || !to.tag().equals(from.tag())) {
      return null;
    }
    if (to.parent() == null) {
      return from.parent() == null ? new Style.Raw(to.id().json()) : null;
    }
    return from.parent() != null && from.parent().text().equals(to.parent().text())
        ? new Style.Raw(to.id().json())
        : to.path();
  }
}
