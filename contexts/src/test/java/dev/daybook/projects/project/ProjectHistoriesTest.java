package dev.daybook.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.project.ProjectFacts.KeyClaim;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.testkit.SeededIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every history, on generated ones. */
class ProjectHistoriesTest {
  private static final ProjectId P = new ProjectId(new UUID(1, 1));
  private static final Actor ALICE = Actor.person("alice");

  private final ProjectDecider decider = new ProjectDecider();
  private final JsonCodec json = new JsonCodec();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void folding_is_total_and_states_and_events_survive_json(long seed) {
    var events = history(seed);
    var state = decider.initialState();
    for (var event : events) {
      var read = json.read(JsonBytes.of(json.write(event).toString()), event.getClass());
      assertThat(read).as("seed %s", seed).isEqualTo(event);
      var next = decider.evolve(state, read);
      assertThat(next).as("%s changes something, seed %s", event, seed).isNotEqualTo(state);
      state = json.read(json.write(next), Project.class);
      assertThat(state.fields()).as("seed %s", seed).isEqualTo(next.fields());
    }
    assertThat(state.version()).isEqualTo(events.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_event_is_accepted_in_every_state(long seed) {
    for (var event : history(seed)) {
      assertThat(decider.evolve(decider.initialState(), event).version()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void an_undo_restores_the_fields_as_they_were(long seed) {
    var state = decider.initialState();
    for (var event : history(seed)) {
      var after = decider.evolve(state, event);
      if (!(event instanceof ProjectEvent.Created) && !(event instanceof ProjectEvent.Undone)) {
        var facts = facts(new SeededIds(seed), 0);
        var decided = decider.decide(new ProjectCommand.Undo(P, null), after, facts);
        assertThat(decided).isInstanceOf(Decision.Accepted.class);
        var undone = ((Decision.Accepted<ProjectEvent>) decided).events().getFirst();
        assertThat(decider.evolve(after, undone).fields())
            .as("undo of %s, seed %s", event, seed)
            .isEqualTo(state.fields());
      }
      state = after;
    }
  }

  private List<ProjectEvent> history(long seed) {
    var random = new Random(seed);
    var ids = new SeededIds(seed);
    var events = new ArrayList<ProjectEvent>();
    var state = decider.initialState();
    for (var step = 0; step < 200; step++) {
      var command = step == 0 ? create() : command(random, state);
      if (decider.decide(command, state, facts(ids, step))
          instanceof Decision.Accepted<ProjectEvent>(var decided)) {
        for (var event : decided) {
          events.add(event);
          state = decider.evolve(state, event);
        }
      }
    }
    assertThat(events).as("seed %s makes a history", seed).hasSizeGreaterThan(20);
    return events;
  }

  private static ProjectFacts facts(SeededIds ids, int step) {
    var now = Instant.parse("2026-03-04T05:06:07Z").plusSeconds(step);
    return new ProjectFacts(P, ALICE, now, ids, new KeyClaim("HOME", null), List.of(), List.of());
  }

  private static ProjectCommand create() {
    var rack =
        new PhaseDefinition(
            "Rack", null, null, null, List.of(), List.of(), List.of("stands"), List.of());
    var wire =
        new PhaseDefinition(
            "Wire",
            "all",
            null,
            Duration.ofDays(2),
            List.of("Rack"),
            List.of(),
            List.of(),
            List.of());
    return new ProjectCommand.Create(
        "Home",
        null,
        null,
        List.of(rack, wire),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Set.of("a"),
        null);
  }

  private static ProjectCommand command(Random random, Project state) {
    var phase =
        state.phases().isEmpty()
            ? new PhaseId(new UUID(0, 1))
            : state.phases().get(random.nextInt(state.phases().size())).id();
    return switch (random.nextInt(18)) {
      case 0 -> new ProjectCommand.Start(P, null, null);
      case 1 -> new ProjectCommand.Pause(P, "rain");
      case 2 -> new ProjectCommand.Resume(P, null);
      case 3 -> new ProjectCommand.AddMilestone(P, "M" + random.nextInt(9), null, phase);
      case 4 -> new ProjectCommand.AddRisk(P, "Fire", null, null, "water");
      case 5 -> new ProjectCommand.AddResource(P, "budget", null, null);
      case 6 -> new ProjectCommand.Archive(P, null);
      case 7 -> new ProjectCommand.Unarchive(P, null);
      case 8, 9 -> new ProjectCommand.Undo(P, null);
      case 10 -> new PhaseCommand.Start(P, phase, null);
      case 11 -> new PhaseCommand.Complete(P, phase, List.of(), List.of(), null);
      case 12 -> new PhaseCommand.Block(P, phase, "screws", Duration.ofHours(3), null);
      case 13 -> new PhaseCommand.Unblock(P, phase, null);
      case 14 -> new PhaseCommand.Defer(P, phase, null);
      case 15 -> new PhaseCommand.Reactivate(P, phase, null);
      case 16 -> new PhaseCommand.Remove(P, phase, null);
      default ->
          new PhaseCommand.Add(
              P,
              "Phase " + random.nextInt(99),
              null,
              null,
              null,
              List.of(),
              List.of(),
              List.of("ok"),
              List.of());
    };
  }
}
