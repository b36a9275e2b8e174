package dev.daybook.bench;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/** W1 to W3, ours and the limit. Every load runs for a given time. */
final class WriteLoads {
  private static final int WRITERS = 16;

  private final EventLog log;
  private final PlainTable plain;
  private final IdSource ids;
  private long number;
  private long groups;
  private long grouped;
  private long limitGroups;
  private long limitGrouped;

  WriteLoads(EventLog log, PlainTable plain, IdSource ids) {
    this.log = log;
    this.plain = plain;
    this.ids = ids;
  }

  /** One writer, {@code size} events an append, each expecting the version it knows. */
  Measured ours(int size, long nanos) {
    var stream = stream();
    var latencies = new Latencies();
    var start = System.nanoTime();
    var events = 0L;
    for (var now = start; now - start < nanos; ) {
      append(stream, events, size);
      events += size;
      var after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return new Measured(events, System.nanoTime() - start, latencies.all());
  }

  private void append(StreamId stream, long version, int size) {
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

  /** One transaction of {@code size} inserts after another. */
  Measured limit(int size, long nanos) throws SQLException {
    var id = stream();
    var stream = id.toString();
    var rest = Payloads.rest(id);
    var latencies = new Latencies();
    var start = System.nanoTime();
    var events = 0L;
    for (var now = start; now - start < nanos; ) {
      plain.begin();
      for (var i = 0; i < size; i++) {
        insert(stream, ++events, rest);
      }
      plain.commit();
      var after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return new Measured(events, System.nanoTime() - start, latencies.all());
  }

  private void insert(String stream, long version, byte[] rest) throws SQLException {
    var event = Payloads.event(new StreamId("bench", "limit"), ids, version);
    plain.insert(stream, version, event.data().utf8(), rest);
  }

  /** Sixteen writers, each on a stream of its own. */
  Measured oursTogether(long nanos) throws InterruptedException {
    var earlier = committed();
    var deadline = System.nanoTime() + nanos;
    var measured =
        together(latencies -> {
          var stream = stream();
          for (var version = 0L; System.nanoTime() < deadline; version++) {
            var before = System.nanoTime();
            append(stream, version, 1);
            latencies.add(System.nanoTime() - before);
          }
        });
    var after = committed();
    groups += after.groups() - earlier.groups();
    grouped += after.appends() - earlier.appends();
    return measured;
  }

  private SequencedLog.Committed committed() {
    return log instanceof SequencedLog sequenced
        ? sequenced.committed()
        : new SequencedLog.Committed(0, 0);
  }

  /** How many of the sixteen writers' appends one commit of ours held, in the mean. */
  double meanGroup() {
    return (double) grouped / groups;
  }

  /** The same of the limit. */
  double limitMeanGroup() {
    return (double) limitGrouped / limitGroups;
  }

  /** Sixteen threads hand rows to one committer, which writes what is there in one transaction. */
  Measured limitTogether(long nanos) throws InterruptedException {
    var deadline = System.nanoTime() + nanos;
    var queue = new ArrayBlockingQueue<Waiting>(WRITERS);
    var committer = Thread.ofPlatform().start(() -> commitAll(queue));
    var measured =
        together(latencies -> {
          var stream = stream();
          var rest = Payloads.rest(stream);
          var done = new Semaphore(0);
          for (var version = 1L; System.nanoTime() < deadline; version++) {
            var before = System.nanoTime();
            queue.put(new Waiting(Payloads.event(stream, ids, version), version, rest, done));
            done.acquire();
            latencies.add(System.nanoTime() - before);
          }
        });
    committer.interrupt();
    committer.join();
    return measured;
  }

  private record Waiting(NewEvent event, long version, byte[] rest, Semaphore done) {}

  private void commitAll(ArrayBlockingQueue<Waiting> queue) {
    var batch = new ArrayList<Waiting>();
    try {
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        plain.begin();
        for (var row : batch) {
          var event = row.event();
          plain.insert(event.stream().toString(), row.version(), event.data().utf8(), row.rest());
        }
        plain.commit();
        limitGroups++;
        limitGrouped += batch.size();
        batch.forEach(row -> row.done().release());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (SQLException fault) {
      throw new IllegalStateException("The limit could not be measured", fault);
    }
  }

  private interface Load {
    void run(Latencies latencies) throws InterruptedException;
  }

  private static Measured together(Load load) throws InterruptedException {
    var start = System.nanoTime();
    var all = new ArrayList<Latencies>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < WRITERS; i++) {
      var latencies = new Latencies();
      all.add(latencies);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  load.run(latencies);
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    var merged = new Latencies();
    all.forEach(merged::addAll);
    return new Measured(merged.all().length, System.nanoTime() - start, merged.all());
  }

  private synchronized StreamId stream() {
    return new StreamId("bench", "stream-" + ++number + "-" + ids.next());
  }
}
