package dev.daybook.store.rocksdb;

import dev.daybook.kernel.files.Flushed;
import dev.daybook.kernel.log.BackupSource;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Checkpoint;

/**
 * Copies a running log by a checkpoint: what was written out already is linked on the same disk and
 * copied onto another, the rest is written out first. RocksDB gives the copy its name when it is
 * whole.
 */
final class Copies implements BackupSource {
  private final Gate gate;

  Copies(Gate gate) {
    this.gate = gate;
  }

  @Override
  public LogHead backup(Path target) {
    var place = target.toAbsolutePath().normalize();
    var folder = place.getParent();
    if (Files.exists(place)) {
      throw refused(place + " exists already. Name a folder that does not.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw refused("The folder that " + place + " is to lie in does not exist. Make it first.");
    }
    if (!Files.isWritable(folder)) {
      throw refused(folder + " cannot be written to. Name a folder that this user may write to.");
    }
    gate.read(database -> {
      if (!database.isWritable()) {
        throw refused(
            "The log is open for reading only, so it cannot be copied while it runs. Copy its"
                + " folder once it is closed.");
      }
      try (var checkpoint = Checkpoint.create(database.db())) {
        checkpoint.createCheckpoint(place.toString());
      }
      return true;
    });
    flush(place);
    try (var copy =
        RocksdbBackup.open(place).orElseThrow(() -> refused(place + " was not written."))) {
      return copy.head();
    }
  }

  private static void flush(Path copy) {
    try {
      Flushed.folder(copy);
    } catch (IOException failed) {
      throw new StoreException.Deterministic(
          copy + " cannot be flushed to disk (" + failed.getMessage() + ").", failed);
    }
  }

  private static StoreException.Deterministic refused(String message) {
    return new StoreException.Deterministic(message, null);
  }
}
