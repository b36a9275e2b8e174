package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What holds for every decider, tried on random programs of commands. An aggregate's test extends
 * this and says how to make a command and its facts; the seed of a failing program is in the
 * failure.
 *
 * @param <C> commands
 * @param <S> state
 * @param <F> facts
 * @param <E> events
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class DeciderProperties<C, S, F, E> {
  private static final int PROGRAMS = 100;
  private static final int COMMANDS = 40;

  protected abstract Decider<C, S, F, E> decider();

  /** Any command, sensible in this state or not. */
  protected abstract C command(Generator random, S state);

  /** What the command is decided on. */
  protected abstract F facts(Generator random, C command, S state);

  /**
   * Declares a command that means something new each time it is given; only its append id keeps it
   * from a second time.
   */
  protected boolean meansSomethingNewEachTime(C command) {
    return false;
  }

  /**
   * Declares an event that says something about the aggregate which no decision needs; evolve must
   * leave the state alone.
   */
  protected boolean leavesTheStateAlone(E event) {
    return false;
  }

  private record Step<C, S, F, E>(
      long seed, C command, F facts, S before, List<E> written, S after) {
    @Override
    public String toString() {
      return "seed " + seed + ", " + command + " on " + before;
    }
  }

  @Test
  void random_programs_get_somewhere() {
    assertThat(programs())
        .as("commands that wrote something")
        .anyMatch(step -> !step.written().isEmpty());
  }

  @Test
  void a_retried_command_writes_nothing() {
    for (var step : programs()) {
      if (!meansSomethingNewEachTime(step.command())) {
        assertThat(written(decider().decide(step.command(), step.after(), step.facts())))
            .as("again: %s", step)
            .isEmpty();
      }
    }
  }

  @Test
  void decide_says_the_same_when_asked_twice() {
    for (var step : programs()) {
      assertThat(written(decider().decide(step.command(), step.before(), step.facts())))
          .as("%s", step)
          .isEqualTo(step.written());
    }
  }

  @Test
  void decide_never_emits_an_event_that_evolve_ignores() {
    for (var step : programs()) {
      var state = step.before();
      for (var event : step.written()) {
        var next = decider().evolve(state, event);
        if (leavesTheStateAlone(event)) {
          assertThat(next)
              .as("declared to leave the state alone: %s, %s", event, step)
              .isEqualTo(state);
        } else {
          assertThat(next).as("after %s, %s", event, step).isNotEqualTo(state);
        }
        state = next;
      }
    }
  }

  @Test
  void evolve_accepts_every_event_in_every_state() {
    var steps = programs();
    var events = steps.stream().flatMap(step -> step.written().stream()).toList();
    var random = new Generator(1);
    for (var step : steps) {
      var event = random.oneOf(events);
      assertThat(decider().evolve(step.before(), event))
          .as("%s on %s", event, step.before())
          .isNotNull();
      assertThat(decider().evolve(decider().initialState(), event))
          .as("%s on nothing", event)
          .isNotNull();
    }
  }

  @Test
  void folding_a_beginning_and_then_the_rest_is_folding_the_whole() {
    for (var seed = 1L; seed <= PROGRAMS; seed++) {
      var history = program(seed).stream().flatMap(step -> step.written().stream()).toList();
      var whole = fold(decider().initialState(), history);
      for (var cut = 0; cut <= history.size(); cut++) {
        var beginning = fold(decider().initialState(), history.subList(0, cut));
        assertThat(fold(beginning, history.subList(cut, history.size())))
            .as("seed %s, cut after %s of %s", seed, cut, history)
            .isEqualTo(whole);
      }
    }
  }

  private List<Step<C, S, F, E>> programs() {
    List<Step<C, S, F, E>> steps = new ArrayList<>();
    for (var seed = 1L; seed <= PROGRAMS; seed++) {
      steps.addAll(program(seed));
    }
    return steps;
  }

  private List<Step<C, S, F, E>> program(long seed) {
    var random = new Generator(seed);
    List<Step<C, S, F, E>> steps = new ArrayList<>();
    var state = decider().initialState();
    for (var i = 0; i < COMMANDS; i++) {
      var command = command(random, state);
      var facts = facts(random, command, state);
      var written = written(decider().decide(command, state, facts));
      var after = fold(state, written);
      steps.add(new Step<>(seed, command, facts, state, written, after));
      state = after;
    }
    return steps;
  }

  private S fold(S state, List<E> events) {
    var now = state;
    for (var event : events) {
      now = decider().evolve(now, event);
    }
    return now;
  }

  private static <E> List<E> written(Decision<E> decision) {
    return switch (decision) {
      case Decision.Accepted<E>(var events) -> events;
      case Decision.Rejected<E> _ -> List.of();
    };
  }
}
