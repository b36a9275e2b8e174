package dev.daybook.app;

import dev.daybook.integration.taskmaster.ImportPort;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import java.util.List;
import java.util.function.Consumer;

/** What an import needs, over the engine: commands through the one bus, events from the one log. */
final class EnginePort implements ImportPort {
  private static final int PAGE = 1_000;

  private final Engine engine;
  private final Actor actor;

  EnginePort(Engine engine, Actor actor) {
    this.engine = engine;
    this.actor = actor;
  }

  @Override
  public Answer dispatch(AppendId id, List<?> commands) {
    var envelope = new Envelope(id, actor, id.toString(), null, "import:taskmaster");
    var items = commands.stream().map(Item::of).toList();
    return switch (engine.commands().dispatchAll(envelope, items)) {
      case CommandResult.Done(var outcomes, _, var repeated) when !repeated -> {
        var streams = new dev.daybook.kernel.log.StreamId[items.size()];
        outcomes.forEach(outcome -> streams[outcome.index()] = outcome.stream());
        yield new Answer.Done(List.of(streams));
      }
      case CommandResult.Done _, CommandResult.Conflicted _, CommandResult.KeyReused _ ->
          new Answer.Overtaken();
      case CommandResult.Rejected(_, var why) -> new Answer.Refused(why.code(), why.message());
      case CommandResult.Invalid(_, var faults) ->
          new Answer.Refused("invalid", faults.getFirst().message());
    };
  }

  @Override
  public Position read(EventQuery query, Position after, Consumer<Occurrence> each) {
    var from = after;
    while (true) {
      var page = engine.log().read(query, from, Direction.FORWARD, PAGE);
      page.events().forEach(event -> each.accept(engine.codec().decode(event)));
      from = page.next().isAfter(from) ? page.next() : from;
      if (page.end()) {
        return from;
      }
    }
  }
}
