package dev.daybook.integration.sync;

import dev.daybook.integration.api.IntegrationEvent;
import dev.daybook.integration.api.IntegrationId;
import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.ProjectId;
import java.util.Set;

/** The stream {@code integration-<project>}: what was imported into a project. */
public final class SyncAggregate
    implements Aggregate<SyncCommand, Sync, SyncFacts, IntegrationEvent> {
  private final SyncDecider decider = new SyncDecider();

  /** The stream of a project. */
  public static StreamId stream(ProjectId project) {
    return new StreamId("integration", IntegrationId.of(project).text());
  }

  @Override
  public String category() {
    return "integration";
  }

  @Override
  public Class<SyncCommand> commands() {
    return SyncCommand.class;
  }

  @Override
  public Class<IntegrationEvent> events() {
    return IntegrationEvent.class;
  }

  @Override
  public Class<Sync> state() {
    return Sync.class;
  }

  @Override
  public Class<? extends Id> id() {
    return IntegrationId.class;
  }

  @Override
  public Decider<SyncCommand, Sync, SyncFacts, IntegrationEvent> decider() {
    return decider;
  }

  @Override
  public StreamId subject(SyncCommand command, IdSource ids) {
    return stream(command.project());
  }

  @Override
  public SyncFacts facts(SyncCommand command, StreamId subject, Sync state, Gathering gathering) {
    return new SyncFacts();
  }

  @Override
  public Set<Tag> tags(StreamId stream, Sync after, IntegrationEvent event) {
    return Set.of(Tag.of("project", stream.id()));
  }
}
