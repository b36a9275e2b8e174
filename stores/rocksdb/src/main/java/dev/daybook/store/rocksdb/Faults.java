package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.StoreException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What an error of RocksDB means for a log, and what to do about it. */
final class Faults {
  private final Path directory;

  Faults(Path directory) {
    this.directory = directory;
  }

  /** A fault before anything was handed over to be written. */
  StoreException beforeCommit(RocksDBException fault) {
    return switch (code(fault)) {
      case Corruption ->
          new StoreException.Deterministic(
              directory
                  + " is damaged ("
                  + fault.getMessage()
                  + "). Run `daybook verify` to see which events are whole, and restore a backup.",
              fault);
      case IOError -> inputOutput(fault);
      case Busy, TimedOut, TryAgain, Incomplete, Aborted, MergeInProgress, Expired ->
          new StoreException.RolledBack(
              "RocksDB could not finish on "
                  + directory
                  + " ("
                  + fault.getMessage()
                  + "). Try again.",
              fault);
      case ShutdownInProgress -> new StoreException.Closed("The log is closed");
      case Ok, NotFound, NotSupported, InvalidArgument, Undefined ->
          new StoreException.Deterministic(
              "The log " + directory + " refused a call: " + fault.getMessage(), fault);
    };
  }

  /** A fault of the write itself: whatever was not refused at once may lie on the disk. */
  StoreException atCommit(RocksDBException fault) {
    return switch (code(fault)) {
      case InvalidArgument, NotSupported -> beforeCommit(fault);
      default ->
          new StoreException.OutcomeUnknown(
              "The disk failed while a group was being written to "
                  + directory
                  + " ("
                  + fault.getMessage()
                  + "). Send the append again with the same id.",
              fault);
    };
  }

  /** The database could not be opened again after a fault; the next append tries it once more. */
  StoreException away() {
    return new StoreException.RolledBack(
        directory
            + " could not be opened again after a fault of the disk. Check it and its free"
            + " space, then try again.",
        null);
  }

  /** The log can be read, but not appended to. */
  StoreException damaged(String why) {
    return new StoreException.Deterministic(
        directory
            + " is damaged ("
            + why
            + "), so nothing can be appended. What is whole can be read; run `daybook verify` and"
            + " restore a backup.",
        null);
  }

  private StoreException inputOutput(RocksDBException fault) {
    var text = String.valueOf(fault.getMessage());
    if (fault.getStatus() != null && fault.getStatus().getSubCode() == Status.SubCode.NoSpace) {
      return new StoreException.RolledBack(
          "The disk that holds " + directory + " is full. Make room; nothing was lost.", fault);
    }
    if (isMissingFile(fault)) {
      return new StoreException.Deterministic(
          directory + " is damaged: a file is missing (" + text + "). Restore a backup.", fault);
    }
    if (text.contains("Permission denied") || text.contains("Read-only file system")) {
      return new StoreException.Deterministic(
          directory
              + " cannot be written ("
              + text
              + "). Give this user write permission on it and what lies in it.",
          fault);
    }
    if (text.contains("lock ") || text.contains("LOCK")) {
      return new StoreException.Held(
          directory
              + " is open in another program ("
              + text
              + "). Close whatever else has it open, then try again.");
    }
    return new StoreException.RolledBack(
        "Reading or writing "
            + directory
            + " failed ("
            + text
            + "). Check the disk and its free space, then try again.",
        fault);
  }

  static boolean isDamage(RocksDBException fault) {
    return code(fault) == Status.Code.Corruption || isMissingFile(fault);
  }

  private static boolean isMissingFile(RocksDBException fault) {
    return code(fault) == Status.Code.IOError
        && String.valueOf(fault.getMessage()).contains("No such file");
  }

  private static Status.Code code(RocksDBException fault) {
    return fault.getStatus() == null ? Status.Code.Undefined : fault.getStatus().getCode();
  }
}
