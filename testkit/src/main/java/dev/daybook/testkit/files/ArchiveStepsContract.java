package dev.daybook.testkit.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.verify.Verifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A log in files as a power cut leaves it in the midst of an archive. A store is put into these
 * states behind its back, so each has a few lines of its own.
 */
public abstract class ArchiveStepsContract extends LogInFiles {
  private static final int WRITTEN = 700;
  private static final Position FIRST = new Position(1);
  private static final Position LAST = new Position(600);

  private Path place;
  private Path archive;
  private List<RecordedEvent> written;

  /** Notes an archive in a closed log. */
  protected abstract void note(Path place, Archive archive) throws Exception;

  /** Takes the payload of an event out of a closed log. */
  protected abstract void takePayload(Path place, RecordedEvent event) throws Exception;

  @BeforeEach
  void a_log_whose_archive_is_written_and_noted_and_nothing_more() throws Exception {
    place = directory.resolve("log.data");
    archive = directory.resolve("old.archive");
    var copy = directory.resolve("copy.data");
    try (var log = written(place, WRITTEN)) {
      written = all(log);
      log.backups().orElseThrow().backup(copy);
    }
    try (var log = open(copy)) {
      var done = log.archives().orElseThrow().archive(FIRST, LAST, archive);
      note(place, new Archive(done.first(), done.last(), done.file(), done.digest(), false));
    }
  }

  @Test
  void nothing_is_lost_before_the_first_payload_has_gone() {
    assertReadableAndFinished();
  }

  @Test
  void nothing_is_lost_in_the_midst() throws Exception {
    for (var at = 0; at < LAST.value(); at += 20) {
      takePayload(place, written.get(at));
    }
    assertReadableAndFinished();
  }

  private void assertReadableAndFinished() {
    try (var log = open(place)) {
      assertThat(all(log)).isEqualTo(written);
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
      var archives = log.archives().orElseThrow();
      assertThat(archives.all()).singleElement().matches(noted -> !noted.done());
      assertThat(archives.archive(FIRST, LAST, archive).done()).isTrue();
      assertThat(archives.all()).singleElement().matches(noted -> noted.done());
      assertThat(all(log)).isEqualTo(written);
    }
  }
}
