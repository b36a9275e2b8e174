package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static dev.daybook.store.postgres.Node.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The known ways to lose or hold up events on PostgreSQL. Each is shown twice: how the naive way
 * falls into it, and that this store does not.
 */
final class PitfallsIT {
  private static final EventQuery ALL = EventQuery.all();

  private final Place place = Place.fresh(18);
  private Node node;

  @BeforeEach
  void open() {
    node = Node.at(place.url());
    node.write(Events.stream("first-1"));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void pitfall_1_the_naive_check_after_a_lock_wait_sees_the_state_from_before_it()
      throws Exception {
    place.execute(
        "create table naive_head (position bigint)",
        "insert into naive_head values (0)",
        "create table naive_event (position bigint, stream text)");
    var createOnce =
        "with h as (update naive_head set position = position + 1 returning position) insert into"
            + " naive_event select h.position, 's' from h where not exists (select from naive_event"
            + " where stream = 's')";
    try (var first = place.connect()) {
      first.setAutoCommit(false);
      first.createStatement().execute(createOnce);
      var second = inBackground(() -> place.execute(createOnce));
      awaitLocked("naive_head set");
      first.commit();
      second.get(20, TimeUnit.SECONDS);
    }
    assertThat(place.ask("select count(*) from naive_event")).as("created twice").isEqualTo("2");
  }

  @Test
  void pitfall_1_a_condition_that_waited_for_another_append_is_judged_after_it() throws Exception {
    var create = EVENTS.appendIf(Events.at(TASK, Expected.noStream()), EVENTS.event(TASK));
    try (var other = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS);
        var connection = place.connect()) {
      var head = other.head();
      connection.setAutoCommit(false);
      var writer =
          new Writer(new Database(PostgresUrl.parse(place.url())), UUID.randomUUID(), connection);
      assertThat(writer.commit(Groups.one(head, TASK), head)).isTrue();
      var waiting = inBackground(() -> node.log().append(create));
      awaitLocked("moved as");
      connection.commit();
      assertThat(waiting.get(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              AppendResult.Conflict.class,
              conflict -> assertThat(conflict.actual()).isEqualTo(new Version(1)));
    }
    node.assertWhole(2);
  }

  @Test
  void pitfall_2_a_naive_client_that_stops_between_statement_and_commit_stops_everybody()
      throws Exception {
    try (var naive = place.connect()) {
      naive.setAutoCommit(false);
      naive.createStatement().execute("update head set position = position");
      assertThat(isHeadLocked()).isTrue();
      naive.rollback();
    }
  }

  @Test
  void pitfall_2_a_node_that_stops_after_its_statement_holds_nothing() throws Exception {
    try (var stopped = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS)) {
      var head = stopped.head();
      assertThat(stopped.commit(Groups.one(head, TASK), head)).isTrue();
      assertThat(isHeadLocked()).isFalse();
      assertThat(place.ask("select count(*) from pg_stat_activity where state like 'idle in%'"))
          .isEqualTo("0");
      node.write(TASK);
    }
    node.assertWhole(3);
  }

  @Test
  void pitfall_3_a_naive_append_inside_the_callers_transaction_keeps_the_head_to_its_end()
      throws Exception {
    try (var caller = place.connect()) {
      caller.setAutoCommit(false);
      caller.createStatement().execute("update head set position = position");
      caller.createStatement().execute("create table work_of_the_caller (line text)");
      assertThat(isHeadLocked()).as("while the caller works on").isTrue();
      caller.rollback();
    }
  }

  @Test
  void pitfall_3_an_append_is_always_its_own_transaction_whatever_the_caller_has_open()
      throws Exception {
    try (var caller = place.connect()) {
      caller.setAutoCommit(false);
      caller.createStatement().execute("create table work_of_the_caller (line text)");
      node.write(TASK);
      assertThat(isHeadLocked()).isFalse();
      node.write(TASK);
      caller.rollback();
    }
    node.assertWhole(3);
  }

