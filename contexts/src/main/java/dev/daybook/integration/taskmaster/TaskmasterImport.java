package dev.daybook.integration.taskmaster;

import dev.daybook.integration.sync.SyncCommand.NoteFile;
import dev.daybook.integration.sync.SyncDecider;
import dev.daybook.integration.taskmaster.ImportPort.Answer;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Imports one file into one project: one append a tag, each planned against the log as it is, so
 * that a repeat writes what is missing and nothing else. One use only.
 */
final class TaskmasterImport {
  private static final int ATTEMPTS = 10;
  private static final int LONGEST_NAME = 200;
  private static final Set<String> PLAN_AGAIN = Set.of(SyncDecider.OVERTAKEN, "reference_taken");

  private final ImportPort port;
  private final IdSource ids;
  private final TaskmasterFile file;
  private final String key;
  private final Progress progress;

  private final List<ImportReport.TagReport> tags = new ArrayList<>();
  private final List<Notice> warnings = new ArrayList<>();
  private final List<ImportReport.Conflict> conflicts = new ArrayList<>();
  private final List<ImportReport.Reference> references = new ArrayList<>();

  TaskmasterImport(
      ImportPort port, IdSource ids, TaskmasterFile file, String key, Progress progress) {
    this.port = port;
    this.ids = ids;
    this.file = file;
    this.key = key;
    this.progress = progress;
  }

  /** Says no with the tag it stopped at. */
  private static final class Stopped extends DaybookException {
    private static final long serialVersionUID = 1L;
    private final String tag;

    Stopped(String tag, String message) {
      super(message);
      this.tag = tag;
    }
  }

  ImportResult run() {
    try {
      var project = project();
      var mirror = new ProjectMirror(port, project);
      file.warnings()
          .forEach(odd ->
              warnings.add(
                  new Notice("line " + odd.line() + ", column " + odd.column(), odd.message())));
      for (var tag : file.tags()) {
        importTag(tag, mirror);
      }
      noteFile(mirror);
      return new ImportResult.Imported(
          new ImportReport(project, key, file.name(), tags, warnings, conflicts, references));
    } catch (Stopped stopped) {
      return new ImportResult.Refused(stopped.tag, String.valueOf(stopped.getMessage()));
    }
  }

  private ProjectId project() {
    var projects = new Projects(port);
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var found = projects.byKey(key);
      if (found.isPresent()) {
        if (found.get().deleted()) {
          throw new Stopped(
              "",
              "The project "
                  + key
                  + " was deleted and its key is not given again. Choose another with --project.");
        }
        return found.get().id();
      }
      switch (port.dispatch(Digests.appendId("project", key), List.of(creation()))) {
        case Answer.Done(var streams) -> {
          return ProjectId.parse(streams.getFirst().id());
        }
        case Answer.Refused(_, var message) -> {
          if (projects.byKey(key).isEmpty()) {
            throw new Stopped("", message);
          }
        }
        case Answer.Overtaken() -> {
          // somebody creates it just now: look again
        }
      }
    }
    throw new Stopped("", "The project " + key + " is being created by somebody else. Try again.");
  }

  private ProjectCommand.Create creation() {
    var name = described("projectName", described("name", Projects.nameOf(file.name())));
    var description = described("description", "Imported from " + file.name());
    return new ProjectCommand.Create(
        name.substring(0, Math.min(LONGEST_NAME, name.length())),
        description,
        key,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Set.of(),
        null);
  }

  /** What the metadata of the only tag say. */
  private String described(String field, String otherwise) {
    if (file.tags().size() != 1) {
      return otherwise;
    }
    var root = SourceParser.parse(Template.asJson(file.tags().getFirst().template()));
    return root instanceof SourceNode.Obj object
            && JsonText.value(Template.asJson(file.tags().getFirst().template()), object)
                instanceof Map<?, ?> map
            && map.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get(field) instanceof String text
            && !text.isBlank()
        ? text
        : otherwise;
  }

  private void importTag(FileTag tag, ProjectMirror mirror) {
    var total = tag.tasks().stream().mapToInt(task -> 1 + task.subtasks().size()).sum();
    progress.at(tag.name(), 0, total);
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var plan = new TagPlanner(tag, mirror, new References(key, mirror, file), ids).plan();
      var answer =
          plan.commands().isEmpty()
              ? new Answer.Done(List.of())
              : port.dispatch(id(tag, mirror), plan.commands());
      if (answer instanceof Answer.Refused(var code, var message) && !PLAN_AGAIN.contains(code)) {
        throw new Stopped(tag.name(), message);
      }
      if (!plan.commands().isEmpty()) {
        mirror.refresh();
      }
      if (answer instanceof Answer.Done) {
        tags.add(plan.report());
        warnings.addAll(plan.warnings());
        conflicts.addAll(plan.conflicts());
        references.addAll(plan.references());
        progress.at(tag.name(), total, total);
        return;
      }
    }
    throw new Stopped(
        tag.name(),
        "Others keep writing to the project " + key + ". Try again when it is quieter.");
  }

  private AppendId id(FileTag tag, ProjectMirror mirror) {
    return Digests.appendId(
        "tag", mirror.project(), tag.name(), Digests.sha256(tag.source()), mirror.sync().imports());
  }

  private void noteFile(ProjectMirror mirror) {
    var sha256 = Digests.sha256(file.source());
    var tasks = tags.stream().mapToInt(tag -> tag.tasks() + tag.subtasks()).sum();
    var note =
        new NoteFile(
            mirror.project(), file.name(), tasks, 0, file.shape(), file.template(), sha256);
    var last = mirror.sync().file();
    if (last != null && last.sha256().equals(sha256) && last.taskmasterId().equals(file.name())) {
      return;
    }
    var id =
        Digests.appendId("file", mirror.project(), file.name(), sha256, mirror.sync().imports());
    if (port.dispatch(id, List.of(note)) instanceof Answer.Refused(_, var message)) {
      throw new Stopped("", message);
    }
  }
}
