package dev.daybook.integration.taskmaster;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.command.Authoriser;
import dev.daybook.runtime.command.CommandBus;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import dev.daybook.runtime.command.Outcome;
import dev.daybook.runtime.command.StateSnapshots;
import dev.daybook.runtime.command.States;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The runtime's command bus over the log in memory, as a port. */
final class EnginePort implements ImportPort {
  final SteppingClock clock = SteppingClock.stepping(Duration.ofMillis(1));
  final SeededIds ids = new SeededIds(1);
  final EventLog log;
  final EventCodec codec;
  private final CommandBus bus;

  EnginePort() {
    List<BoundedContext> contexts = List.of(new ProjectsContext(), new IntegrationContext());
    log = new MemoryLog(ids, clock);
    codec = new EventCodec(new JsonCodec(), contexts);
    bus =
        new CommandBus(
            log,
            Catalogue.of(contexts),
            codec,
            new States(log, codec, new StateSnapshots(log, codec, clock), 100_000),
            clock,
            ids,
            Authoriser.EVERYONE);
  }

  @Override
  public Answer dispatch(AppendId id, List<?> commands) {
    return switch (result(id, commands)) {
      case CommandResult.Done(var outcomes, _, _) ->
          new Answer.Done(outcomes.stream().map(Outcome::stream).toList());
      case CommandResult.Rejected(_, var why) -> new Answer.Refused(why.code(), why.message());
      case CommandResult.Invalid(_, var faults) -> new Answer.Refused("invalid", faults.toString());
      case CommandResult.Conflicted _ -> new Answer.Overtaken();
      case CommandResult.KeyReused _ -> new Answer.Overtaken();
    };
  }

  private CommandResult result(AppendId id, List<?> commands) {
    return bus.dispatchAll(
        new Envelope(id, Actor.token("owner"), id.toString(), null, "import:taskmaster"),
        commands.stream().map(command -> Item.of(command)).toList());
  }

  /** Gives a command as a user does; empty where it is refused. */
  Optional<Outcome> tried(Object command) {
    return result(new AppendId(ids.next()), List.of(command))
            instanceof CommandResult.Done(var outcomes, _, _)
        ? Optional.of(outcomes.getFirst())
        : Optional.empty();
  }

  /** Gives commands as a user does; fails where one is refused. */
  void give(Object... commands) {
    for (var command : commands) {
      if (!(result(new AppendId(UUID.randomUUID()), List.of(command))
          instanceof CommandResult.Done)) {
        throw new AssertionError(
            "Refused: " + result(new AppendId(UUID.randomUUID()), List.of(command)));
      }
    }
  }

  @Override
  public Position read(EventQuery query, Position after, Consumer<Occurrence> each) {
    var from = after;
    while (true) {
      var page = log.read(query, from, Direction.FORWARD, 1_000);
      page.events().forEach(event -> each.accept(codec.decode(event)));
      from = page.next();
      if (page.end()) {
        return from;
      }
    }
  }

  long events() {
    return log.head().position().value();
  }
}
