package dev.daybook.projects.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Bound;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import dev.daybook.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryDatabaseAnswersAlikeIT {
  private static final List<BoundedContext> CONTEXTS = List.of(new ProjectsContext());
  private static final int STEPS = 700;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatever_was_commanded_every_query_has_one_answer(long seed) {
    var random = new Random(seed);
    var clock = SteppingClock.stepping(Duration.ofMillis(40));
    var ids = new SeededIds(seed);
    var log = new MemoryLog(ids, clock);
    try (var engine = Engine.start(log, SqliteViews.memory(), CONTEXTS, clock, ids);
        var both = new TwoDatabases(log, CONTEXTS, PostgresServer.shared(18))) {
      var input = new RandomInput(random, engine.json().mapper());
      var done = 0;
      for (var step = 0; step < STEPS; step++) {
        done += give(engine, input, random);
        if (step % (STEPS / 2) == STEPS / 2 - 1) {
          assertThat(both.ask(seed)).as("seed %d: answers", seed).isGreaterThan(100);
        }
      }
      assertThat(done).as("seed %d: accepted", seed).isGreaterThan(STEPS / 4);
    }
  }

  private static int give(Engine engine, RandomInput input, Random random) {
    var spec = command(engine, random);
    if (!(engine.binder().bind(spec.type(), input.of(spec.fields()))
        instanceof Bound.Ok<?>(var command))) {
      return 0;
    }
    var actor = Actor.person(random.nextBoolean() ? "alice" : "bob");
    var envelope = new Envelope(new AppendId(engine.ids().next()), actor, "test", null, "test");
    if (!(engine.commands().dispatch(envelope, command, null) instanceof CommandResult.Done done)) {
      return 0;
    }
    for (var outcome : done.outcomes()) {
      outcome.events().forEach(event -> input.learn(engine.codec().decode(event).event()));
    }
    return 1;
  }

  private static CommandSpec command(Engine engine, Random random) {
    var all = engine.catalogue().commands();
    var name =
        switch (random.nextInt(10)) {
          case 0 -> "project.create";
          case 1, 2, 3 -> "task.create";
          case 4 -> "filter.save";
          default -> all.get(random.nextInt(all.size())).name();
        };
    return all.stream().filter(spec -> spec.name().equals(name)).findFirst().orElse(all.getFirst());
  }
}
