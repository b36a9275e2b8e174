package dev.daybook.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A log on its way through an archive: the same log, whatever its events hold. */
class ArchiveTest {
  private final JsonMapper json = new JsonMapper();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_log_comes_out_of_an_archive_as_it_went_in(long seed) {
    try (var log = Logs.odd(seed, 300);
        var other = Logs.empty(99)) {
      Logs.into(other, Logs.exported(log, 0));
      assertThat(Logs.all(other)).as("seed " + seed).isEqualTo(Logs.all(log));
      assertThat(other.head().log()).isEqualTo(log.head().log());
      assertThat(other.head().hash()).isEqualTo(log.head().hash());
      assertThat(Verifier.of(other).verify().findings()).isEmpty();
      assertThat(Logs.exported(other, 0)).isEqualTo(Logs.exported(log, 0));
    }
  }

  @Test
  void every_line_is_a_cloud_event() {
    try (var log = Logs.odd(11, 50)) {
      var lines = Logs.lines(Logs.exported(log, 0));
      assertThat(lines).hasSize((int) log.head().position().value() + 2);
      for (var line : lines) {
        var event = json.readTree(line);
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isNotEmpty();
        assertThat(event.path("source").asString()).isEqualTo("/daybook/" + log.head().log());
        assertThat(event.path("type").asString()).matches("dev\\.daybook\\..+\\.v[0-9]+");
        assertThat(event.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.has("data") ^ event.has("data_base64")).isTrue();
      }
      assertThat(lines.getFirst()).contains("dev.daybook.archive.header.v1");
      assertThat(lines.getLast()).contains("dev.daybook.archive.head.v1");
    }
  }

  @Test
  void an_archive_may_be_packed() throws IOException {
    try (var log = Logs.odd(12, 200);
        var other = Logs.empty(99)) {
      Logs.into(other, packed(Logs.exported(log, 0)));
      assertThat(Logs.all(other)).isEqualTo(Logs.all(log));
    }
  }

  @Test
  void an_empty_log_gives_an_archive_too() {
    try (var log = Logs.empty(13);
        var other = Logs.empty(99)) {
      Logs.into(other, Logs.exported(log, 0));
      assertThat(other.head().log()).isEqualTo(log.head().log());
      assertThat(other.head().position()).isEqualTo(Position.START);
    }
  }

  @Test
  void archives_that_follow_one_another_are_one() throws IOException {
    try (var log = Logs.odd(14, 100);
        var other = Logs.empty(99)) {
      var first = Logs.exported(log, 0);
      var end = log.head().position().value();
      Logs.all(Logs.odd(15, 30)).forEach(event -> again(log, event));
      var both = new ByteArrayOutputStream();
      both.writeBytes(packed(first));
      both.writeBytes(packed(Logs.exported(log, end)));
      Logs.into(other, both.toByteArray());
      assertThat(Logs.all(other)).isEqualTo(Logs.all(log));
    }
  }

  private static void again(
      dev.daybook.kernel.memory.MemoryLog log, dev.daybook.kernel.log.RecordedEvent event) {
    log.append(
        new dev.daybook.kernel.log.Append(
            new dev.daybook.kernel.log.AppendId(event.id().value()),
            List.of(
                new dev.daybook.kernel.log.NewEvent(
                    event.stream(),
                    event.id(),
                    event.type(),
                    event.tags(),
                    event.data(),
                    event.metadata())),
            List.of(),
            event.provenance()));
  }

  @Test
  void an_archive_that_begins_later_than_the_store_ends_is_refused() {
    try (var log = Logs.odd(16, 100);
        var other = Logs.empty(99)) {
      var end = log.lookup(Logs.all(log).get(50).appendId()).orElseThrow().last().value();
      assertThatThrownBy(() -> Logs.into(other, Logs.exported(log, end)))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("begins at " + (end + 1))
          .hasMessageContaining("Bring what lies between first");
    }
  }

  @Test
  void an_archive_never_begins_within_an_append() {
    try (var log = Logs.odd(17, 100)) {
      var events = Logs.all(log);
      for (var i = 0; i < events.size() - 1; i++) {
        var after = events.get(i).position().value();
        if (events.get(i).appendId().equals(events.get(i + 1).appendId())) {
          assertThatThrownBy(() -> Logs.exported(log, after))
              .hasMessageContaining("lies within an append")
              .hasMessageContaining("ends, such as");
        }
      }
      assertThatThrownBy(() -> Logs.exported(log, events.size() + 1))
          .hasMessageContaining("The log ends at position " + events.size());
    }
  }

