package dev.daybook.store.sqlite;

import dev.daybook.kernel.files.Flushed;
import dev.daybook.kernel.log.BackupSource;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Copies the file in one read transaction of a connection of its own, which holds up no writer. The
 * copy is compact and needs no second file beside it.
 */
record Copying(Path file, Readers readers, Faults faults) implements BackupSource {
  @Override
  public LogHead backup(Path target) {
    var place = target.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      throw new StoreException.Deterministic(
          place + " exists already. Name a file that does not.", null);
    }
    var beside = Flushed.beside(place);
    try {
      try {
        Files.deleteIfExists(beside);
        copy(beside);
        Flushed.content(beside);
        LogHead head;
        try (var copy = SqliteBackup.open(beside)) {
          head = copy.head();
        }
        Flushed.place(beside, place);
        return head;
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException failed) {
      throw new StoreException.Deterministic(
          "The backup "
              + place
              + " cannot be written ("
              + failed.getClass().getSimpleName()
              + " "
              + failed.getMessage()
              + "). Name a file in a folder that this user may write to and that has room.",
          failed);
    }
  }

  private void copy(Path beside) throws IOException {
    try {
      readers.call(() -> {
        try {
          return copied(beside);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private Path copied(Path beside) throws IOException {
    try (var session = new Session(Connections.copying(file))) {
      session.run(Sql.COPY, beside.toString());
      return beside;
    } catch (SQLException fault) {
      if (Faults.isCorrupt(fault)) {
        throw faults.beforeCommit(fault);
      }
      throw new IOException(fault.getMessage(), fault);
    }
  }
}
