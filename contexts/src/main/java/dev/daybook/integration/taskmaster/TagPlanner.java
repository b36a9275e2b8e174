package dev.daybook.integration.taskmaster;

import dev.daybook.integration.sync.SyncCommand.NoteTag;
import dev.daybook.kernel.IdSource;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the import of one tag against a project as it is. One use only. */
final class TagPlanner {
  private final FileTag tag;
  private final ProjectMirror mirror;
  private final References references;
  private final IdSource newIds;

  private final Map<String, DaybookTask> known;
  private final Map<String, DaybookTask> adopted = new HashMap<>();
  private final TagIds before = new TagIds();
  private final TagIds now = new TagIds();
  private final FileMapping reading;
  private final FileMapping readingBefore;
  private final Set<String> seen = new HashSet<>();
  private final Map<TaskId, String> paths = new HashMap<>();
  private final Map<TaskId, Set<TaskId>> waits = new LinkedHashMap<>();

  private final List<Object> commands = new ArrayList<>();
  private final List<Notice> warnings = new ArrayList<>();
  private final List<ImportReport.Conflict> conflicts = new ArrayList<>();
  private final List<ImportReport.Reference> mapped = new ArrayList<>();
  private int created;
  private int changed;
  private int unchanged;

  TagPlanner(FileTag tag, ProjectMirror mirror, References references, IdSource newIds) {
    this.tag = tag;
    this.mirror = mirror;
    this.references = references;
    this.newIds = newIds;
    this.known = mirror.imported(tag.name());
    this.reading = new FileMapping(tag.name(), now);
    this.readingBefore = new FileMapping(tag.name(), before);
  }

  TagPlan plan() {
    var sha256 = Digests.sha256(tag.source());
    var last = mirror.sync().tags().get(tag.name());
    if (last != null && last.sha256().equals(sha256)) {
      return nothing();
    }
    identify();
    for (var task : tag.tasks()) {
      plan(task, null);
      task.subtasks().forEach(sub -> plan(sub, task));
    }
    vanished();
    circles();
    commands.add(
        new NoteTag(
            mirror.project(),
            mirror.sync().imports(),
            tag.name(),
            tag.template(),
            sha256,
            created,
            changed,
            conflicts.size()));
    return new TagPlan(commands, report(), warnings, conflicts, mapped);
  }

  private ImportReport.TagReport report() {
    var subtasks = tag.tasks().stream().mapToInt(task -> task.subtasks().size()).sum();
    return new ImportReport.TagReport(
        tag.name(), tag.tasks().size(), subtasks, created, changed, unchanged);
  }

  /** The very text that was imported last. */
  private TagPlan nothing() {
    for (var task : tag.tasks()) {
      same(TagIds.path(null, task.id()));
      task.subtasks().forEach(sub -> same(TagIds.path(task.id().text(), sub.id())));
    }
    return new TagPlan(List.of(), report(), List.of(), List.of(), mapped);
  }

  private void same(String path) {
    unchanged++;
    var task = known.get(path);
    if (task != null) {
      mapped.add(new ImportReport.Reference(tag.name(), path, task.ref()));
    }
  }

  /**
   * Says which task of Daybook every task of the file is, before anything is read that may speak of
   * others.
   */
  private void identify() {
    known.forEach((path, task) -> before.put(path, task.id()));
    known.forEach((path, task) -> now.put(path, task.id()));
    var byRef = mirror.byRef();
    for (var task : tag.tasks()) {
      identify(task, null, byRef);
      task.subtasks().forEach(sub -> identify(sub, task, byRef));
    }
  }

  private void identify(FileTask task, @Nullable FileTask parent, Map<String, DaybookTask> byRef) {
    var path = path(task, parent);
    seen.add(path);
    var existing = known.get(path);
    if (existing == null && FileMapping.daybook(task).get("ref") instanceof String ref) {
      var exported = byRef.get(ref);
      if (exported != null && exported.external() == null && mirror.isHere(exported)) {
        adopted.put(path, exported);
        existing = exported;
      }
    }
    var id = existing == null ? new TaskId(newIds.next()) : existing.id();
    now.put(path, id);
    paths.put(id, path);
  }

  private static String path(FileTask task, @Nullable FileTask parent) {
    return TagIds.path(parent == null ? null : parent.id().text(), task.id());
  }

