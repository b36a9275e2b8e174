package dev.daybook.testkit;

import dev.daybook.kernel.Decider;

/** The properties hold for a decider that keeps them. */
final class CounterPropertiesTest
    extends DeciderProperties<Counter.Command, Counter.State, Counter.Most, Counter.Event> {
  @Override
  protected Decider<Counter.Command, Counter.State, Counter.Most, Counter.Event> decider() {
    return new Counter();
  }

  @Override
  protected Counter.Command command(Generator random, Counter.State state) {
    return random.percent(50)
        ? new Counter.Command.SetTo(random.between(0, 15))
        : new Counter.Command.Add(random.between(0, 3));
  }

  @Override
  protected Counter.Most facts(Generator random, Counter.Command command, Counter.State state) {
    return new Counter.Most(random.between(5, 12));
  }

  @Override
  protected boolean meansSomethingNewEachTime(Counter.Command command) {
    return command instanceof Counter.Command.Add;
  }
}
