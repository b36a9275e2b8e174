package dev.daybook.bench;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.StreamId;
import java.util.ArrayList;
import java.util.List;

/** Fills a log and plain tables with the same streams, interleaved as writers leave them. */
final class ReadLogs {
  /** Events of a stream. */
  static final int STREAM = 1_000;

  private static final int AT_ONCE = 10;

  private ReadLogs() {}

  static List<StreamId> fill(EventLog log, List<Limit> limits, IdSource ids, int count)
      throws Exception {
    var streams = new ArrayList<StreamId>();
    for (var i = 0; i < count; i++) {
      streams.add(new StreamId("bench", "read-" + i));
    }
    for (var version = 0; version < STREAM; version += AT_ONCE) {
      var batch = new ArrayList<NewEvent>();
      var rows = new ArrayList<Row>();
      for (var stream : streams) {
        var rest = Payloads.rest(stream);
        for (var each = version + 1; each <= version + AT_ONCE; each++) {
          batch.add(Payloads.event(stream, ids, each));
          rows.add(Payloads.row(stream.toString(), each, rest));
        }
      }
      log.append(new Append(new AppendId(ids.next()), batch, List.of(), Payloads.FROM));
      for (var limit : limits) {
        limit.bulk(rows);
      }
    }
    return streams;
  }
}
