package dev.daybook.faults.history;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.kernel.verify.Verifier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one process does with a log: before each step that it is taken, after it what
 * came of it. Safe for use by many threads.
 */
public final class Recorder {
  private static final int PAGE = 1_000;

  private final HistoryFile history;
  private final String node;

  /**
   * @param node a name for this process, another one each time it starts
   */
  public Recorder(HistoryFile history, String node) {
    this.history = history;
    this.node = node;
  }

  /** Notes that the log has been opened. */
  public void opened(EventLog log) {
    var head = log.head();
    history.add(
        new Entry.Opened(
            System.nanoTime(), node, head.log().toString(), head.epoch(), head.position().value()));
  }

  /** Notes how the process ended; written by whoever has seen it end. */
  public void crashed(String how) {
    history.add(new Entry.Crashed(System.nanoTime(), node, how));
  }

  /** Notes that everything up to here has become durable. */
  public void durable(Position through) {
    history.add(new Entry.Durable(System.nanoTime(), node, through.value()));
  }

  /** Notes how far a reader has got durably. */
  public void checkpoint(String reader, Position position) {
    history.add(new Entry.Checkpointed(System.nanoTime(), node, reader, position.value()));
  }

  /**
   * Appends.
   *
   * @return the answer; empty when the store failed, which is noted too
   */
  public @Nullable AppendResult append(String client, EventLog log, Append append) {
    try {
      return appendOrFail(client, log, append);
    } catch (StoreException noted) {
      return null;
    }
  }

  /**
   * Appends, and passes on the fault of a store that failed.
   *
   * @throws StoreException once it is noted
   */
  public AppendResult appendOrFail(String client, EventLog log, Append append) {
    history.add(Translation.called(node, client, append));
    try {
      var result = log.append(append);
      history.add(Translation.returned(node, client, append, result));
      return result;
    } catch (StoreException failed) {
      var outcome =
          failed instanceof StoreException.OutcomeUnknown ? Outcome.UNKNOWN : Outcome.FAILED;
      history.add(Translation.denied(node, client, append, outcome, failed.getMessage()));
      throw failed;
    }
  }

  /** A subscription that notes what it brings. */
  public Subscription subscribe(String reader, EventLog log, EventQuery query, Position after) {
    history.add(subscribed(reader, query, after));
    var subscription = log.subscribe(query, after);
    return new Subscription() {
      @Override
      public Delivery next(Duration patience) throws InterruptedException {
        var began = System.nanoTime();
        var delivery = subscription.next(patience);
        switch (delivery) {
          case Delivery.Events(var events, var through, _) ->
              delivered(reader, began, new Page(events, through, false));
          case Delivery.CaughtUp(var at) ->
              delivered(reader, began, new Page(List.of(), at, false));
          case Delivery.Quiet(var through) ->
              delivered(reader, began, new Page(List.of(), through, false));
        }
        return delivery;
      }

      @Override
      public void close() {
        subscription.close();
      }
    };
  }

  /** Notes that a reader begins to page through the log. */
  public void pages(String reader, EventQuery query, Position after) {
    history.add(subscribed(reader, query, after));
  }

  /** Reads the next page of such a reader. */
  public Page page(String reader, EventLog log, EventQuery query, Position after, int limit) {
    var began = System.nanoTime();
    var page = log.read(query, after, Direction.FORWARD, limit);
    delivered(reader, began, page);
    return page;
  }

  private Entry.Subscribed subscribed(String reader, EventQuery query, Position after) {
    return new Entry.Subscribed(
        System.nanoTime(), node, reader, Translation.filter(query), after.value());
  }

  private void delivered(String reader, long began, Page page) {
    history.add(
        new Entry.Delivered(
            System.nanoTime(),
            node,
            reader,
            began,
            page.events().stream().map(Translation::seen).toList(),
            page.next().value(),
            page.end()));
  }

  /** Reads the whole log, verifies it, and writes it down as what the history came to. */
  public void ended(EventLog log) {
    for (var after = Position.START; ; ) {
      var page = log.read(EventQuery.all(), after, Direction.FORWARD, PAGE);
      page.events().forEach(event -> history.add(Translation.held(event)));
      after = page.next();
      if (page.end()) {
        break;
      }
    }
    for (var finding : Verifier.of(log).verify().findings()) {
      history.add(
          new Entry.Found(finding.position().value(), finding.problem().name(), finding.detail()));
    }
    var head = log.head();
    history.add(new Entry.Ended(head.log().toString(), head.position().value()));
  }
}
