package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.TaskmasterFile.Reading;
import dev.daybook.kernel.IdSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Task Master files in and out: what the doors call. An import may be repeated at any time; it
 * writes what is missing or different and nothing else. Safe for use by many threads.
 */
public final class Taskmaster {
  private final IdSource ids;

  public Taskmaster(IdSource ids) {
    this.ids = ids;
  }

  /**
   * Imports a file, one append a tag.
   *
   * @param name the file's name; its folders are passed over
   * @param key the project's key, made from the file's name where there is none
   */
  public ImportResult importFile(
      ImportPort port, byte[] bytes, String name, Optional<String> key, Progress progress) {
    var projectKey = key.orElseGet(() -> Projects.keyOf(name));
    if (!Projects.isKey(projectKey)) {
      return new ImportResult.Refused(
          "",
          "A project's key is 2 to 10 capitals and digits, a capital first, not '"
              + projectKey
              + "'. Choose one with --project.");
    }
    return switch (TaskmasterFile.parse(bytes, Projects.fileOf(name))) {
      case Reading.Broken(var faults) -> new ImportResult.Broken(faults);
      case Reading.Read(var file) ->
          new TaskmasterImport(port, ids, file, projectKey, progress).run();
    };
  }

  /**
   * Writes a project as a Task Master file: byte for byte what was imported where nothing changed
   * since.
   *
   * @param key the project's key; may be left out where only one project was imported
   */
  public ExportResult exportFile(ImportPort port, Optional<String> key) {
    var projects = new Projects(port);
    var candidates =
        key.isPresent()
            ? projects.byKey(key.get()).stream().toList()
            : projects.imported().stream().toList();
    if (candidates.size() == 1 && !candidates.getFirst().deleted()) {
      var project = candidates.getFirst();
      var text = new TaskmasterExport(new ProjectMirror(port, project.id())).source();
      return new ExportResult.Exported(
          project.id(), project.key(), text.getBytes(StandardCharsets.UTF_8));
    }
    if (key.isPresent()) {
      return new ExportResult.Refused(
          "There is no project " + key.get() + ". List the projects to see the keys there are.");
    }
    return new ExportResult.Refused(
        candidates.isEmpty()
            ? "No project was imported from Task Master. Name the project to export with --project"
                + " KEY."
            : "Several projects were imported ("
                + candidates.stream().map(Projects.Found::key).collect(Collectors.joining(", "))
                + "). Name one with --project KEY.");
  }
}
