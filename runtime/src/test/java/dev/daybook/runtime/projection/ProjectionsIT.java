package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Notes;
import dev.daybook.runtime.notes.World;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Eventually;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir private Path folder;

  private static EventLog log() {
    return new MemoryLog(new Uuid7(CLOCK), CLOCK);
  }

  private Path file() {
    return folder.resolve("views.sqlite");
  }

  /** What the view holds after it has folded everything: title to how often its row was written. */
  private Map<String, Long> foldedBy(EventLog log, Notes notes) {
    try (var views = SqliteViews.file(file());
        var projections =
            new Projections(
                log,
                new EventCodec(new JsonCodec(), List.of(notes)),
                views,
                CLOCK,
                notes.views())) {
      projections.start();
      assertThat(projections.await(log.head().position(), PATIENCE)).isTrue();
      return views
          .query(
              "select title, seen from titles_title",
              row -> Map.entry(row.text("title"), row.number("seen")))
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  @Test
  void a_view_follows_the_log_and_await_reads_your_own_writes() {
    try (var world = new World()) {
      var note = world.note("a");
      world.give(new Note.Command.Update(note, Patch.set("b")));

      assertThat(world.titles()).containsExactly(new Notes.Title(note, "b", 2));
    }
  }

  @Test
  void a_view_goes_on_where_it_stopped_and_counts_every_event_once() {
    var log = log();
    try (var world = new World(log, new Notes())) {
      world.note("a");
      foldedBy(log, new Notes());
      world.note("b");

      assertThat(foldedBy(log, new Notes())).isEqualTo(Map.of("a", 1L, "b", 1L));
    }
  }

  @Test
  void a_view_of_another_version_is_rebuilt() {
    var log = log();
    try (var world = new World(log, new Notes())) {
      var note = world.note("a");
      foldedBy(log, new Notes());
      world.give(new Note.Command.Update(note, Patch.set("b")));

      assertThat(foldedBy(log, new Notes(2, false))).isEqualTo(Map.of("b", 2L));
    }
  }

  @Test
  void a_checkpoint_that_another_log_wrote_leads_to_a_rebuild() {
    try (var world = new World()) {
      world.note("of the first log");
      foldedBy(world.log, new Notes());
    }
    try (var world = new World()) {
      world.note("of the second log");

      assertThat(foldedBy(world.log, new Notes())).isEqualTo(Map.of("of the second log", 1L));
    }
  }

  @Test
  void a_failing_view_stops_alone_and_says_why() {
    try (var world = new World(log(), new Notes(1, true))) {
      world.note("fine");
      world.note("poison");
      world.note("fine too");

      assertThat(world.titles())
          .extracting(Notes.Title::title)
          .containsExactlyInAnyOrder("fine", "poison", "fine too");
      var statuses =
          Eventually.seen(
              "one view stopped",
              () -> world.engine.projections().status(),
              all -> all.getFirst().state() == ViewStatus.State.STOPPED);
      assertThat(statuses.getFirst().fault()).contains("cannot digest poison");
      assertThat(statuses.getLast().state()).isNotEqualTo(ViewStatus.State.STOPPED);
    }
  }

  @Test
  void a_rebuild_while_running_ends_with_the_same_rows() {
    try (var world = new World()) {
      var note = world.note("a");
      world.give(new Note.Command.Update(note, Patch.set("b")));
      var before = world.titles();

      assertThat(world.engine.projections().rebuild("titles")).isTrue();
      assertThat(world.engine.projections().rebuild("no such view")).isFalse();

      Eventually.passes(() -> assertThat(world.titles()).isEqualTo(before));
    }
  }

  @Test
  void a_stop_in_the_middle_of_a_long_catch_up_counts_no_event_twice() {
    var log = new WholePages(log());
    var codec = new EventCodec(new JsonCodec(), List.of(new Notes()));
    var note = manyRenames(log, codec, 70_000);
    for (var stops = 0; stops < 3; stops++) {
      try (var views = SqliteViews.file(file());
          var projections = new Projections(log, codec, views, CLOCK, new Notes().views())) {
        var before = stops * 20_000L;
        projections.start();
        assertThat(projections.await(new Position(before + 1), PATIENCE)).isTrue();
      }
    }

    assertThat(foldedBy(log, new Notes())).isEqualTo(Map.of(note, 70_000L));
  }

  @Test
  void an_event_that_cannot_be_read_stops_the_views_after_what_lies_before_and_is_named() {
    var log = new WholePages(log());
    var codec = new EventCodec(new JsonCodec(), List.of(new Notes()));
    manyRenames(log, codec, 45_000);
    var events = new Events(new Uuid7(CLOCK));
    log.append(
        events.append(
            events.event(
                new StreamId("note", "broken"),
                new EventType("note.renamed", 1),
                Set.of(),
                JsonBytes.of("{\"note\":5}"),
                JsonBytes.EMPTY)));
    try (var views = SqliteViews.file(file());
        var projections = new Projections(log, codec, views, CLOCK, new Notes().views())) {
      projections.start();
      var status =
          Eventually.seen(
              "the view stopped",
              () -> projections.status().getFirst(),
              it -> it.state() == ViewStatus.State.STOPPED);
      assertThat(status.fault()).contains("the event at position 45001");
      assertThat(status.position().value()).isPositive().isLessThan(45_001);
    }
  }

  /** One note, renamed again and again; its title in the end. */
  private static String manyRenames(EventLog log, EventCodec codec, int events) {
    var ids = new Uuid7(CLOCK);
    var note = new Note.NoteId(ids.next());
    var some = new Events(ids);
    var title = "";
    for (var from = 0; from < events; from += 500) {
      var batch = new ArrayList<NewEvent>();
      for (var number = from; number < from + 500; number++) {
        title = "title " + number;
        var event =
            number == 0
                ? new Note.Event.Created(note, title, "N-1")
                : new Note.Event.Renamed(note, title);
        batch.add(
            some.event(
                World.stream(note),
                codec.typeOf(event),
                Set.of(),
                codec.encode(event),
                JsonBytes.EMPTY));
      }
      log.append(some.append(batch.toArray(NewEvent[]::new)));
    }
    return title;
  }

  @Test
  void a_position_that_does_not_come_is_not_waited_for_for_ever() {
    try (var world = new World()) {
      assertThat(world.engine.projections().await(new Position(5), Duration.ofMillis(20)))
          .isFalse();
    }
  }
}
