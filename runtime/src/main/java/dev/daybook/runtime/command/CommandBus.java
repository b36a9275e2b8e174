package dev.daybook.runtime.command;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The only place where commands become events: authorise → validate → load → decide → idempotency →
 * append → receipt.
 *
 * <p>Commands of one stream are carried out in arrival order within this process; a conflict with
 * another process, or with a fact that moved, is met by deciding again, for as long as {@link
 * Patience} lasts. A request of several commands is one append: all or nothing.
 *
 * <p>Throws {@link dev.daybook.kernel.log.StoreException} when the log fails; after an unknown
 * outcome the same envelope may be handed in again.
 */
public final class CommandBus {
  private static final int STRIPES = 1_024;

  private final EventLog log;
  private final Catalogue catalogue;
  private final EventCodec codec;
  private final States states;
  private final Numbers numbers;
  private final Requests requests;
  private final InstantSource clock;
  private final IdSource ids;
  private final Authoriser authoriser;
  private final Duration patience;
  private final KeyedLocks locks = new KeyedLocks(STRIPES);

  public CommandBus(
      EventLog log,
      Catalogue catalogue,
      EventCodec codec,
      States states,
      InstantSource clock,
      IdSource ids,
      Authoriser authoriser) {
    this(log, catalogue, codec, states, clock, ids, authoriser, Patience.USUAL);
  }

  /**
   * @param patience how long a command that others overtake is decided anew
   */
  CommandBus(
      EventLog log,
      Catalogue catalogue,
      EventCodec codec,
      States states,
      InstantSource clock,
      IdSource ids,
      Authoriser authoriser,
      Duration patience) {
    this.log = log;
    this.catalogue = catalogue;
    this.codec = codec;
    this.states = states;
    this.numbers = new Numbers(log, codec);
    this.requests = new Requests(codec);
    this.clock = clock;
    this.ids = ids;
    this.authoriser = authoriser;
    this.patience = patience;
  }

  /** Carries out one command. {@code expected}: the version its stream must be at, null for any. */
  public CommandResult dispatch(Envelope envelope, Object command, @Nullable Version expected) {
    return dispatchAll(envelope, List.of(new Item(command, expected)));
  }

