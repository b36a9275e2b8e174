package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.testkit.ForwardingLog;
import java.time.Duration;

/** A log whose subscribers get pages of a thousand while they catch up, as from a durable store. */
final class WholePages extends ForwardingLog {
  private static final int PAGE = 1_000;

  WholePages(EventLog log) {
    super(log);
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    return new Paged(query, after);
  }

  /** What it has delivered at most lies a page behind {@link #cursor}. */
  final class Paged implements Subscription {
    private final EventQuery query;
    private volatile Position cursor;
    private volatile boolean closed;

    Paged(EventQuery query, Position after) {
      this.query = query;
      this.cursor = after;
    }

    Position cursor() {
      return cursor;
    }

    @Override
    public Delivery next(Duration patience) {
      var page = log().read(query, cursor, Direction.FORWARD, PAGE);
      if (closed || page.events().isEmpty()) {
        return new Delivery.Quiet(cursor);
      }
      cursor = page.events().getLast().position();
      return new Delivery.Events(page.events(), cursor, page.events().size() == PAGE);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
