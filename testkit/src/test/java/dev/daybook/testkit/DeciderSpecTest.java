package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.testkit.Counter.Command.SetTo;
import dev.daybook.testkit.Counter.Event.Changed;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class DeciderSpecTest {
  private static final Counter.Most TEN = new Counter.Most(10);

  private final DeciderSpec<Counter.Command, Counter.State, Counter.Most, Counter.Event> counter =
      DeciderSpec.of(new Counter());

  @Test
  void what_is_decided_is_compared_with_what_is_wanted() {
    counter
        .given(new Changed(3))
        .when(new SetTo(5), TEN)
        .then(new Changed(5))
        .thenState(new Counter.State(5))
        .thenAgainNothing();
    counter.given(new Changed(5)).when(new SetTo(5), TEN).thenNothing();
    counter
        .given()
        .when(new SetTo(11), TEN)
        .thenRejected("too_much", details -> assertThat(details).containsEntry("most", 10));
    counter.given().when(new SetTo(5), TEN).and().when(new SetTo(6), TEN).then(new Changed(6));
    counter.given(new Changed(3), new Changed(4)).thenState(new Counter.State(4));
  }

  @Test
  void a_wrong_expectation_fails_and_tells_the_story() {
    fails(
        () -> counter.given(new Changed(3)).when(new SetTo(5), TEN).then(new Changed(6)),
        "Changed[value=3]");
    fails(() -> counter.given().when(new SetTo(5), TEN).thenNothing(), "SetTo[value=5]");
    fails(
        () -> counter.given().when(new SetTo(5), TEN).thenRejected("too_much"),
        "but it was accepted");
    fails(
        () -> counter.given().when(new SetTo(11), TEN).then(new Changed(11)),
        "but it was refused: too_much");
    fails(() -> counter.given().when(new SetTo(11), TEN).thenRejected("too_little"), "too_little");
    fails(() -> counter.given().when(new SetTo(11), TEN).thenNothing(), "At most 10");
    fails(
        () -> counter.given().when(new Counter.Command.Add(1), TEN).thenAgainNothing(),
        "when retried");
    fails(
        () -> counter.given().when(new SetTo(5), TEN).thenState(new Counter.State(4)),
        "State[value=4]");
  }

  private static void fails(ThrowingCallable spec, String telling) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(spec).withMessageContaining(telling);
  }
}
