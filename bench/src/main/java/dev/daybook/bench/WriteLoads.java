package dev.daybook.bench;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** W1 to W3, ours and the limit. Every load runs for a given time. */
final class WriteLoads {
  private final EventLog log;
  private final Limit limit;
  private final IdSource ids;
  private final AtomicLong streams = new AtomicLong();
  private final GroupSizes ourGroups = new GroupSizes();
  private final GroupSizes limitGroups = new GroupSizes();

  WriteLoads(EventLog log, Limit limit, IdSource ids) {
    this.log = log;
    this.limit = limit;
    this.ids = ids;
  }

  /** One writer, {@code size} events an append, each expecting the version it knows. */
  Measured ours(int size, long nanos) {
    var stream = stream();
    var latencies = new Latencies();
    var start = System.nanoTime();
    var events = 0L;
    for (var now = start; now - start < nanos; ) {
      append(log, ids, stream, events, size);
      events += size;
      var after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return new Measured(events, System.nanoTime() - start, latencies);
  }

  /** Appends this many events to a stream whose version is known. */
  static void append(EventLog log, IdSource ids, StreamId stream, long version, int size) {
    var batch = new ArrayList<NewEvent>(size);
    for (var i = 0; i < size; i++) {
      batch.add(Payloads.event(stream, ids, version + i));
    }
    var condition = new AppendCondition.StreamAt(stream, Expected.exactly(version));
    var result =
        log.append(new Append(new AppendId(ids.next()), batch, List.of(condition), Payloads.FROM));
    if (!(result instanceof AppendResult.Appended)) {
      throw new IllegalStateException("An append of the bench was not written: " + result);
    }
  }

  /** One transaction of {@code size} rows after another. */
  Measured limit(int size, long nanos) throws Exception {
    var stream = stream();
    var rest = Payloads.rest(stream);
    var name = stream.toString();
    var latencies = new Latencies();
    var start = System.nanoTime();
    var events = 0L;
    for (var now = start; now - start < nanos; ) {
      var rows = new ArrayList<Row>(size);
      for (var i = 0; i < size; i++) {
        rows.add(Payloads.row(name, ++events, rest));
      }
      limit.write(rows);
      var after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return new Measured(events, System.nanoTime() - start, latencies);
  }

  /** Sixteen writers, each on a stream of its own. */
  Measured oursTogether(long nanos) throws InterruptedException {
    ourGroups.follow(log);
    var measured =
        Writers.run(
            nanos,
            () -> {
              var stream = stream();
              return version -> append(log, ids, stream, version, 1);
            });
    ourGroups.followed(log);
    return measured;
  }

  /** Sixteen threads hand rows to one committer, which writes what is there in one transaction. */
  Measured limitTogether(long nanos) throws InterruptedException {
    try (var committer = new OneCommitter(limit, limitGroups)) {
      return Writers.run(
          nanos,
          () -> {
            var stream = stream();
            var rest = Payloads.rest(stream);
            var name = stream.toString();
            var hand = committer.hand();
            return version -> hand.write(Payloads.row(name, version + 1, rest));
          });
    }
  }

  /** How many of the sixteen writers' appends one commit of ours held, in the mean. */
  double meanGroup() {
    return ourGroups.mean();
  }

  /** The same of the limit. */
  double limitMeanGroup() {
    return limitGroups.mean();
  }

  private StreamId stream() {
    return new StreamId("bench", "stream-" + streams.incrementAndGet() + "-" + ids.next());
  }
}
