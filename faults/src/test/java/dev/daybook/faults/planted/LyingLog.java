package dev.daybook.faults.planted;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.ForwardingLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real log behind somebody who tells a lie about it every few times. */
public final class LyingLog extends ForwardingLog {
  /** Which lie. */
  public enum Lie {
    CONFLICT_AFTER_WRITING,
    CONFLICT_WITHOUT_CAUSE,
    FAILURE_AFTER_WRITING,
    ACKNOWLEDGES_WITHOUT_WRITING,
    WRITES_TWICE,
    FORGETS_CONDITIONS,
    WRONG_RECEIPT,
    DELIVERS_TWICE,
    LEAVES_ONE_OUT,
    SHOWS_WHAT_IS_NEVER_WRITTEN
  }

  private static final int EVERY = 7;

  private final Lie lie;
  private final AtomicInteger appends = new AtomicInteger();
  private final AtomicInteger pages = new AtomicInteger();

  public LyingLog(EventLog log, Lie lie) {
    super(log);
    this.lie = lie;
  }

  @Override
  public AppendResult append(Append append) {
    if (appends.incrementAndGet() % EVERY != 0) {
      return log().append(append);
    }
    var first = append.events().getFirst();
    var unmet = new AppendCondition.StreamAt(first.stream(), Expected.noStream());
    return switch (lie) {
      case CONFLICT_AFTER_WRITING -> {
        log().append(append);
        yield new AppendResult.Conflict(unmet, new Version(1), new Position(1));
      }
      case CONFLICT_WITHOUT_CAUSE ->
          new AppendResult.Conflict(unmet, new Version(1), new Position(1));
      case FAILURE_AFTER_WRITING -> {
        log().append(append);
        throw new StoreException.RolledBack("nothing was written", null);
      }
      case ACKNOWLEDGES_WITHOUT_WRITING ->
          new AppendResult.Appended(receipt(append, log().head().position().next()));
      case WRITES_TWICE -> {
        log()
            .append(
                new Append(
                    new AppendId(first.id().value()),
                    append.events(),
                    List.of(),
                    append.provenance()));
        yield log().append(append);
      }
      case FORGETS_CONDITIONS ->
          log().append(new Append(append.id(), append.events(), List.of(), append.provenance()));
      case WRONG_RECEIPT -> {
        var result = log().append(append);
        yield result instanceof AppendResult.Appended(var receipt)
            ? new AppendResult.Appended(receipt(append, receipt.first().next()))
            : result;
      }
      case DELIVERS_TWICE, LEAVES_ONE_OUT, SHOWS_WHAT_IS_NEVER_WRITTEN -> log().append(append);
    };
  }

  private Receipt receipt(Append append, Position first) {
    var last = new Position(first.value() + append.events().size() - 1);
    return new Receipt(log().head().log(), 1, append.id(), first, last, Map.of());
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    var page = log().read(query, from, direction, limit);
    var events = told(page.events());
    return events == null ? page : new Page(events, page.next(), page.end());
  }

  /** The lie about a page; null when it is told as it is. */
  private @Nullable List<RecordedEvent> told(List<RecordedEvent> events) {
    if (events.isEmpty() || pages.incrementAndGet() % EVERY != 0) {
      return null;
    }
    return switch (lie) {
      case DELIVERS_TWICE ->
          events.stream().flatMap(event -> List.of(event, event).stream()).toList();
      case LEAVES_ONE_OUT -> events.subList(0, events.size() - 1);
      case SHOWS_WHAT_IS_NEVER_WRITTEN -> {
        var last = events.getLast();
        var never =
            new RecordedEvent(
                last.position().next(),
                last.stream(),
                last.version().plus(1),
                last.id(),
                last.type(),
                last.time(),
                last.appendId(),
                last.provenance(),
                last.tags(),
                last.data(),
                last.metadata(),
                last.hash());
        var shown = new ArrayList<>(events);
        shown.add(never);
        yield shown;
      }
      case CONFLICT_AFTER_WRITING,
          CONFLICT_WITHOUT_CAUSE,
          FAILURE_AFTER_WRITING,
          ACKNOWLEDGES_WITHOUT_WRITING,
          WRITES_TWICE,
          FORGETS_CONDITIONS,
          WRONG_RECEIPT ->
          null;
    };
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    var subscription = log().subscribe(query, after);
    return new Subscription() {
      @Override
      public Delivery next(Duration patience) throws InterruptedException {
        var delivery = subscription.next(patience);
        if (delivery instanceof Delivery.Events(var events, var through, var behind)) {
          var lied = told(events);
          return lied == null || lied.isEmpty()
              ? delivery
              : new Delivery.Events(lied, through, behind);
        }
        return delivery;
      }

      @Override
      public void close() {
        subscription.close();
      }
    };
  }
}
