package dev.daybook.testkit;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import java.util.Map;

/**
 * The smallest aggregate with rules: a counter that is set to a value up to what the facts allow.
 */
final class Counter
    implements Decider<Counter.Command, Counter.State, Counter.Most, Counter.Event> {
  sealed interface Command {
    record SetTo(int value) implements Command {}

    record Add(int amount) implements Command {}
  }

  sealed interface Event {
    record Changed(int value) implements Event {}
  }

  record State(int value) {}

  record Most(int value) {}

  @Override
  public State initialState() {
    return new State(0);
  }

  @Override
  public Decision<Event> decide(Command command, State state, Most facts) {
    var wanted =
        switch (command) {
          case Command.SetTo(var value) -> value;
          case Command.Add(var amount) -> state.value() + amount;
        };
    if (wanted > facts.value()) {
      return Decision.refused(
          "too_much", "At most " + facts.value(), Map.of("most", facts.value()));
    }
    return wanted == state.value()
        ? Decision.unchanged()
        : Decision.accepted(new Event.Changed(wanted));
  }

  @Override
  public State evolve(State state, Event event) {
    return switch (event) {
      case Event.Changed(var value) -> new State(value);
    };
  }
}
