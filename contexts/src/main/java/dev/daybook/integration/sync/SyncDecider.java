package dev.daybook.integration.sync;

import dev.daybook.integration.api.IntegrationEvent;
import dev.daybook.integration.api.IntegrationEvent.TaskmasterSynced;
import dev.daybook.integration.api.IntegrationEvent.TaskmasterTagImported;
import dev.daybook.integration.sync.SyncCommand.NoteFile;
import dev.daybook.integration.sync.SyncCommand.NoteTag;
import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import java.util.Map;

/** Notes what differs from what was noted last. */
public final class SyncDecider implements Decider<SyncCommand, Sync, SyncFacts, IntegrationEvent> {
  /** The code of the refusal of a note that was planned on what is no longer so. */
  public static final String OVERTAKEN = "import_overtaken";

  @Override
  public Sync initialState() {
    return Sync.NONE;
  }

  @Override
  public Decision<IntegrationEvent> decide(SyncCommand command, Sync state, SyncFacts facts) {
    return switch (command) {
      case NoteTag note -> noteTag(note, state);
      case NoteFile note -> noteFile(note, state);
    };
  }

  private static Decision<IntegrationEvent> noteTag(NoteTag note, Sync state) {
    if (state.imports() != note.after()) {
      return Decision.refused(
          OVERTAKEN,
          "Another import into this project was faster. Read what it wrote and plan again.",
          Map.of("project", note.project().text()));
    }
    var before = state.tags().get(note.tag());
    if (before != null
        && before.sha256().equals(note.sha256())
        && note.created() + note.changed() == 0) {
      return Decision.unchanged();
    }
    return Decision.accepted(
        new TaskmasterTagImported(
            note.project(),
            note.tag(),
            note.template(),
            note.sha256(),
            note.created(),
            note.changed(),
            note.conflicts()));
  }

  private static Decision<IntegrationEvent> noteFile(NoteFile note, Sync state) {
    var next =
        new TaskmasterSynced(
            note.project(),
            note.taskmasterId(),
            note.syncedTasks(),
            note.syncedDeliverables(),
            note.shape(),
            note.template(),
            note.sha256());
    return next.equals(state.file()) ? Decision.unchanged() : Decision.accepted(next);
  }

  @Override
  public Sync evolve(Sync state, IntegrationEvent event) {
    return switch (event) {
      case TaskmasterTagImported imported -> state.with(imported);
      case TaskmasterSynced synced -> state.with(synced);
    };
  }
}