  @Test
  void pitfall_4_a_naive_head_row_in_company_and_with_an_index_bloats_and_ours_stays_a_page() {
    place.execute(
        "create table naive_state (name text, position bigint) with (autovacuum_enabled = false)",
        "create index on naive_state (position)",
        "insert into naive_state values ('head', 0)");
    try (var connection = place.connect();
        var statement = connection.createStatement()) {
      for (var i = 0; i < 1_500; i++) {
        statement.execute("update naive_state set position = position + 1");
      }
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
    for (var i = 0; i < 1_500; i++) {
      node.write(TASK);
    }
    var naive = Long.parseLong(place.ask("select pg_total_relation_size('naive_state')"));
    var ours = Long.parseLong(place.ask("select pg_table_size('head')"));
    assertThat(naive).as("bytes of the naive one").isGreaterThan(3 * 8_192);
    assertThat(Long.parseLong(place.ask("select pg_relation_size('head')")))
        .as("bytes of ours")
        .isLessThanOrEqualTo(2 * 8_192);
    assertThat(ours).isLessThan(naive * 3);
    assertThat(place.ask("select count(*) from pg_index where indrelid = 'head'::regclass"))
        .isEqualTo("0");
  }

  @Test
  void pitfall_6_a_naive_boundary_taken_after_the_read_lets_a_second_winner_through() {
    var key = Tag.of("key", "naive");
    var query = ALL.tagged(key);
    assertThat(node.log().read(query, Position.START, Direction.FORWARD, 10).events()).isEmpty();
    node.write(EVENTS.append(EVENTS.event(TASK, key))); // somebody else, meanwhile
    var since = node.log().head().position();
    assertThat(
            node.log()
                .append(EVENTS.appendIf(Events.nothing(query, since), EVENTS.event(TASK, key))))
        .as("although the decision saw nothing")
        .isInstanceOf(AppendResult.Appended.class);
  }

  @Test
  void pitfall_6_a_page_brings_the_head_that_it_was_read_at() {
    try (var other = Node.at(place.url())) {
      for (var query :
          new EventQuery[] {
            ALL.tagged(Tag.of("key", "ours")),
            ALL.types("none.such"),
            ALL.categories("none"),
            ALL.streams(Events.stream("none-1")),
            ALL.by(Actor.person("none"))
          }) {
        var page = node.log().read(query, Position.START, Direction.FORWARD, 10);
        assertThat(page.end()).isTrue();
        assertThat(page.next()).isEqualTo(other.log().head().position());
        other.write(
            EVENTS.append(
                new Provenance(Actor.person("none"), "c", null, "test"),
                EVENTS.event(Events.stream("none-1"), "none.such", Tag.of("key", "ours"))));
        assertThat(
                node.log()
                    .append(
                        EVENTS.appendIf(Events.nothing(query, page.next()), EVENTS.event(TASK))))
            .as("%s", query)
            .isInstanceOf(AppendResult.Conflict.class);
      }
    }
  }

  @Test
  void pitfall_10_two_naive_leaders_behind_a_pooler_get_the_same_advisory_lock() throws Exception {
    try (var pooled = place.connect()) { // what both clients' statements are sent through
      assertThat(first(pooled, "select pg_try_advisory_lock(7)")).isEqualTo("t");
      assertThat(first(pooled, "select pg_try_advisory_lock(7)")).as("the other").isEqualTo("t");
    }
  }

  @Test
  void pitfall_10_of_two_nodes_behind_a_pooler_one_gets_the_turn() throws Exception {
    var sql = new Sql(place.schema());
    try (var pooled = place.connect()) {
      var session = new Session(pooled, sql);
      var one = UUID.randomUUID();
      var two = UUID.randomUUID();
      var tenMinutes = 600_000L;
      assertThat(session.first(HeadRow::of, sql.text("lead"), one, tenMinutes, one)).isPresent();
      assertThat(session.first(HeadRow::of, sql.text("lead"), two, tenMinutes, two)).isEmpty();
    }
    assertThat(
            place.ask(
                "select count(*) from pg_locks where locktype = 'advisory' and granted and database"
                    + " = (select oid from pg_database where datname = current_database())"))
        .as("no session lock is left by us or held")
        .isEqualTo("0");
  }

  @Test
  void pitfall_13_a_naive_insert_with_a_parameter_a_value_ends_at_65535() throws Exception {
    place.execute("create table naive_wide (a bigint, b text, c bigint, d text, e text, f text)");
    var rows = 11_000;
    var values = "(?, ?, ?, ?, ?, ?)" + ", (?, ?, ?, ?, ?, ?)".repeat(rows - 1);
    try (var connection = place.connect()) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> connection.prepareStatement("insert into naive_wide values " + values))
          .withMessageContaining("65,535");
    }
  }

  @Test
  void pitfall_13_one_append_may_hold_more_events_than_a_statement_has_parameters() {
    var many = 70_000;
    var events =
        IntStream.range(0, many)
            .mapToObj(i -> EVENTS.event(Events.stream("many-" + i % 100), Tag.of("all", "one")))
            .toArray(NewEvent[]::new);
    var receipt = node.write(EVENTS.append(events));
    assertThat(receipt.last().value()).isEqualTo(many + 1L);
    assertThat(node.log().lookup(receipt.append())).contains(receipt);
  }

  private boolean isHeadLocked() throws SQLException {
    try (var connection = place.connect();
        var statement = connection.createStatement()) {
      statement.execute("select * from head for update nowait");
      return false;
    } catch (SQLException taken) {
      if ("55P03".equals(taken.getSQLState())) {
        return true;
      }
      throw taken;
    }
  }

  private void awaitLocked(String text) {
    Eventually.seen(
        "a statement waits for the row",
        () ->
            place.ask(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query"
                    + " like '%"
                    + text
                    + "%'"),
        "1"::equals);
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static FutureTask<Boolean> inBackground(Runnable work) {
    return inBackground(() -> {
      work.run();
      return true;
    });
  }
}
