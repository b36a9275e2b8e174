package dev.daybook.kernel;

/**
 * The rules of one aggregate, pure: no clock, no randomness, no input or output. What the rules
 * need to know beyond the aggregate itself (the actor, the time, neighbours) comes in as facts that
 * were read at a known position, so the append can demand that they still hold.
 *
 * @param <C> commands, a sealed interface of records
 * @param <S> state, a record
 * @param <F> facts: what the aggregate cannot know by itself, gathered before the decision
 * @param <E> events, a sealed interface of records
 */
public interface Decider<C, S, F, E> {
  /** The state before the first event. */
  S initialState();

  /** Decides; never writes. A command that asks for what already is, is accepted with no event. */
  Decision<E> decide(C command, S state, F facts);

  /**
   * The state after an event. Total: every event that was ever recorded is accepted in every state.
   */
  S evolve(S state, E event);
}
