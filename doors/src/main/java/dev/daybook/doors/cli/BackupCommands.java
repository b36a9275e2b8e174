package dev.daybook.doors.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code daybook backup} and {@code daybook restore}. */
final class BackupCommands {
  private BackupCommands() {}

  /** Copies the log. */
  @Command(
      name = "backup",
      description =
          "Copy the log while it is written to: the store's files where the store can copy them, an"
              + " archive otherwise. With a running server, the server writes it.",
      footer = {"", "Example: daybook backup --to /backups/log-2026-11-21.sqlite"},
      mixinStandardHelpOptions = true)
  static final class Backup implements Callable<Integer> {
    private final Supplier<Session> session;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "PATH",
        description =
            "File or folder that does not exist yet. An archive is packed if the name ends with"
                + " .gz.")
    Path to;

    @SuppressWarnings("NullAway.Init")
    Backup(Supplier<Session> session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return session
          .get()
          .withLog((connection, output) ->
              new LongWork(connection, output, "backup")
                  .ask(
                      "/api/admin/backup",
                      Map.of("to", to.toAbsolutePath().normalize().toString()),
                      result ->
                          output.tell(
                              result,
                              "Wrote "
                                  + result.path("to").asString()
                                  + ": "
                                  + (result.path("kind").asString().equals("copy")
                                      ? "a copy"
                                      : "an archive")
                                  + " of log "
                                  + result.path("log").asString()
                                  + " up to position "
                                  + result.path("position").asString()
                                  + ", "
                                  + result.path("bytes").asString()
                                  + " bytes.")));
    }
  }

  /** Brings a copy back. */
  @Command(
      name = "restore",
      description =
          "Restore a backup or an archive into an empty store of any kind: the same log, with its"
              + " ids, positions and hashes. Repeat it when it was interrupted; it goes on.",
      footer = {
        "",
        "Example: daybook restore --from /backups/log-2026-11-21.sqlite --data ./restored",
        "         daybook restore --from log.ndjson.gz --store rocksdb:./log"
      },
      mixinStandardHelpOptions = true)
  static final class Restore implements Callable<Integer> {
    private final Supplier<Session> session;

    @Option(
        names = "--from",
        required = true,
        paramLabel = "PATH",
        description = "What 'daybook backup' or 'daybook export archive' wrote.")
    Path from;

    @SuppressWarnings("NullAway.Init")
    Restore(Supplier<Session> session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return session
          .get()
          .withLog((connection, output) ->
              new LongWork(connection, output, "restore")
                  .ask(
                      "/api/admin/restore",
                      Map.of("from", from.toAbsolutePath().normalize().toString()),
                      result -> output.tell(result, restored(result))));
    }
  }

  static String restored(tools.jackson.databind.JsonNode result) {
    return "Restored log "
        + result.path("log").asString()
        + " up to position "
        + result.path("position").asString()
        + ", every hash as it must be.";
  }
}
