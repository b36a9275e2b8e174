package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates requests in order, each against the durable state and the effects of those before it,
 * and collects what one transaction has to write. Nothing of it is true before that transaction has
 * been committed.
 */
final class GroupEvaluation {
  /** A request and the outcome it gets when the group is durable. */
  private record Outcome(Request request, AppendResult result) {}

  private final Knowledge durable;
  private final InstantSource clock;
  private final boolean idsAreNew;
  private final Map<StreamId, StreamEnd> ends = new HashMap<>();
  private final Map<AppendId, Receipt> receipts = new HashMap<>();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<Group.Sequenced> appends = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private LogHead head;

  /**
   * @param idsAreNew whether append ids may be taken for new until the commit says otherwise
   */
  GroupEvaluation(Knowledge durable, InstantSource clock, boolean idsAreNew) {
    this.durable = durable;
    this.clock = clock;
    this.idsAreNew = idsAreNew;
    this.head = durable.head();
  }

  /** Decides one request; a request whose evaluation fails is failed alone and leaves no effect. */
  void add(Request request) {
    try {
      outcomes.add(new Outcome(request, evaluate(request)));
    } catch (RuntimeException fault) {
      request.fail(request.attempted() ? unknown(fault) : fault);
    }
  }

  boolean isEmpty() {
    return appends.isEmpty();
  }

  /** Whether a request was refused. */
  boolean refuses() {
    return outcomes.stream().anyMatch(each -> each.result() instanceof AppendResult.Conflict);
  }

  Group group() {
    return new Group(appends);
  }

  /** Where the log stands once the group is durable. */
  LogHead head() {
    return head;
  }

  List<RecordedEvent> events() {
    return events;
  }

  Map<StreamId, StreamEnd> ends() {
    return ends;
  }

  /**
   * The commit was tried and nobody knows whether it was written: from now on a known id may be
   * this very attempt.
   */
  void doubt() {
    for (var outcome : outcomes) {
      if (outcome.result() instanceof AppendResult.Appended) {
        outcome.request().attempt();
      }
    }
  }

  /** Gives every caller its outcome; only after the commit. */
  void complete() {
    outcomes.forEach(outcome -> outcome.request().complete(outcome.result()));
  }

  /** Gives every caller the same failure. */
  void fail(RuntimeException why) {
    outcomes.forEach(outcome -> outcome.request().fail(why));
  }

  private AppendResult evaluate(Request request) {
    var append = request.append();
    var inGroup = receipts.get(append.id());
    if (inGroup != null) {
      return new AppendResult.AlreadyAppended(inGroup);
    }
    var assumedNew = idsAreNew && !request.attempted();
    if (!assumedNew) {
      var known = known(request);
      if (known != null) {
        return known;
      }
    }
    for (var condition : append.conditions()) {
      var conflict = conflict(condition);
      if (conflict != null) {
        // looked up after the conflict was seen: an attempt that was cut off may be what it is with
        var known = known(request);
        return known == null ? conflict : known;
      }
    }
    return new AppendResult.Appended(sequence(append));
  }

  private @Nullable AppendResult known(Request request) {
    var receipt = durable.lookup(request.append().id());
    if (receipt.isEmpty()) {
      return null;
    }
    return request.attempted()
        ? new AppendResult.Appended(receipt.get())
        : new AppendResult.AlreadyAppended(receipt.get());
  }

  private AppendResult.@Nullable Conflict conflict(AppendCondition condition) {
    return switch (condition) {
      case AppendCondition.StreamAt(var stream, var expected) -> {
        var end = end(stream);
        yield expected.isMetBy(end.version())
            ? null
            : new AppendResult.Conflict(condition, end.version(), end.position());
      }
      case AppendCondition.NothingMatching nothing ->
          firstMatching(nothing)
              .map(at -> new AppendResult.Conflict(nothing, Version.NONE, at))
              .orElse(null);
    };
  }

  private Optional<Position> firstMatching(AppendCondition.NothingMatching nothing) {
    var stored = durable.firstMatching(nothing.query(), nothing.since());
    if (stored.isPresent()) {
      return stored;
    }
    for (var event : events) {
      if (event.position().isAfter(nothing.since()) && nothing.query().matches(event)) {
        return Optional.of(event.position());
      }
    }
    return Optional.empty();
  }

  private StreamEnd end(StreamId stream) {
    var written = ends.get(stream);
    return written == null ? durable.end(stream) : written;
  }

  private Receipt sequence(Append append) {
    var versions = new LinkedHashMap<StreamId, StreamEnd>();
    var built = new ArrayList<RecordedEvent>(append.events().size());
    var bytes = new ArrayList<byte[]>(append.events().size());
    var now = time();
    var position = head.position();
    var hash = head.hash();
    for (var event : append.events()) {
      position = position.next();
      var before = versions.get(event.stream());
      var version = (before == null ? end(event.stream()) : before).version().plus(1);
      var unlinked = record(append, event, position, version, now, Hash.ZERO);
      var encoded = EventBytes.encode(unlinked);
      hash = EventBytes.link(hash, encoded);
      built.add(record(append, event, position, version, now, hash));
      bytes.add(encoded);
      versions.put(event.stream(), new StreamEnd(version, position));
    }
    var reached = new HashMap<StreamId, Version>();
    versions.forEach((stream, end) -> reached.put(stream, end.version()));
    var receipt =
        new Receipt(
            head.log(), head.epoch(), append.id(), head.position().next(), position, reached);
    head = new LogHead(head.log(), head.epoch(), position, hash, now);
    ends.putAll(versions);
    receipts.put(append.id(), receipt);
    events.addAll(built);
    appends.add(new Group.Sequenced(receipt, built, bytes));
    return receipt;
  }

  private static RecordedEvent record(
      Append append, NewEvent event, Position position, Version version, Instant time, Hash hash) {
    return new RecordedEvent(
        position,
        event.stream(),
        version,
        event.id(),
        event.type(),
        time,
        append.id(),
        append.provenance(),
        event.tags(),
        event.data(),
        event.metadata(),
        hash);
  }

  /**
   * Now in whole microseconds, but never before the newest event: a clock that steps back is waited
   * out by standing still.
   */
  private Instant time() {
    var now = EventBytes.time(EventBytes.micros(clock.instant()));
    return now.isBefore(head.time()) ? head.time() : now;
  }

  private static RuntimeException unknown(RuntimeException fault) {
    return new StoreException.OutcomeUnknown(
        "The append was sent and the store no longer answers whether it was written. Send it again"
            + " with the same id.",
        fault);
  }
}
