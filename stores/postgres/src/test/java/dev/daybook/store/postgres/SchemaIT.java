package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static dev.daybook.store.postgres.Node.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Together;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables: how they come to be, how they are brought forward, and what they refuse. */
final class SchemaIT {
  @TempDir Path folder;

  static IntStream versionsBefore() {
    return IntStream.range(1, Schema.MIGRATIONS.size());
  }

  @ParameterizedTest
  @MethodSource("versionsBefore")
  void a_log_of_the_version_before_is_brought_forward_with_its_events(int version)
      throws SQLException {
    var place = Place.fresh(18);
    var head = written(place, version, 3);
    try (var node = Node.at(place.url())) {
      assertThat(place.ask("select max(number) from migration"))
          .isEqualTo(String.valueOf(Schema.MIGRATIONS.size()));
      assertThat(node.log().head()).isEqualTo(head);
      node.write(EVENTS.append(EVENTS.event(TASK, Tag.of("a", "b"))));
      node.assertWhole(4);
      assertThat(node.log().statistics().total()).isEqualTo(4);
      assertThat(
              node.log()
                  .read(
                      EventQuery.all().types("thing.happened"),
                      Position.START,
                      Direction.FORWARD,
                      10)
                  .events())
          .hasSize(4);
    }
  }

  /** A log as a program wrote it that knew migrations up to a version. */
  private static LogHead written(Place place, int version, int events) throws SQLException {
    try (var database = new Database(PostgresUrl.parse(place.url()));
        var connection = database.connect()) {
      new Schema(database, Schema.MIGRATIONS.subList(0, version)).prepare(connection, Node.IDS);
      var session = new Session(connection, database.sql());
      var writer = new Writer(database, UUID.randomUUID(), connection);
      for (var i = 0; i < events; i++) {
        var head = head(session);
        assertThat(writer.commit(Groups.one(head, Events.stream("old-" + i)), head)).isTrue();
      }
      return head(session);
    }
  }

  private static LogHead head(Session session) throws SQLException {
    return session.first(HeadRow::of, session.sql().text("head")).orElseThrow().head();
  }

  @Test
  void programs_that_come_at_the_same_moment_make_one_log() {
    var place = Place.fresh(18);
    var ids =
        Together.run(
            4,
            _ -> {
              try (var node = Node.at(place.url())) {
                node.write(TASK);
                return node.log().head().log();
              }
            });
    assertThat(ids).allMatch(ids.getFirst()::equals);
    try (var node = Node.at(place.url())) {
      node.assertWhole(4);
    }
  }

  @Test
  void a_newer_log_is_refused_and_both_versions_are_named() {
    var place = Place.fresh(18);
    Node.at(place.url()).close();
    place.execute("insert into migration (number) values (99)");
    assertThatExceptionOfType(StoreException.Deterministic.class)
        .isThrownBy(() -> Node.at(place.url()))
        .withMessageContaining("version 99")
        .withMessageContaining("up to " + Schema.MIGRATIONS.size())
        .withMessageContaining("newer Daybook");
  }

  @Test
  void a_schema_of_somebody_else_is_refused_and_left_as_it_is() {
    var place = Place.fresh(18);
    place.execute(
        "create schema " + place.schema(), "create table " + place.schema() + ".event (mine text)");
    assertThatExceptionOfType(StoreException.Deterministic.class)
        .isThrownBy(() -> Node.at(place.url()))
        .withMessageContaining("not those of a log");
    assertThat(
            place.ask(
                "select count(*) from pg_class where relkind = 'r' and relnamespace = '"
                    + place.schema()
                    + "'::regnamespace"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set type = 'x.y' where position = 1",
        "update event set bytes = substring(bytes for 10) where position = 1",
        "update event set hash = '\\x00'",
        "delete from event where position = 2",
        "delete from event",
        "truncate event",
        "truncate event cascade",
        "update tag set tag = 'a:c'",
        "delete from tag",
        "truncate tag",
        "delete from head",
        "truncate head",
        "delete from archive",
        "truncate archive"
      })
  void what_is_written_stays(String statement) {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      node.write(EVENTS.append(EVENTS.event(TASK, Tag.of("a", "b")), EVENTS.event(TASK)));
      assertThatThrownBy(() -> place.execute(statement))
          .hasRootCauseInstanceOf(SQLException.class)
          .hasStackTraceContaining("the log refuses to");
      node.assertWhole(2);
    }
  }

  @Test
  void an_append_that_can_no_longer_be_looked_up_is_named() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      node.write(EVENTS.append(EVENTS.event(TASK)));
      node.write(EVENTS.append(EVENTS.several(2, TASK)));
      node.write(EVENTS.append(EVENTS.several(3, TASK)));
      place.execute(
          "alter table event disable trigger user",
          "update event set append = null where position = 2",
          "update event set events = 2 where position = 4");
      assertThat(Verifier.of(node.log()).verify().findings())
          .extracting(finding -> finding.position().value() + " " + finding.problem())
          .containsExactly("2 INDEX_DISAGREES", "3 INDEX_DISAGREES", "6 INDEX_DISAGREES");
    }
  }

  @Test
  void an_archive_lets_nothing_through_but_shorter_bytes_of_its_own_range() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      node.write(EVENTS.append(EVENTS.several(6, TASK)));
      node.log()
          .archives()
          .orElseThrow()
          .archive(new Position(2), new Position(4), folder.resolve("archive"));
      place.execute("update archive set done = false");
      for (var statement :
          List.of(
              "update event set bytes = bytes || '\\x00' where position = 3",
              "update event set bytes = '\\x00' where position = 3",
              "update event set version = 9 where position = 3",
              "update event set bytes = substring(bytes for 10) where position = 5",
              "delete from event where position = 3")) {
        assertThatThrownBy(() -> place.execute(statement))
            .hasStackTraceContaining("the log refuses to");
      }
      node.assertWhole(6);
    }
  }

  @Test
  void an_append_waits_for_the_disk_although_the_database_is_told_not_to() {
    var place = Place.fresh(18);
    var hasty = "&options=-c%20synchronous_commit=off";
    try (var node = Node.at(place.url() + hasty)) {
      place.execute(
          "create table naive (line text)",
          "create table seen (at_commit text)",
          "create function note() returns trigger language plpgsql as $$ begin insert into "
              + place.schema()
              + ".seen values (current_setting('synchronous_commit')); return null; end $$",
          "create constraint trigger note after insert on naive deferrable initially deferred for"
              + " each row execute function note()",
          "create constraint trigger note after insert on event deferrable initially deferred for"
              + " each row execute function note()");
      place.execute("set synchronous_commit = off", "insert into naive values ('x')");
      assertThat(place.ask("select at_commit from seen")).as("the naive insert").isEqualTo("off");
      place.execute("delete from seen");
      node.write(TASK);
      node.write(EVENTS.append(EVENTS.several(2, TASK)));
      assertThat(place.ask("select string_agg(at_commit, ' ') from seen")).isEqualTo("on on on");
    }
  }
}
