package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for a log, and what to do about it. */
final class Faults {
  private static final int PRIMARY = 0xff;

  private final Path file;

  Faults(Path file) {
    this.file = file;
  }

  /** A fault before a commit was asked for: nothing was written. */
  StoreException beforeCommit(SQLException fault) {
    return switch (primary(fault)) {
      case SQLITE_FULL ->
          new StoreException.RolledBack(
              "The disk that holds " + file + " is full. Make room; nothing was lost.", fault);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new StoreException.RolledBack(
              "Another program has "
                  + file
                  + " locked. Close whatever else has it open, then try again.",
              fault);
      case SQLITE_IOERR ->
          new StoreException.RolledBack(
              "Reading or writing "
                  + file
                  + " failed. Check the disk and its free space, then try again.",
              fault);
      case SQLITE_NOMEM, SQLITE_INTERRUPT ->
          new StoreException.RolledBack(
              "SQLite could not finish on " + file + ". Try again.", fault);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
          new StoreException.Deterministic(
              file
                  + " cannot be written. Give this user write permission on the file and its"
                  + " directory.",
              fault);
      case SQLITE_CANTOPEN ->
          new StoreException.Deterministic(
              file
                  + " cannot be opened. Check that its directory exists and that this user may read"
                  + " and write there.",
              fault);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          new StoreException.Deterministic(
              file
                  + " is damaged. Run `daybook verify` to see which events are whole, and restore a"
                  + " backup.",
              fault);
      default ->
          new StoreException.Deterministic(
              "The log " + file + " refused a statement: " + fault.getMessage(), fault);
    };
  }

  /** A fault of the commit itself. */
  StoreException atCommit(SQLException fault) {
    return switch (primary(fault)) {
      case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOMEM ->
          new StoreException.OutcomeUnknown(
              "The disk failed while "
                  + file
                  + " was being committed. Send the append again with the same id.",
              fault);
      default -> beforeCommit(fault);
    };
  }

  static boolean isDamage(SQLException fault) {
    return switch (primary(fault)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR, SQLITE_FORMAT, SQLITE_MISMATCH -> true;
      default -> false;
    };
  }

  /** Whether the database itself is damaged, not the disk that it lies on. */
  static boolean isCorrupt(SQLException fault) {
    return switch (primary(fault)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
      default -> false;
    };
  }

  private static SQLiteErrorCode primary(SQLException fault) {
    var code =
        fault instanceof SQLiteException own ? own.getResultCode().code : fault.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & PRIMARY);
  }
}