  /** Carries out several commands in order as one append: all or none. */
  public CommandResult dispatchAll(Envelope envelope, List<Item> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("A request holds at least one command");
    }
    for (var i = 0; i < items.size(); i++) {
      var refusal = authoriser.refusal(envelope.actor(), items.get(i).command());
      if (refusal.isPresent()) {
        return new CommandResult.Rejected(i, refusal.get());
      }
    }
    var digest = requests.digest(items);
    var steps = steps(items);
    return locks.holding(keys(steps), () -> carryOut(envelope, steps, digest));
  }

  private static Set<StreamId> keys(List<Step> steps) {
    var keys = HashSet.<StreamId>newHashSet(2 * steps.size());
    for (var step : steps) {
      keys.add(step.stream());
      keys.add(step.judged());
    }
    return keys;
  }

  /**
   * One command with the stream it acts on, which stays the same over all attempts, and the stream
   * whose version is expected.
   */
  private record Step(
      int index,
      Object command,
      @Nullable Version expected,
      StreamId judged,
      Aggregate<?, ?, ?, ?> owner,
      StreamId stream) {}

  private List<Step> steps(List<Item> items) {
    var steps = new ArrayList<Step>();
    for (var i = 0; i < items.size(); i++) {
      addSteps(i, items.get(i), catalogue.owner(items.get(i).command().getClass()), steps);
    }
    return steps;
  }

  /** A command that stands for several expects its version of its own subject, once. */
  private <C> void addSteps(int index, Item item, Aggregate<C, ?, ?, ?> owner, List<Step> steps) {
    var given = owner.commands().cast(item.command());
    var commands = owner.expand(given, ids);
    if (commands.equals(List.of(given))) {
      var subject = owner.subject(given, ids);
      steps.add(new Step(index, given, item.expected(), subject, owner, subject));
      return;
    }
    var expected = item.expected();
    for (var command : commands) {
      var subject = owner.subject(command, ids);
      var judged = expected == null ? subject : owner.subject(given, ids);
      steps.add(new Step(index, command, expected, judged, owner, subject));
      expected = null;
    }
  }

  /**
   * The first attempt takes states from memory as they are: if one is old, the append's conditions
   * show it. Whatever ends without an append is decided on states that were proved, and only after
   * a look whether this request was carried out before; an append looks for that itself.
   */
  private CommandResult carryOut(Envelope envelope, List<Step> steps, String digest) {
    var left = new Patience(patience);
    for (var attempt = 0; ; attempt++) {
      var work =
          new UnitOfWork(
              log,
              codec,
              states,
              numbers,
              ids,
              envelope,
              attempt == 0,
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      var taken = new ArrayList<Step>();
      var refused = decideAll(steps, work, digest, taken);
      if (refused.isPresent() || work.isEmpty()) {
        if (work.isUnproven()) {
          continue;
        }
        var before = log.lookup(envelope.id());
        return before.isPresent()
            ? repeated(envelope, before.get(), digest)
            : refused.orElseGet(() -> unchanged(taken, work));
      }
      switch (log.append(work.append())) {
        case AppendResult.Appended(var receipt) -> {
          work.remember();
          return new CommandResult.Done(
              outcomes(taken, work, written(receipt)), receipt.last(), false);
        }
        case AppendResult.AlreadyAppended(var receipt) -> {
          return repeated(envelope, receipt, digest);
        }
        case AppendResult.Conflict conflict -> {
          if (!left.allowsAnother()) {
            return lost(steps, conflict);
          }
        }
      }
    }
  }

  private CommandResult unchanged(List<Step> taken, UnitOfWork work) {
    return new CommandResult.Done(outcomes(taken, work, List.of()), log.head().position(), false);
  }

  /** Decides every step and the steps that follow from them; {@code taken} gets all in order. */
  private Optional<CommandResult> decideAll(
      List<Step> steps, UnitOfWork work, String digest, List<Step> taken) {
    for (var step : steps) {
      taken.add(step);
      var refused = decide(step, step.owner(), work, digest, taken);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  private <C, S, F, E> Optional<CommandResult> decide(
      Step step,
      Aggregate<C, S, F, E> aggregate,
      UnitOfWork work,
      String digest,
      List<Step> taken) {
    var command = aggregate.commands().cast(step.command());
    if (step.expected() != null) {
      var actual = work.state(aggregate, step.judged()).version();
      if (!step.expected().equals(actual)) {
        return Optional.of(conflicted(step.index(), step.judged(), step.expected(), actual));
      }
    }
    var known = work.state(aggregate, step.stream());
    var facts = aggregate.facts(command, step.stream(), known.state(), work);
    return switch (aggregate.decider().decide(command, known.state(), facts)) {
      case Decision.Rejected<E>(Rejection why) ->
          Optional.of(new CommandResult.Rejected(step.index(), why));
      case Decision.Accepted<E>(var events) -> {
        work.record(
            aggregate, step.stream(), events, requests.metadata(step.index(), command, digest));
        yield decideAll(following(step, aggregate.follow(events)), work, digest, taken);
      }
    };
  }

  private List<Step> following(Step step, List<Object> commands) {
    return commands.stream()
        .map(command -> following(step.index(), command, catalogue.owner(command.getClass())))
        .toList();
  }

  private <C> Step following(int index, Object command, Aggregate<C, ?, ?, ?> owner) {
    var subject = owner.subject(owner.commands().cast(command), ids);
    return new Step(index, command, null, subject, owner, subject);
  }

  private CommandResult.Conflicted conflicted(
      int index, StreamId stream, @Nullable Version expected, Version actual) {
    var newest = log.read(stream, new Version(Long.MAX_VALUE), Direction.BACKWARD, 1).events();
    return newest.isEmpty()
        ? new CommandResult.Conflicted(index, stream, expected, actual, null, null)
        : new CommandResult.Conflicted(
            index,
            stream,
            expected,
            newest.getFirst().version(),
            newest.getFirst().provenance().actor(),
            newest.getFirst().time());
  }

  private CommandResult lost(List<Step> steps, AppendResult.Conflict conflict) {
    var stream =
        conflict.unmet() instanceof AppendCondition.StreamAt(var at, _)
            ? at
            : steps.getFirst().stream();
    return conflicted(steps.getFirst().index(), stream, null, conflict.actual());
  }

  private List<RecordedEvent> written(Receipt receipt) {
    var events = new ArrayList<RecordedEvent>();
    if (receipt.last().equals(receipt.first())) {
      log.at(receipt.first()).ifPresent(events::add);
      return events;
    }
    var from = new Position(receipt.first().value() - 1);
    while (from.value() < receipt.last().value()) {
      var left = (int) Math.min(EventLog.MOST_EVENTS_A_PAGE, receipt.last().value() - from.value());
      var page = log.read(EventQuery.all(), from, Direction.FORWARD, left);
      events.addAll(page.events());
      from = page.next();
    }
    return events;
  }

  /** One outcome for each command and stream, in their order. */
  private List<Outcome> outcomes(List<Step> steps, UnitOfWork work, List<RecordedEvent> events) {
    var written = grouped(steps, events);
    Map<StreamId, Version> reached = new HashMap<>();
    var outcomes = new LinkedHashMap<Place, Outcome>();
    for (var step : steps) {
      var place = new Place(step.index(), step.stream());
      if (!outcomes.containsKey(place)) {
        var own = written.getOrDefault(place, List.of());
        var before =
            reached.computeIfAbsent(
                step.stream(),
                stream -> Optional.ofNullable(work.readAt(stream)).orElse(Version.NONE));
        var version = own.isEmpty() ? before : own.getLast().version();
        reached.put(step.stream(), version);
        outcomes.put(place, new Outcome(step.index(), step.stream(), version, own));
      }
    }
    return List.copyOf(outcomes.values());
  }

  /** Where an event belongs: to which command of the request, in which stream. */
  private record Place(int index, StreamId stream) {}

  /** The events of a request that was just carried out; of a single command they are all. */
  private Map<Place, List<RecordedEvent>> grouped(List<Step> steps, List<RecordedEvent> events) {
    return steps.size() == 1
        ? Map.of(new Place(steps.getFirst().index(), steps.getFirst().stream()), events)
        : grouped(events);
  }

  private Map<Place, List<RecordedEvent>> grouped(List<RecordedEvent> events) {
    var grouped = new LinkedHashMap<Place, List<RecordedEvent>>();
    for (var event : events) {
      grouped
          .computeIfAbsent(new Place(requests.index(event), event.stream()), _ -> new ArrayList<>())
          .add(event);
    }
    return grouped;
  }

  private CommandResult repeated(Envelope envelope, Receipt receipt, String digest) {
    var events = written(receipt);
    if (!requests.isOf(digest, events.getFirst())) {
      return new CommandResult.KeyReused(envelope.id());
    }
    var outcomes =
        grouped(events).entrySet().stream()
            .map(own ->
                new Outcome(
                    own.getKey().index(),
                    own.getKey().stream(),
                    own.getValue().getLast().version(),
                    own.getValue()))
            .toList();
    return new CommandResult.Done(outcomes, receipt.last(), true);
  }
}
