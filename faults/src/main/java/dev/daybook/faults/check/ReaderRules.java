package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.Entry.Delivered;
import dev.daybook.faults.history.Entry.Held;
import dev.daybook.faults.history.Filter;
import dev.daybook.faults.history.Seen;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of every reader: P2, P4, P6 and the checkpoints. */
final class ReaderRules {
  /** A reader between one beginning and the next. */
  private static final class Session {
    final Filter filter;
    final long after;
    final Set<Long> seen = new HashSet<>();
    long through;
    long last;

    Session(Filter filter, long after) {
      this.filter = filter;
      this.after = after;
      this.through = after;
      this.last = after;
    }
  }

  /** An acknowledgement: known to its process from a moment on. */
  private record Known(long time, long through) {}

  private final FinalLog log;
  private final Findings findings;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Long> checkpoints = new HashMap<>();
  private final Map<String, Long> durable = new HashMap<>();
  private final Map<String, ArrayDeque<Known>> known = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  ReaderRules(FinalLog log, Findings findings) {
    this.log = log;
    this.findings = findings;
  }

  void check(List<Entry> entries) {
    for (var entry : entries) {
      switch (entry) {
        case Entry.Subscribed begun -> begin(begun);
        case Delivered delivered -> deliver(delivered);
        case Entry.Checkpointed checkpoint -> checkpoint(checkpoint);
        case Entry.Durable now -> durable.merge(node(now.node()), now.through(), Math::max);
        case Entry.Opened opened ->
            durable.computeIfPresent(
                node(opened.node()), (_, before) -> Math.max(before, opened.head()));
        case Entry.Returned answer -> answer(answer);
        case Entry.Called _, Entry.Crashed _, Held _, Entry.Found _, Entry.Ended _ -> {}
      }
    }
  }

  private static String node(@Nullable String node) {
    return node == null ? "" : node;
  }

  private void answer(Entry.Returned answer) {
    if (answer.outcome().isAcknowledged() && answer.last() != null) {
      answered.add(answer.append());
      var time = answer.time();
      if (time != null) {
        var of = known.computeIfAbsent(node(answer.node()), _ -> new ArrayDeque<>());
        if (of.isEmpty() || of.getLast().through() < answer.last()) {
          of.add(new Known(time, answer.last()));
        }
      }
    }
  }

  private void begin(Entry.Subscribed begun) {
    var filter = begun.matching() == null ? Filter.ALL : begun.matching();
    sessions.put(begun.reader(), new Session(filter, begun.after()));
    var checkpoint = checkpoints.get(begun.reader());
    if (checkpoint != null && begun.after() > checkpoint) {
      findings.add(
          Clause.ONCE,
          "reader %s goes on after position %d, but its checkpoint is %d"
              .formatted(begun.reader(), begun.after(), checkpoint));
    } else if (checkpoint != null && begun.after() < checkpoint) {
      findings.add(
          Clause.CHECKPOINT,
          "reader %s goes on after position %d, but its checkpoint was %d"
              .formatted(begun.reader(), begun.after(), checkpoint));
    }
  }

  private void checkpoint(Entry.Checkpointed now) {
    var before = checkpoints.put(now.reader(), now.position());
    if (before != null && before > now.position()) {
      findings.add(
          Clause.CHECKPOINT,
          "the checkpoint of reader %s went from %d back to %d"
              .formatted(now.reader(), before, now.position()));
    }
    var session = sessions.get(now.reader());
    if (session != null && now.position() > session.through) {
      findings.add(
          Clause.CHECKPOINT,
          "the checkpoint of reader %s is %d, but it was only given what lies up to %d"
              .formatted(now.reader(), now.position(), session.through));
    }
  }

  private void deliver(Delivered delivered) {
    var session = sessions.computeIfAbsent(delivered.reader(), _ -> new Session(Filter.ALL, 0));
    var from = session.through;
    for (var event : delivered.events()) {
      event(delivered, session, event);
    }
    var through = delivered.through() != null ? delivered.through() : Math.max(from, session.last);
    complete(delivered, session, from, through);
    session.through = Math.max(from, through);
    if (delivered.end()) {
      batch(delivered, session);
      stale(delivered, session);
    }
  }

  private void event(Delivered delivered, Session session, Seen event) {
    var where = "reader %s was given position %d".formatted(delivered.reader(), event.position());
    var held = log.at(event.position());
    if (held.isEmpty() || !same(held.get(), event)) {
      findings.add(
          Clause.PUBLISHED_EARLY,
          where
              + " with event "
              + event.id()
              + held.map(other -> ", where the log holds event " + other.id())
                  .orElse(", which the log does not hold"));
    }
    var limit = durable.get(node(delivered.node()));
    if (limit != null && event.position() > limit) {
      findings.add(
          Clause.PUBLISHED_EARLY, where + " while only " + limit + " and below were durable");
    }
    if (!session.seen.add(event.position()) || event.position() <= session.after) {
      findings.add(Clause.TWICE, where + " which it had before");
    } else if (event.position() < session.last) {
      findings.add(Clause.IN_ORDER, where + " after position " + session.last);
    }
    session.last = Math.max(session.last, event.position());
  }

  private static boolean same(Held held, Seen seen) {
    return held.id().equals(seen.id())
        && held.stream().equals(seen.stream())
        && held.version() == seen.version()
        && (held.hash() == null || seen.hash() == null || held.hash().equals(seen.hash()));
  }

  /** Everything that matches up to {@code through} was given by now. */
  private void complete(Delivered delivered, Session session, long from, long through) {
    for (var event : log.between(from, through)) {
      if (session.filter.matches(event) && !session.seen.contains(event.position())) {
        var late = event.append() != null && !answered.contains(event.append());
        findings.add(
            late ? Clause.VISIBILITY : Clause.ONCE,
            "reader %s was given what lies up to position %d without position %d%s"
                .formatted(
                    delivered.reader(),
                    through,
                    event.position(),
                    late ? ", which was not acknowledged yet" : ""));
      }
    }
  }

  /** At its end a reader does not stand in the middle of an append. */
  private void batch(Delivered delivered, Session session) {
    var last = log.at(session.through);
    var next = log.at(session.through + 1);
    if (last.isPresent()
        && next.isPresent()
        && last.get().append() != null
        && last.get().append().equals(next.get().append())) {
      findings.add(
          Clause.ATOMICITY,
          "reader %s found the log to end at position %d, in the middle of append %s"
              .formatted(delivered.reader(), session.through, last.get().append()));
    }
  }

  /** What its own process had been told before a reader asked is visible to it. */
  private void stale(Delivered delivered, Session session) {
    var of = known.get(node(delivered.node()));
    var began = delivered.began();
    if (of == null || began == null) {
      return;
    }
    while (of.size() > 1 && second(of).time() < began) {
      of.removeFirst();
    }
    var first = of.getFirst();
    if (first.time() < began && session.through < first.through()) {
      findings.add(
          Clause.VISIBILITY,
          "reader %s found the log to end at position %d after position %d had been acknowledged"
              .formatted(delivered.reader(), session.through, first.through()));
    }
  }

  private static Known second(ArrayDeque<Known> known) {
    var each = known.iterator();
    each.next();
    return each.next();
  }
}
