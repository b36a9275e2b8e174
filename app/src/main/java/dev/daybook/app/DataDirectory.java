package dev.daybook.app;

import dev.daybook.doors.cli.BadInput;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreUrl;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one folder everything of a Daybook lies in: log, views, tokens, and the note of the server
 * that runs on it.
 */
final class DataDirectory {
  private static final Pattern NOTE =
      Pattern.compile(
          "\\{\"pid\":(\\d+),\"port\":(\\d+),\"started\":(\\d+)(?:,\"store\":\"(.*)\")?}\\s*");

  private final Path folder;

  DataDirectory(Path folder) {
    this.folder = folder;
  }

  /**
   * A server that runs on this folder.
   *
   * @param store the URL of its log as it may be shown, without a password; empty: not noted
   */
  record Running(long pid, int port, String store) {
    /** Whether it has the log that the settings mean. */
    boolean has(Optional<String> wanted) {
      return wanted.isEmpty() || StoreUrl.shown(wanted.get()).equals(store);
    }

    String address() {
      return "http://127.0.0.1:" + port;
    }
  }

  Path folder() {
    return folder;
  }

  Path views() {
    return folder.resolve("views.sqlite");
  }

  /** The store's URL when none is given. */
  String defaultStore() {
    return "sqlite:" + folder.resolve("log.sqlite");
  }

  /** Makes the folder, for its owner only, where there is none. */
  void create() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
      }
    } catch (FileAlreadyExistsException file) {
      throw new BadInput("The data directory " + folder + " is a file. Name a folder with --data.");
    } catch (IOException denied) {
      throw new BadInput(
          "The data directory "
              + folder
              + " cannot be made: "
              + denied.getMessage()
              + ". Name another with --data.");
    }
    if (!Files.isWritable(folder)) {
      throw new BadInput(
          "The data directory "
              + folder
              + " cannot be written to. Allow it, or name another with --data.");
    }
  }

  /**
   * The server that left its note here and is still alive. A process that only got the number of a
   * dead one is not taken for it.
   */
  Optional<Running> server() {
    try {
      var note = NOTE.matcher(Files.readString(note()));
      if (!note.matches()) {
        return Optional.empty();
      }
      var store = note.group(4) == null ? "" : note.group(4).replaceAll("\\\\(.)", "$1");
      var running =
          new Running(Long.parseLong(note.group(1)), Integer.parseInt(note.group(2)), store);
      var started = Long.parseLong(note.group(3));
      return ProcessHandle.of(running.pid())
          .filter(ProcessHandle::isAlive)
          .filter(process -> started(process) == started)
          .map(_ -> running);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * The same, where there must be one.
   *
   * @throws StoreException when there is none
   */
  Running runningServer() {
    return server()
        .orElseThrow(() ->
            new StoreException.RolledBack(
                "No server runs on " + folder + ". Start it with 'daybook serve'.", null));
  }

  /** When a process began, in Unix milliseconds; 0 where the system does not tell. */
  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Leaves the note of this process, which has the log of this URL. */
  void announce(int port, String store) throws IOException {
    var own = ProcessHandle.current();
    var text =
        "{\"pid\":%d,\"port\":%d,\"started\":%d,\"store\":\"%s\"}\n"
            .formatted(
                own.pid(),
                port,
                started(own),
                StoreUrl.shown(store).replaceAll("([\\\\\"])", "\\\\$1"));
    var beside = folder.resolve("server.json.tmp");
    Files.writeString(beside, text);
    Files.move(beside, note(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the note of this process away. */
  void withdraw() throws IOException {
    if (server().filter(running -> running.pid() == ProcessHandle.current().pid()).isPresent()) {
      Files.deleteIfExists(note());
    }
  }

  private Path note() {
    return folder.resolve("server.json");
  }
}
