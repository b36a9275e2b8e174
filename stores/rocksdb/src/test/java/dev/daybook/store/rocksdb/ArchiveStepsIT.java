package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.testkit.files.ArchiveStepsContract;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** A log as a power cut leaves it in the midst of an archive. */
final class ArchiveStepsIT extends ArchiveStepsContract {
  @Override
  protected String url(Path place) {
    return "rocksdb:" + place;
  }

  @Override
  protected void note(Path place, Archive archive) throws RocksDBException {
    Logs.tamper(
        place,
        database ->
            new Batch(database)
                .put(Family.META, ArchiveRows.key(archive), ArchiveRows.bytes(archive)));
  }

  @Override
  protected void takePayload(Path place, RecordedEvent event) throws RocksDBException {
    Logs.replace(
        place,
        event.position().value(),
        stored ->
            new Chunk.Stored(
                stored.position(), stored.hash(), EventBytes.headerOf(stored.bytes())));
  }
}