  private void plan(FileTask task, @Nullable FileTask parent) {
    var path = path(task, parent);
    var id = Objects.requireNonNull(now.at(path));
    var theirs = reading.read(task, parent, id, odd -> warn(path, odd));
    waits.put(id, theirs.dependencies());
    if (!Objects.equals(task.text("title"), task.text("title") == null ? null : raw(task))) {
      warn(
          path,
          "holds characters that cannot be kept; they were replaced here, the file's text is kept");
    }
    var existing = known.containsKey(path) ? known.get(path) : adopted.get(path);
    if (existing == null) {
      create(task, parent, path, id, theirs);
    } else {
      merge(task, parent, path, existing, theirs);
    }
    var ref = references.of(id);
    if (ref != null) {
      mapped.add(new ImportReport.Reference(tag.name(), path, ref));
    }
  }

  private static String raw(FileTask task) {
    return JsonText.unquote(
        JsonText.source(task.json(), Objects.requireNonNull(task.node("title"))));
  }

  private void create(
      FileTask task, @Nullable FileTask parent, String path, TaskId id, TaskFields theirs) {
    var parentId = parent == null ? null : now.at(path(parent, null));
    var parentTask = parent == null ? null : known.get(path(parent, null));
    if (parentTask != null && !mirror.isHere(parentTask)) {
      warn(path, "is new in the file, but its task was deleted here; not imported");
      return;
    }
    var reference = references.allot(id, task.id(), parentId);
    commands.add(
        new TaskImport.Create(
            id,
            reference.text(),
            reference.number(),
            theirs.name(),
            theirs.description(),
            null,
            theirs.priority(),
            theirs.status(),
            mirror.project(),
            null,
            parentId,
            List.copyOf(theirs.tags()),
            theirs.assignee(),
            theirs.estimatedEffort(),
            theirs.actualEffort(),
            theirs.dependencies().stream().map(Dependency::on).toList(),
            theirs.unresolved(),
            null,
            null,
            theirs.notes(),
            theirs.criteria().stream()
                .map(text -> new Criterion(new CriterionId(newIds.next()), text, false))
                .toList(),
            external(task, path),
            theirs.imported()));
    created++;
  }

  private void merge(
      FileTask task,
      @Nullable FileTask parent,
      String path,
      DaybookTask existing,
      TaskFields theirs) {
    var external = existing.external();
    var source = external == null ? null : external.source();
    if (task.template().equals(source)) {
      unchanged++;
      return;
    }
    if (!mirror.isHere(existing)) {
      warn(path, "was deleted here and changed in the file; it stays deleted");
      unchanged++;
      return;
    }
    var base =
        source == null
            ? null
            : readingBefore.read(FileTask.of(source), parentBefore(parent), existing.id(), _ -> {});
    var merge = TaskMerge.of(base, theirs, existing, newIds);
    for (var conflict : merge.conflicts()) {
      conflicts.add(
          new ImportReport.Conflict(
              tag.name(),
              path,
              existing.ref(),
              conflict.field(),
              conflict.kept(),
              conflict.offered()));
    }
    commands.add(
        new TaskImport.Sync(
            existing.id(),
            merge.changes(),
            merge.dependencies(),
            external(task, path),
            merge.conflicts()));
    changed++;
  }

  /** The parent as it was imported last, whose priority a subtask inherits. */
  private @Nullable FileTask parentBefore(@Nullable FileTask parent) {
    var task = parent == null ? null : known.get(path(parent, null));
    var external = task == null ? null : task.external();
    return external == null || external.source() == null ? null : FileTask.of(external.source());
  }

  private External external(FileTask task, String path) {
    return new External(ProjectMirror.SYSTEM, tag.name(), path, task.id().json(), task.template());
  }

  private void vanished() {
    known.forEach((path, task) -> {
      if (!seen.contains(path) && mirror.isHere(task)) {
        warn(path, "is no longer in the file; it is kept here as " + task.ref());
      }
    });
  }

  private void circles() {
    for (var cycle : Cycles.of(waits)) {
      var shown = new ArrayList<String>();
      cycle.forEach(id -> shown.add(paths.getOrDefault(id, id.text())));
      shown.add(shown.getFirst());
      warn(shown.getFirst(), "depends on itself in a circle: " + String.join(" → ", shown));
    }
  }

  private void warn(String path, String message) {
    warnings.add(new Notice(tag.name() + " " + path, message));
  }
}