  @Test
  void an_import_that_was_cut_off_goes_on_when_it_is_repeated() {
    try (var log = Logs.odd(18, 400);
        var other = Logs.empty(99)) {
      var archive = Logs.exported(log, 0);
      for (var part : new double[] {0.2, 0.5, 0.51, 0.999}) {
        var cut = java.util.Arrays.copyOf(archive, (int) (archive.length * part));
        assertThatThrownBy(() -> Logs.into(other, cut))
            .isInstanceOf(BadArchiveException.class)
            .hasMessageContaining("repeat the import");
        assertThat(Logs.all(other))
            .isEqualTo(Logs.all(log).subList(0, (int) other.head().position().value()));
        assertThatThrownBy(() -> again(other, Logs.all(log).getFirst()))
            .isInstanceOf(StoreException.class);
      }
      assertThat(other.head().position().value()).isPositive();
      Logs.into(other, archive);
      assertThat(Logs.all(other)).isEqualTo(Logs.all(log));
    }
  }

  @Test
  void a_log_of_several_groups_comes_in_also_when_it_is_cut_between_them() {
    try (var log = Logs.odd(26, 9_000);
        var other = Logs.empty(99)) {
      assertThat(log.head().position().value()).isGreaterThan(20_000);
      var archive = Logs.exported(log, 0);
      var half = java.util.Arrays.copyOf(archive, archive.length / 2);
      assertThatThrownBy(() -> Logs.into(other, half)).isInstanceOf(BadArchiveException.class);
      Logs.into(other, archive);
      assertThat(other.head().hash()).isEqualTo(log.head().hash());
    }
  }

  @Test
  void a_log_that_holds_events_takes_no_archive() {
    try (var log = Logs.odd(19, 50);
        var other = Logs.odd(20, 1)) {
      var before = Logs.all(other);
      assertThatThrownBy(() -> Logs.into(other, Logs.exported(log, 0)))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("empty");
      assertThat(Logs.all(other)).isEqualTo(before);
      again(other, Logs.all(log).getFirst());
    }
  }

  @Test
  void an_import_goes_on_only_with_the_log_it_began_with() {
    try (var log = Logs.odd(21, 400);
        var foreign = Logs.odd(22, 400);
        var other = Logs.empty(99)) {
      var archive = Logs.exported(log, 0);
      var half = java.util.Arrays.copyOf(archive, archive.length / 2);
      assertThatThrownBy(() -> Logs.into(other, half)).isInstanceOf(BadArchiveException.class);
      assertThatThrownBy(() -> Logs.into(other, Logs.exported(foreign, 0)))
          .isInstanceOf(StoreException.Deterministic.class);
      Logs.into(other, archive);
      assertThat(Logs.all(other)).isEqualTo(Logs.all(log));
    }
  }

  @Test
  void an_archive_of_changed_events_says_so_and_cannot_be_restored() throws IOException {
    try (var log = Logs.odd(23, 20);
        var other = Logs.empty(99)) {
      var out = new ByteArrayOutputStream();
      LogExport.of(log, Logs.NOW)
          .changedBy(event -> event)
          .write(out, Position.START, Progress.NONE);
      assertThatThrownBy(() -> Logs.into(other, out.toByteArray()))
          .isInstanceOf(BadArchiveException.class)
          .hasMessageContaining("Export without --upcast");
      assertThat(other.head().position()).isEqualTo(Position.START);
    }
  }

  @Test
  void progress_says_how_far_it_is_and_how_far_it_goes() throws IOException {
    try (var log = Logs.odd(24, 500);
        var other = Logs.empty(99)) {
      var end = log.head().position().value();
      var out = new ByteArrayOutputStream();
      var seen = new ArrayList<Long>();
      LogExport.of(log, Logs.NOW)
          .write(out, Position.START, (position, of) -> seen.add(position * 1_000_000 + of));
      assertThat(seen).isSorted().endsWith(end * 1_000_000 + end);
      seen.clear();
      new LogImport(
              other.restoring().orElseThrow(),
              (position, of) -> seen.add(position * 1_000_000 + of))
          .archive(new ByteArrayInputStream(out.toByteArray()));
      assertThat(seen).isSorted().endsWith(end * 1_000_000 + end);
    }
  }

  @Test
  void a_reader_that_fails_keeps_what_came_before() {
    try (var log = Logs.odd(25, 400);
        var other = Logs.empty(99)) {
      var archive = Logs.exported(log, 0);
      var breaking =
          new InputStream() {
            private final InputStream in = new ByteArrayInputStream(archive, 0, archive.length / 2);

            @Override
            public int read() throws IOException {
              var one = in.read();
              if (one < 0) {
                throw new IOException("the wire is cut");
              }
              return one;
            }
          };
      assertThatThrownBy(
              () -> new LogImport(other.restoring().orElseThrow(), Progress.NONE).archive(breaking))
          .isInstanceOf(IOException.class)
          .hasMessage("the wire is cut");
      Logs.into(other, archive);
      assertThat(Logs.all(other)).isEqualTo(Logs.all(log));
    }
  }

  private static byte[] packed(byte[] archive) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(archive);
    }
    return out.toByteArray();
  }
}
