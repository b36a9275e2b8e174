package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.Set;

/** An aggregate as it is, but for how often a snapshot of it is due. */
record Often<C, S, F, E>(Aggregate<C, S, F, E> it, int snapshotEvery)
    implements Aggregate<C, S, F, E> {
  @Override
  public String category() {
    return it.category();
  }

  @Override
  public Class<C> commands() {
    return it.commands();
  }

  @Override
  public Class<E> events() {
    return it.events();
  }

  @Override
  public Class<S> state() {
    return it.state();
  }

  @Override
  public Class<? extends Id> id() {
    return it.id();
  }

  @Override
  public Decider<C, S, F, E> decider() {
    return it.decider();
  }

  @Override
  public StreamId subject(C command, IdSource ids) {
    return it.subject(command, ids);
  }

  @Override
  public F facts(C command, StreamId subject, S state, Gathering gathering) {
    return it.facts(command, subject, state, gathering);
  }

  @Override
  public Set<Tag> tags(StreamId stream, S after, E event) {
    return it.tags(stream, after, event);
  }

  @Override
  public int stateVersion() {
    return it.stateVersion();
  }
}
