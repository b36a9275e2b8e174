package dev.daybook.runtime.command;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.runtime.codec.EventCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Gives out numbers that are never given twice by this process, each above every number the log
 * holds: a boundary whose fold is kept in memory at a known position. Other processes are held off
 * by the append's uniqueness condition.
 */
final class Numbers {
  private static final int KEPT = 10_000;
  private static final int PAGE = 1_000;

  private final EventLog log;
  private final EventCodec codec;
  private final Map<String, Counter> counters =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
          return size() > KEPT;
        }
      };

  Numbers(EventLog log, EventCodec codec) {
    this.log = log;
    this.codec = codec;
  }

  long allot(String scope, EventQuery numbered, ToLongFunction<Object> number) {
    Counter counter;
    synchronized (counters) {
      counter = counters.computeIfAbsent(scope, _ -> new Counter());
    }
    return counter.next(numbered, number);
  }

  private final class Counter {
    private long highest;
    private Position seen = Position.START;

    synchronized long next(EventQuery numbered, ToLongFunction<Object> number) {
      while (true) {
        var page = log.read(numbered, seen, Direction.FORWARD, PAGE);
        for (var event : page.events()) {
          highest = Math.max(highest, number.applyAsLong(codec.decode(event).event()));
        }
        seen = page.next().isAfter(seen) ? page.next() : seen;
        if (page.end()) {
          return ++highest;
        }
      }
    }
  }
}
