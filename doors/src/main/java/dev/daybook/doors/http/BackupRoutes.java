package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.transfer.ArchiveFiles;
import dev.daybook.runtime.transfer.LogExport;
import dev.daybook.runtime.transfer.LogImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Backups of the log on the machine of the server: a copy of the store's files where it can make
 * one, an archive otherwise; and the way back.
 */
final class BackupRoutes {
  private final EventLog log;
  private final Told told;
  private final Bodies bodies;
  private final Consumer<Position> followed;

  BackupRoutes(EventLog log, JsonCodec json, Consumer<Position> followed) {
    this.log = log;
    this.told = new Told(json);
    this.bodies = new Bodies(json, 1 << 16);
    this.followed = followed;
  }

  List<Route> routes() {
    return List.of(
        post(
            "/api/admin/backup",
            "backup",
            "Copies the log while it is written to, to the file or folder that 'to' in the body"
                + " names on the server's machine. Answers lines of JSON: progress, then result or"
                + " problem.",
            this::backup),
        post(
            "/api/admin/restore",
            "restore",
            "Restores the backup or archive that 'from' in the body names on the server's machine"
                + " into the empty log. Answers lines of JSON: progress, then result or problem.",
            this::restore));
  }

  private static Route post(
      String template, String name, String description, Route.Handler handler) {
    return new Route(
        "POST", template, new Route.Target.Fixed(name, description, false, List.of(), handler));
  }

  private Response backup(Request request, Map<String, String> path) {
    Told.owner(request);
    var to = Fields.file(bodies.object(request), "to");
    if (Files.exists(to)) {
      throw Problems.of(Problem.Kind.REFUSED, "file_exists", to + " exists already. Name another.");
    }
    var folder = to.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Problems.bad("/to", "There is no folder " + folder + ".", "a folder that exists");
    }
    return told.lines(request, progress -> backup(to, progress));
  }

  private Map<String, Object> backup(Path to, Told.Progress progress) throws IOException {
    var copies = log.backups();
    var head =
        copies.isPresent()
            ? copies.get().backup(to)
            : ArchiveFiles.write(
                to,
                out ->
                    LogExport.of(log, Clock.systemUTC().instant())
                        .write(out, Position.START, ArchiveRoutes.told(progress)));
    var facts = ArchiveRoutes.head(head);
    facts.put("to", to.toString());
    facts.put("kind", copies.isPresent() ? "copy" : "archive");
    facts.put("bytes", ArchiveFiles.size(to));
    return facts;
  }

  private Response restore(Request request, Map<String, String> path) {
    Told.owner(request);
    var from = Fields.file(bodies.object(request), "from");
    if (!Files.exists(from)) {
      throw Problems.of(
          Problem.Kind.NOT_FOUND,
          "no_such_file",
          "There is nothing at " + from + ". Name a backup or an archive.");
    }
    return told.lines(request, progress -> restore(from, progress));
  }

  private Map<String, Object> restore(Path from, Told.Progress progress) throws IOException {
    var restoring = new LogImport(ArchiveRoutes.target(log), ArchiveRoutes.told(progress));
    var head = restored(from, restoring);
    followed.accept(head.position());
    var facts = ArchiveRoutes.head(head);
    facts.put("from", from.toString());
    return facts;
  }

  private static LogHead restored(Path from, LogImport restoring) throws IOException {
    var backup = StoreProvider.openAnyBackup(from);
    if (backup.isPresent()) {
      try (var opened = backup.get()) {
        return restoring.backup(opened);
      }
    }
    if (!Files.isRegularFile(from)) {
      throw Problems.bad(
          "/from", from + " is neither a backup nor an archive.", "what 'daybook backup' wrote");
    }
    try (var in = Files.newInputStream(from)) {
      return restoring.archive(in);
    }
  }
}
