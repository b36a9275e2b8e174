package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.notes.Notes;
import dev.daybook.runtime.notes.World;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresViewsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final PostgresServer SERVER = PostgresServer.shared(16);

  private final String database = SERVER.freshDatabase();

  /** Views of notes in the test's database, kept by one of its servers. */
  private final class Server implements AutoCloseable {
    final PostgresViews views;
    final Projections projections;
    private final EventLog log;

    Server(EventLog log, Notes notes, List<View> which, String parameters) {
      this.log = log;
      views = PostgresViews.of(SERVER.storeUrl(database) + parameters);
      projections =
          new Projections(
              log, new EventCodec(new JsonCodec(), List.of(notes)), views, CLOCK, which);
    }

    Server(EventLog log, Notes notes, String parameters) {
      this(log, notes, notes.views(), parameters);
    }

    Server(EventLog log, Notes notes) {
      this(log, notes, "");
    }

    Server started() {
      projections.start();
      return this;
    }

    /** Title to how often its row was written, once everything is folded. */
    Map<String, Long> rows() {
      assertThat(projections.await(log.head().position(), PATIENCE)).isTrue();
      return views
          .query(
              "select title, seen from titles_title",
              row -> Map.entry(row.text("title"), row.number("seen")))
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
      projections.close();
      views.close();
    }
  }

  /** Notes, renamed at random; what the view of titles must hold grows with them. */
  private static final class Program {
    private final World world = new World(log(), new Notes());
    private final Map<NoteId, Long> seen = new HashMap<>();
    private final List<NoteId> notes = new ArrayList<>();
    private final Random random = new Random(11);

    EventLog log = world.log;

    private static EventLog log() {
      return new MemoryLog(new Uuid7(CLOCK), CLOCK);
    }

    Program run(int steps) {
      for (var step = 0; step < steps; step++) {
        if (notes.isEmpty() || random.nextInt(3) == 0) {
          var note = world.note("t" + notes.size());
          notes.add(note);
          seen.put(note, 1L);
        } else {
          var which = random.nextInt(notes.size());
          var note = notes.get(which);
          var times = seen.merge(note, 1L, Long::sum);
          world.give(new Note.Command.Update(note, Patch.set("t" + which + "/" + times)));
        }
      }
      return this;
    }

    Map<String, Long> expected() {
      return IntStream.range(0, notes.size())
          .boxed()
          .collect(
              Collectors.toMap(
                  which -> "t" + which + (seen(which) == 1 ? "" : "/" + seen(which)), this::seen));
    }

    private long seen(int which) {
      return seen.getOrDefault(notes.get(which), 0L);
    }
  }

  /** A view that does something before it folds a batch. */
  private record Disturbed(View view, Runnable before) implements View {
    @Override
    public String name() {
      return view.name();
    }

    @Override
    public int version() {
      return view.version();
    }

    @Override
    public List<String> schema() {
      return view.schema();
    }

    @Override
    public List<String> tables() {
      return view.tables();
    }

    @Override
    public EventQuery events() {
      return view.events();
    }

    @Override
    public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
      var half = batch.size() / 2;
      view.apply(batch.subList(0, half), tables, json);
      before.run();
      view.apply(batch.subList(half, batch.size()), tables, json);
    }
  }

  @Test
  void a_view_goes_on_where_it_stopped_and_counts_every_event_once() {
    var program = new Program().run(50);
    try (var server = new Server(program.log, new Notes()).started()) {
      assertThat(server.rows()).isEqualTo(program.expected());
    }
    program.run(50);
    try (var server = new Server(program.log, new Notes()).started()) {
      assertThat(server.rows()).isEqualTo(program.expected());
      program.run(20);
      assertThat(server.rows()).isEqualTo(program.expected());
    }
  }

  @Test
  void a_server_that_starts_later_folds_nothing_again() {
    var program = new Program().run(200);
    var notes = new Notes();
    try (var first = new Server(program.log, notes).started()) {
      assertThat(first.rows()).isEqualTo(program.expected());
    }
    var folds = new AtomicInteger();
    List<View> counted = List.of(new Disturbed(notes.views().getFirst(), folds::incrementAndGet));
    for (var start = 0; start < 3; start++) {
      try (var later = new Server(program.log, notes, counted, "").started()) {
        assertThat(later.rows()).isEqualTo(program.expected());
      }
    }
    assertThat(folds).hasValue(0);
  }

  @Test
  void a_checkpoint_that_another_log_wrote_leads_to_a_rebuild() {
    try (var server = new Server(new Program().run(60).log, new Notes()).started()) {
      assertThat(server.rows()).isNotEmpty();
    }
    var other = new Program().run(30);
    try (var server = new Server(other.log, new Notes()).started()) {
      assertThat(server.rows()).isEqualTo(other.expected());
    }
  }

  @Test
  void tables_that_somebody_dropped_are_folded_again() {
    var program = new Program().run(40);
    new Server(program.log, new Notes()).started().close();
    SERVER.execute(database, "drop schema if exists daybook_views_titles_1 cascade");

    try (var server = new Server(program.log, new Notes()).started()) {
      assertThat(server.rows()).isEqualTo(program.expected());
    }
  }

  @Test
  void servers_that_start_at_once_on_an_empty_database_do_not_fight() throws Exception {
    var program = new Program().run(900);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Map<String, Long>> one =
          () -> {
            try (var server = new Server(program.log, new Notes()).started()) {
              return server.rows();
            }
          };
      for (Future<Map<String, Long>> rows : threads.invokeAll(List.of(one, one, one, one))) {
        assertThat(rows.get()).isEqualTo(program.expected());
      }
    }
  }

  @Test
  void two_servers_fold_every_event_once_and_each_sees_what_the_other_folded() {
    var program = new Program();
    try (var first = new Server(program.log, new Notes()).started();
        var second = new Server(program.log, new Notes()).started()) {
      for (var round = 0; round < 30; round++) {
        program.run(20);
        var server = round % 2 == 0 ? first : second;
        assertThat(server.rows()).isEqualTo(program.expected());
      }
      assertThat(first.rows()).isEqualTo(second.rows());
    }
  }

  @Test
  void a_server_cut_off_in_the_middle_of_a_batch_leaves_no_double_and_no_gap() {
    var program = new Program().run(500);
    var cuts = new AtomicInteger(4);
    var notes = new Notes();
    Runnable cut =
        () -> {
          if (cuts.getAndDecrement() > 0) {
            SERVER.execute(
                database,
                "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                    + " current_database() and application_name = 'daybook-views' and state ="
                    + " 'idle in transaction'");
          }
        };
    List<View> cutting = List.of(new Disturbed(notes.views().getFirst(), cut));
    try (var first = new Server(program.log, notes, cutting, "").started();
        var second = new Server(program.log, new Notes(), cutting, "").started()) {
      program.run(300);
      assertThat(first.rows()).isEqualTo(program.expected());
      assertThat(second.rows()).isEqualTo(program.expected());
      program.run(10);
      assertThat(second.rows()).isEqualTo(program.expected());
      assertThat(cuts).hasNegativeValue();
    }
  }

  @Test
  void a_rebuild_by_one_server_is_followed_by_the_other() {
    var program = new Program().run(200);
    try (var first = new Server(program.log, new Notes()).started();
        var second = new Server(program.log, new Notes()).started()) {
      assertThat(second.rows()).isEqualTo(program.expected());
      for (var round = 0; round < 3; round++) {
        assertThat(first.projections.rebuild("titles")).isTrue();
        program.run(5);
        Eventually.passes(() -> assertThat(second.rows()).isEqualTo(program.expected()));
        Eventually.passes(() -> assertThat(first.rows()).isEqualTo(program.expected()));
      }
    }
  }

  @Test
  void a_newer_program_builds_its_views_beside_those_of_the_one_it_replaces() {
    var program = new Program().run(40);
    new Server(program.log, new Notes(1, false)).started().close();
    try (var old = new Server(program.log, new Notes(2, false)).started();
        var fresh = new Server(program.log, new Notes(3, false)).started()) {
      program.run(40);

      assertThat(fresh.rows()).isEqualTo(program.expected());
      assertThat(old.rows()).isEqualTo(program.expected());
      assertThat(
              fresh.views.query(
                  "select view from view_checkpoint order by view", row -> row.text("view")))
          .containsExactly("daybook_views_titles_2", "daybook_views_titles_3");
    }
  }

  @Test
  void text_is_ordered_by_its_bytes_whatever_the_database_was_made_with() {
    SERVER.execute(
        "postgres",
        "drop database " + database,
        "create database "
            + database
            + " template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale"
            + " 'en-US'");
    var program = new Program();
    List.of("b", "B", "é", "a", "_", "Z").forEach(program.world::note);
    try (var server = new Server(program.log, new Notes()).started()) {
      server.rows();
      assertThat(
              server.views.query(
                  "select title from titles_title order by title", row -> row.text("title")))
          .containsExactly("B", "Z", "_", "a", "b", "é");
    }
  }

  @Test
  void a_failing_view_stops_alone_and_says_why() {
    var notes = new Notes(1, true);
    try (var world = new World(Program.log(), notes, PostgresViews.of(SERVER.storeUrl(database)))) {
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
    }
  }

  @Test
  void while_the_database_is_away_the_log_goes_on_and_the_views_follow_when_it_is_back() {
    try (var away = PostgresServer.start(16)) {
      var url = away.storeUrl("postgres");
      away.kill();
      try (var world = new World(Program.log(), new Notes(), PostgresViews.of(url))) {
        world.note("unseen");
        assertThat(world.engine.projections().await(new Position(1), Duration.ofMillis(100)))
            .isFalse();
        assertThat(world.engine.projections().status().getFirst().state())
            .isEqualTo(ViewStatus.State.RETRYING);
        assertThat(world.engine.projections().status().getFirst().fault()).isNotBlank();
        away.restart();
        assertThat(world.titles()).hasSize(1);

        away.kill();
        world.note("unseen too");
        Eventually.seen(
            "the views wait",
            () -> world.engine.projections().status().getFirst().state(),
            ViewStatus.State.RETRYING::equals);
        away.restart();
        assertThat(world.titles()).hasSize(2);
        Eventually.seen(
            "the views are live",
            () -> world.engine.projections().status().getFirst().state(),
            ViewStatus.State.LIVE::equals);
        assertThat(world.engine.projections().status().getFirst().fault()).isNull();
      }
    }
  }

  @Test
  void the_url_of_the_log_decides_where_its_views_live(@TempDir Path folder) {
    var file = folder.resolve("views.sqlite");
    try (var beside = ViewDatabase.of(SERVER.storeUrl(database), file);
        var inMemory = ViewDatabase.of("memory:", file)) {
      assertThat(beside).isInstanceOf(PostgresViews.class);
      assertThat(inMemory).isInstanceOf(SqliteViews.class);
      assertThat(file).doesNotExist();
    }
    ViewDatabase.of("rocksdb:" + folder, file).close();
    assertThat(file).exists();
  }

  @Test
  void two_logs_in_one_database_have_views_of_their_own() {
    var one = new Program().run(20);
    var other = new Program().run(30);
    try (var first = new Server(one.log, new Notes()).started();
        var second = new Server(other.log, new Notes(), "?schema=other&readers=2").started()) {
      assertThat(first.rows()).isEqualTo(one.expected());
      assertThat(second.rows()).isEqualTo(other.expected());
    }
  }
}
