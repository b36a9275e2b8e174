package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Given what happened, when a command comes, then these events, that refusal, or nothing:
 *
 * <pre>{@code
 * spec.given(created(T1)).when(new TaskCommand.Start(T1), facts).then(new TaskEvent.Started(T1));
 * }</pre>
 *
 * @param <C> commands
 * @param <S> state
 * @param <F> facts
 * @param <E> events
 */
public final class DeciderSpec<C, S, F, E> {
  private final Decider<C, S, F, E> decider;

  private DeciderSpec(Decider<C, S, F, E> decider) {
    this.decider = decider;
  }

  public static <C, S, F, E> DeciderSpec<C, S, F, E> of(Decider<C, S, F, E> decider) {
    return new DeciderSpec<>(decider);
  }

  /** What happened before; none is a new aggregate. */
  @SafeVarargs
  public final Given given(E... events) {
    return given(List.of(events));
  }

  /** What happened before. */
  public Given given(List<? extends E> events) {
    return new Given(List.copyOf(events));
  }

  private S fold(S state, List<? extends E> events) {
    var now = state;
    for (var event : events) {
      now = decider.evolve(now, event);
    }
    return now;
  }

  /** A history. */
  public final class Given {
    private final List<E> history;

    private Given(List<E> history) {
      this.history = history;
    }

    /** The command, and the facts it is decided on. */
    public When when(C command, F facts) {
      var state = fold(decider.initialState(), history);
      return new When(command, facts, history, state, decider.decide(command, state, facts));
    }

    /** The state the history folds to. */
    public Given thenState(Consumer<? super S> check) {
      check.accept(fold(decider.initialState(), history));
      return this;
    }

    public Given thenState(S expected) {
      return thenState(
          state -> assertThat(state).as("state after %s", history).isEqualTo(expected));
    }
  }

  /** A decision. */
  public final class When {
    private final C command;
    private final F facts;
    private final List<E> history;
    private final S before;
    private final Decision<E> decision;

    private When(C command, F facts, List<E> history, S before, Decision<E> decision) {
      this.command = command;
      this.facts = facts;
      this.history = history;
      this.before = before;
      this.decision = decision;
    }

    /** Exactly these events in this order. */
    @SafeVarargs
    public final When then(E... expected) {
      assertThat(events()).as("events of %s given %s", command, history).containsExactly(expected);
      return this;
    }

    /** Whatever the check finds right about the events. */
    public When thenEvents(Consumer<? super List<E>> check) {
      check.accept(events());
      return this;
    }

    /** It is already so: accepted, nothing written. */
    public When thenNothing() {
      assertThat(events()).as("events of %s given %s", command, history).isEmpty();
      return this;
    }

    /** Refused with this code. */
    public When thenRejected(String code) {
      return thenRejection(
          why -> assertThat(why.code()).as("code of \"%s\"", why.message()).isEqualTo(code));
    }

    /** Refused with this code and these details. */
    public When thenRejected(String code, Consumer<? super Map<String, Object>> details) {
      thenRejected(code);
      return thenRejection(why -> details.accept(why.details()));
    }

    /** Refused, and the refusal is as the check wants it. */
    public When thenRejection(Consumer<? super Rejection> check) {
      switch (decision) {
        case Decision.Rejected<E>(var why) -> check.accept(why);
        case Decision.Accepted<E>(var events) ->
            throw new AssertionError(said("to be refused") + "but it was accepted with " + events);
      }
      return this;
    }

    /** The state after the events it decided. */
    public When thenState(Consumer<? super S> check) {
      check.accept(after());
      return this;
    }

    public When thenState(S expected) {
      return thenState(
          state -> assertThat(state).as("state after %s", command).isEqualTo(expected));
    }

    /**
     * The same command, decided again on the state it led to, writes nothing: accepted without an
     * event, or refused.
     */
    public When thenAgainNothing() {
      switch (decider.decide(command, after(), facts)) {
        case Decision.Rejected<E> _ -> {}
        case Decision.Accepted<E>(var again) ->
            assertThat(again).as("events of %s when retried", command).isEmpty();
      }
      return this;
    }

    /** Goes on from here: the history and what was just decided. */
    public Given and() {
      List<E> all = new ArrayList<>(history);
      all.addAll(events());
      return given(all);
    }

    private S after() {
      return fold(before, events());
    }

    private List<E> events() {
      return switch (decision) {
        case Decision.Accepted<E>(var events) -> events;
        case Decision.Rejected<E>(var why) ->
            throw new AssertionError(
                said("to be accepted")
                    + "but it was refused: "
                    + why.code()
                    + " \""
                    + why.message()
                    + "\" "
                    + why.details());
      };
    }

    private String said(String expectation) {
      return "Expected " + command + " " + expectation + " given " + history + ", ";
    }
  }
}
