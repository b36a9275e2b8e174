package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.Together;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index of kinds says what the events say, whoever made it and from whatever. */
final class KindIndexIT {
  private static final String WRONGLY_INDEXED =
      """
      select count(*) from event e, indexed i where e.position <= i.through and 1 <> (
        select count(*) from kind_block b join kind k on k.id = b.kind
        where e.position between b.first and b.last and e.position = any (b.positions)
          and k.category = split_part(e.stream, '-', 1) and k.type = e.type)\
      """;

  @Test
  void what_one_node_wrote_is_indexed_as_it_was_written() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      write(node, 9_000, 60);
      assertIndexed(place, 7_900);
      assertThat(node.log().statistics().total()).isEqualTo(9_000);
      assertThat(node.log().statistics().streams()).isEqualTo(60);
    }
  }

  @Test
  void what_nodes_wrote_in_between_each_other_is_indexed_once() {
    var place = Place.fresh(18);
    try (var one = Node.at(place.url());
        var other = Node.at(place.url())) {
      var nodes = List.of(one, other);
      Together.run(
          2,
          number -> {
            write(nodes.get(number), 3_000, 20);
            return number;
          });
      write(one, 3_000, 20);
      assertIndexed(place, 6_000);
      assertThat(other.log().statistics().total()).isEqualTo(9_000);
      assertThat(other.log().statistics().streams()).isEqualTo(60);
    }
  }

  @Test
  void what_a_log_no_longer_holds_is_not_indexed_from_memory() throws SQLException {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url());
        var database = new Database(PostgresUrl.parse(place.url()));
        var connection = database.connect()) {
      write(node, 100, 5);
      var parameters =
          new Object[] {
            100L,
            5L,
            0L,
            100L,
            new byte[32],
            new String[] {"a"},
            new String[] {"thing.happened"},
            new Integer[] {1},
            new Integer[] {1},
            new Long[] {100L}
          };
      var session = new Session(connection, database.sql());
      assertThat(session.run(session.sql().text("index-known-kinds"), parameters)).isZero();
      assertThat(place.ask("select through from indexed")).isEqualTo("0");
      assertThat(place.ask("select count(*) from kind")).isEqualTo("0");
    }
  }

  /** Each of the streams begins here. */
  private static void write(Node node, int events, int streams) {
    var own = new ArrayList<StreamId>();
    for (var i = 0; i < streams; i++) {
      own.add(new StreamId("kind" + i % 7, "of-" + Node.IDS.next()));
    }
    for (var written = 0; written < events; ) {
      var together = new ArrayList<NewEvent>();
      while (together.size() < 100) {
        together.add(EVENTS.event(own.get(written++ % streams)));
      }
      node.write(EVENTS.append(together.toArray(NewEvent[]::new)));
    }
  }

  private static void assertIndexed(Place place, int least) {
    Eventually.passes(() ->
        assertThat(Integer.parseInt(place.ask("select through from indexed")))
            .isGreaterThanOrEqualTo(least));
    assertThat(place.ask(WRONGLY_INDEXED)).isEqualTo("0");
    assertThat(
            place.ask(
                "select sum(cardinality(positions)) - (select through from indexed) from"
                    + " kind_block"))
        .isEqualTo("0");
  }
}
