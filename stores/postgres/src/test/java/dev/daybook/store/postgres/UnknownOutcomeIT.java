package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static dev.daybook.store.postgres.Node.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.store.postgres.CuttingProxy.Cut;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines that are cut and servers that go away in the midst of an append. */
final class UnknownOutcomeIT {
  /** The text of a statement passes with every call, so that the proxy can tell an append. */
  private static final String TEXT_EACH_TIME = "&prepareThreshold=0";

  @ParameterizedTest
  @EnumSource
  void an_append_whose_line_is_cut_has_exactly_one_effect(Cut cut) throws Exception {
    var place = Place.fresh(18);
    try (var proxy = new CuttingProxy(place.server().port());
        var node = Node.at(place.url(proxy.port()) + TEXT_EACH_TIME)) {
      for (var round = 0; round < 5; round++) {
        node.write(EVENTS.append(EVENTS.several(2, TASK)));
        proxy.cut(cut);
        var expected = Events.at(TASK, Expected.exactly(5L * round + 2));
        node.write(EVENTS.appendIf(expected, EVENTS.several(3, TASK)));
        assertThat(proxy.hasCut()).isTrue();
      }
      node.assertWhole(25);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_after_a_cut_is_judged_by_what_was_written(Cut cut) throws Exception {
    var place = Place.fresh(18);
    try (var proxy = new CuttingProxy(place.server().port());
        var node = Node.at(place.url(proxy.port()) + TEXT_EACH_TIME)) {
      proxy.cut(cut);
      var claim = EVENTS.appendIf(Events.at(TASK, Expected.noStream()), EVENTS.event(TASK));
      var receipt = node.write(claim);
      assertThat(node.log().append(claim)).isEqualTo(new AppendResult.AlreadyAppended(receipt));
      assertThat(
              node.log()
                  .append(
                      EVENTS.appendIf(Events.at(TASK, Expected.noStream()), EVENTS.event(TASK))))
          .isInstanceOf(AppendResult.Conflict.class);
      node.assertWhole(1);
    }
  }

  @Test
  void a_cut_statement_that_still_waits_in_the_server_and_its_repetition_have_one_effect()
      throws Exception {
    var place = Place.fresh(18);
    try (var proxy = new CuttingProxy(place.server().port());
        var node = Node.at(place.url(proxy.port()) + TEXT_EACH_TIME);
        var holder = place.connect()) {
      node.write(TASK);
      holder.setAutoCommit(false);
      holder.createStatement().execute("select * from head for update");
      proxy.cut(Cut.AFTER_THE_STATEMENT);
      var append = new FutureTask<>(() -> node.write(TASK));
      Thread.ofVirtual().start(append);
      Eventually.seen(
          "the cut statement and its repetition wait for the head",
          () ->
              place.ask(
                  "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query"
                      + " like '%moved as%' and query like '%"
                      + place.schema()
                      + "\"%'"),
          "2"::equals);
      holder.rollback();
      append.get(20, TimeUnit.SECONDS);
      node.write(TASK);
      node.assertWhole(3);
    }
  }

  @Test
  void the_naive_client_that_sends_again_what_was_cut_writes_twice() throws Exception {
    var place = Place.fresh(18);
    place.execute("create schema " + place.schema(), "create table naive (line text)");
    try (var proxy = new CuttingProxy(place.server().port())) {
      proxy.cut(Cut.BEFORE_THE_ANSWER);
      var url =
          place.server().jdbcUrl(place.database())
              + "&prepareThreshold=0&currentSchema="
              + place.schema();
      var through = url.replace(":" + place.server().port() + "/", ":" + proxy.port() + "/");
      for (var sent = false; !sent; ) {
        try (var connection = java.sql.DriverManager.getConnection(through);
            var statement = connection.createStatement()) {
          statement.execute("with moved as (select 1) insert into naive select 'x' from moved");
          sent = true;
        } catch (java.sql.SQLException lost) {
          assertThat(lost.getSQLState()).startsWith("08");
        }
      }
      assertThat(place.ask("select count(*) from naive")).isEqualTo("2");
    }
  }

  @Test
  void a_server_that_restarts_and_one_that_crashes_under_load_lose_and_double_nothing()
      throws Exception {
    try (var server = PostgresServer.start(18)) {
      var place = Place.on(server);
      try (var node = Node.at(place.url());
          var other = Node.at(place.url())) {
        var done = new AtomicBoolean();
        var count = new AtomicInteger();
        var writers = new ArrayList<FutureTask<List<AppendId>>>();
        for (var writer = 0; writer < 8; writer++) {
          var stream = Events.stream("task-" + writer);
          var at = writer % 2 == 0 ? node : other;
          var task =
              new FutureTask<>(() -> {
                List<AppendId> mine = new ArrayList<>();
                while (!done.get()) {
                  var append = EVENTS.append(EVENTS.several(2, stream));
                  while (!written(at, append)) {}
                  mine.add(append.id());
                  count.incrementAndGet();
                }
                return mine;
              });
          Thread.ofVirtual().start(task);
          writers.add(task);
        }
        more(count);
        server.restart();
        more(count);
        server.kill();
        server.restart();
        more(count);
        done.set(true);
        var all = new ArrayList<AppendId>();
        for (var writer : writers) {
          all.addAll(writer.get(60, TimeUnit.SECONDS));
        }
        assertThat(all).allMatch(id -> node.log().lookup(id).isPresent());
        node.assertWhole(2L * all.size());
        other.write(TASK);
      }
    }
  }

  private static boolean written(Node at, dev.daybook.kernel.log.Append append) {
    try {
      return !(at.log().append(append) instanceof AppendResult.Conflict);
    } catch (StoreException away) {
      assertThat(away.retryable()).as(away.toString()).isTrue();
      return false;
    }
  }

  private static void more(AtomicInteger count) {
    var before = count.get();
    Eventually.seen(
        "more appends", java.time.Duration.ofSeconds(60), count::get, now -> now > before + 50);
  }
}
