package dev.daybook.app;

import dev.daybook.doors.http.Caller;
import dev.daybook.doors.http.Imports;
import dev.daybook.integration.taskmaster.ExportResult;
import dev.daybook.integration.taskmaster.ImportReport;
import dev.daybook.integration.taskmaster.ImportResult;
import dev.daybook.integration.taskmaster.Taskmaster;
import dev.daybook.kernel.Actor;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Task Master files through the doors: the integration context, given the engine. */
final class TaskmasterImports implements Imports {
  private final Engine engine;
  private final Taskmaster taskmaster;

  TaskmasterImports(Engine engine) {
    this.engine = engine;
    this.taskmaster = new Taskmaster(engine.ids());
  }

  @Override
  public Outcome importTaskMaster(
      InputStream file,
      String name,
      Optional<String> project,
      Caller caller,
      Consumer<Map<String, Object>> progress) {
    var port = new EnginePort(engine, caller.actor());
    var result =
        taskmaster.importFile(
            port,
            bytes(file),
            name,
            project,
            (tag, done, total) ->
                progress.accept(Map.of("tag", tag, "done", done, "total", total)));
    return switch (result) {
      case ImportResult.Imported(var report) -> new Outcome.Imported(summary(report));
      case ImportResult.Broken(var faults) ->
          new Outcome.Broken(
              "broken_file",
              "The file "
                  + name
                  + " is not a Task Master file: "
                  + faults.size()
                  + " faults. Nothing was imported.",
              faults.stream()
                  .map(fault ->
                      new Fault(
                          fault.path(),
                          place(fault.line(), fault.column()) + fault.message(),
                          "a valid tasks.json"))
                  .toList());
      case ImportResult.Refused(var tag, var message) ->
          new Outcome.Broken(
              "import_refused",
              message
                  + (tag.isEmpty()
                      ? ""
                      : " Tags before '" + tag + "' stand; repeat the import to go on."),
              List.of());
    };
  }

  private static String place(int line, int column) {
    return "line " + line + ", column " + column + ": ";
  }

  private static byte[] bytes(InputStream file) {
    try {
      return file.readAllBytes();
    } catch (IOException gone) {
      throw new UncheckedIOException("The file ended before it was whole", gone);
    }
  }

  private static Map<String, Object> summary(ImportReport report) {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("project", report.project());
    summary.put("key", report.key());
    summary.put("file", report.file());
    summary.put("tasks", report.tasks());
    summary.put("subtasks", report.subtasks());
    summary.put("created", report.created());
    summary.put("changed", report.changed());
    summary.put("tags", report.tags());
    summary.put("warnings", report.warnings());
    summary.put("conflicts", report.conflicts());
    summary.put("references", report.references());
    return summary;
  }

  @Override
  public Export exportTaskMaster(Optional<String> project) {
    return switch (taskmaster.exportFile(new EnginePort(engine, Actor.SYSTEM), project)) {
      case ExportResult.Exported(_, var key, var bytes) ->
          new Export.File(key.toLowerCase(java.util.Locale.ROOT) + "-tasks.json", bytes);
      case ExportResult.Refused(var message) -> new Export.Unknown("project_not_found", message);
    };
  }
}
