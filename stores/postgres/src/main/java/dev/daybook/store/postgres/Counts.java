package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts a log: what the index of kinds holds, and the few events behind it. */
record Counts(Database database) {
  private record Rest(long streams, long snapshots, @Nullable Instant oldest, long bytes) {}

  Statistics statistics() {
    return database.read(this::counted);
  }

  private Statistics counted(Session session) throws SQLException {
    var byType = new TreeMap<String, Long>();
    var byCategory = new TreeMap<String, Long>();
    var total = new long[1];
    session.rows(
        row -> {
          byCategory.merge(row.getString(1), row.getLong(3), Long::sum);
          byType.merge(row.getString(2), row.getLong(3), Long::sum);
          return total[0] += row.getLong(3);
        },
        session.sql().text("count-by-kind"));
    var rest =
        session
            .first(
                row -> {
                  var oldest = row.getObject(3, Long.class);
                  return new Rest(
                      row.getLong(1),
                      row.getLong(2),
                      oldest == null ? null : EventBytes.time(oldest),
                      row.getLong(4));
                },
                session.sql().text("count-rest"),
                '"' + database.url().schema() + '"')
            .orElseThrow(() -> new StoreException.Deterministic("The log has no index", null));
    var head = session.first(HeadRow::of, session.sql().text("head")).orElseThrow().head();
    var newest = head.position().equals(Position.START) ? null : head.time();
    return new Statistics(
        total[0],
        byType,
        byCategory,
        rest.streams(),
        rest.oldest(),
        newest,
        rest.snapshots(),
        rest.bytes());
  }
}
