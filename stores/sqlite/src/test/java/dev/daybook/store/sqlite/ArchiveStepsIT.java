package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.testkit.files.ArchiveStepsContract;
import java.nio.file.Path;
import java.sql.SQLException;

/** A file as a power cut leaves it in the midst of an archive. */
final class ArchiveStepsIT extends ArchiveStepsContract {
  @Override
  protected String url(Path place) {
    return "sqlite:" + place;
  }

  @Override
  protected void note(Path place, Archive archive) throws SQLException {
    Logs.tamper(
        place,
        "insert into archive values (%s, %s, '%s', x'%s', 0)"
            .formatted(archive.first(), archive.last(), archive.file(), archive.digest()));
  }

  @Override
  protected void takePayload(Path place, RecordedEvent event) throws SQLException {
    var header = EventBytes.headerLength(EventBytes.encode(event));
    Logs.tamper(
        place,
        "update event set bytes = substr(bytes, 1, %d) where position = %s"
            .formatted(header, event.position()));
  }
}
