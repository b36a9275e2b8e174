package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.verify.Verifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A log as a power cut leaves it in the midst of an archive. */
final class ArchiveStepsIT {
  @TempDir Path directory;
  private Path file;
  private Path archive;
  private List<RecordedEvent> written;

  @BeforeEach
  void a_log_whose_archive_is_written_and_noted_and_nothing_more() throws Exception {
    file = directory.resolve("log.rocksdb");
    archive = directory.resolve("old.archive");
    Logs.write(file, 700);
    var copy = Logs.copy(file, directory.resolve("copy"));
    Archive noted;
    try (var log = Logs.open(copy)) {
      written = all(log);
      noted = log.archives().orElseThrow().archive(new Position(1), new Position(600), archive);
    }
    var begun = new Archive(noted.first(), noted.last(), noted.file(), noted.digest(), false);
    Logs.tamper(
        file,
        database ->
            new Batch(database).put(Family.META, ArchiveRows.key(begun), ArchiveRows.bytes(begun)));
  }

  @Test
  void nothing_is_lost_before_the_first_payload_has_gone() {
    assertReadableAndFinished();
  }

  @Test
  void nothing_is_lost_in_the_midst() throws RocksDBException {
    for (var position = 1; position <= 600; position += 40) {
      Logs.replace(
          file,
          position,
          event ->
              new Chunk.Stored(event.position(), event.hash(), EventBytes.headerOf(event.bytes())));
    }
    assertReadableAndFinished();
  }

  private void assertReadableAndFinished() {
    try (var log = Logs.open(file)) {
      assertThat(all(log)).isEqualTo(written);
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
      var archives = log.archives().orElseThrow();
      assertThat(archives.all()).singleElement().matches(noted -> !noted.done());
      assertThat(archives.archive(new Position(1), new Position(600), archive).done()).isTrue();
      assertThat(archives.all()).singleElement().matches(noted -> noted.done());
      assertThat(all(log)).isEqualTo(written);
    }
  }

  private static List<RecordedEvent> all(EventLog log) {
    return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }
}
