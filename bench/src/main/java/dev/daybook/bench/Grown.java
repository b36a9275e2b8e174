package dev.daybook.bench;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.Random;

/** What is asked of a log of a certain size; every answer is as long as on every other. */
final class Grown {
  private static final int PAGE = 100;

  private final EventLog log;
  private final IdSource ids;
  private final long events;
  private final Random random = new Random(1);
  private final StreamId stream;
  private long version;

  Grown(EventLog log, IdSource ids, long events) {
    this.log = log;
    this.ids = ids;
    this.events = events;
    this.stream = new StreamId("bench", "after-" + ids.next());
  }

  /** One of the things that are asked. */
  interface Question {
    void ask(Grown log);
  }

  /** Asks so often. */
  Latencies ask(Question question, int times) {
    var latencies = new Latencies();
    var before = System.nanoTime();
    for (var i = 0; i < times; i++) {
      question.ask(this);
      var after = System.nanoTime();
      latencies.add(after - before);
      before = after;
    }
    return latencies;
  }

  void append() {
    WriteLoads.append(log, ids, stream, version++, 1);
  }

  void readStream() {
    var number = random.nextLong(History.wholeStreams(events));
    require(
        log.read(History.stream(number), new Version(1), Direction.FORWARD, PAGE).events().size()
            == History.STREAM);
  }

  void readPage() {
    var from = new Position(random.nextLong(events - PAGE));
    require(log.read(EventQuery.all(), from, Direction.FORWARD, PAGE).events().size() == PAGE);
  }

  void readPageOfType() {
    var from = new Position(random.nextLong(events - PAGE));
    var ofType = EventQuery.all().types(Payloads.TYPE.name());
    require(log.read(ofType, from, Direction.FORWARD, PAGE).events().size() == PAGE);
  }

  void findTag() {
    var position = (random.nextLong(events / History.TAGGED) + 1) * History.TAGGED;
    var tagged = EventQuery.all().tagged(History.tag(position));
    require(log.read(tagged, Position.START, Direction.FORWARD, 1).events().size() == 1);
  }

  void newest() {
    require(!log.read(EventQuery.all(), Position.END, Direction.BACKWARD, PAGE).events().isEmpty());
  }

  private static void require(boolean found) {
    if (!found) {
      throw new IllegalStateException("A read of the bench did not find what was written");
    }
  }
}
