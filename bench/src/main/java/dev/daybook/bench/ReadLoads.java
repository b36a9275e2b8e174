package dev.daybook.bench;

import dev.daybook.bench.limit.Limit;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** W4 and W5, ours and the limit; parsed means the payload's JSON as a map. */
final class ReadLoads {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLog log;
  private final JsonMapper json = JsonMapper.builder().build();
  private long parsed;

  ReadLoads(EventLog log) {
    this.log = log;
  }

  /** One stream after another of these, whole. */
  Measured streams(Iterable<StreamId> streams) {
    var start = System.nanoTime();
    var events = 0L;
    var latencies = new Latencies();
    for (var stream : streams) {
      var before = System.nanoTime();
      var page = log.read(stream, new Version(1), Direction.FORWARD, ReadLogs.STREAM);
      page.events().forEach(event -> parse(event.data().utf8()));
      events += page.events().size();
      latencies.add(System.nanoTime() - before);
    }
    return new Measured(events, System.nanoTime() - start, latencies);
  }

  Measured limitStreams(Limit limit, Iterable<StreamId> streams) throws Exception {
    var start = System.nanoTime();
    var events = 0L;
    var latencies = new Latencies();
    for (var stream : streams) {
      var before = System.nanoTime();
      events += limit.stream(stream.toString(), this::parse);
      latencies.add(System.nanoTime() - before);
    }
    return new Measured(events, System.nanoTime() - start, latencies);
  }

  /** The whole log as a subscriber sees it that begins at the start. */
  Measured replay() throws InterruptedException {
    var start = System.nanoTime();
    var events = 0L;
    try (var subscription = log.subscribe(EventQuery.all(), Position.START)) {
      while (subscription.next(PATIENCE) instanceof Subscription.Delivery.Events some) {
        some.events().forEach(event -> parse(event.data().utf8()));
        events += some.events().size();
      }
    }
    return new Measured(events, System.nanoTime() - start, new Latencies());
  }

  Measured limitReplay(Limit limit) throws Exception {
    var start = System.nanoTime();
    var events = limit.all(this::parse);
    return new Measured(events, System.nanoTime() - start, new Latencies());
  }

  private void parse(byte[] payload) {
    parsed += json.readValue(payload, MAP).size();
  }

  /** How many members were parsed: what keeps the work from being optimised away. */
  long parsed() {
    return parsed;
  }
}
