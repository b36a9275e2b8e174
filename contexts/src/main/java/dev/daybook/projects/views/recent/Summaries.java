package dev.daybook.projects.views.recent;

import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.ProjectEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in a few words. The words of an event's type come first, what is peculiar to it
 * follows.
 */
final class Summaries {
  private static final int LONGEST = 200;

  private Summaries() {}

  static String of(String type, Object event) {
    var words = type.substring(type.indexOf('.') + 1).replace('_', ' ');
    var detail = event instanceof ProjectEvent known ? detail(known) : null;
    var line =
        detail == null || detail.isBlank()
            ? words
            : words + ": " + detail.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private static @Nullable String detail(ProjectEvent event) {
    return switch (event) {
      case ProjectEvent.Created it -> it.name();
      case ProjectEvent.Started it -> it.reason();
      case ProjectEvent.Paused it -> it.reason();
      case ProjectEvent.Resumed it -> it.reason();
      case ProjectEvent.Completed it -> it.forced() ? "although phases were open" : it.reason();
      case ProjectEvent.Cancelled it -> it.reason();
      case ProjectEvent.Updated it -> fields(it.changes());
      case ProjectEvent.RiskIdentified it -> it.risk().title();
      case ProjectEvent.RiskUpdated it -> fields(it.changes());
      case ProjectEvent.ResourceRequired it -> it.resource().kind();
      case ProjectEvent.ResourceUpdated it -> fields(it.changes());
      case ProjectEvent.ResourceRemoved it -> it.reason();
      case ProjectEvent.MilestonePlanned it -> it.milestone().name();
      case ProjectEvent.MilestoneUpdated it -> fields(it.changes());
      case ProjectEvent.MilestoneRemoved it -> it.reason();
      case ProjectEvent.MilestoneReached it -> it.name();
      case ProjectEvent.Archived it -> it.reason();
      case ProjectEvent.Unarchived it -> it.reason();
      case ProjectEvent.Deleted it -> it.reason();
      case ProjectEvent.Undone it -> it.undoneType();
      case PhaseEvent.Added it -> it.definition().name();
      case PhaseEvent.Updated it -> fields(it.changes());
      case PhaseEvent.Removed it -> it.reason();
      case PhaseEvent.Started it -> it.reason();
      case PhaseEvent.Completed it -> it.reason();
      case PhaseEvent.Blocked it -> it.issue();
      case PhaseEvent.Unblocked it -> it.reason();
      case PhaseEvent.Deferred it -> it.reason();
      case PhaseEvent.Reactivated it -> it.reason();
      case PhaseEvent.CriterionJudged it -> it.text() + (it.met() ? " (met)" : " (not met)");
      case PhaseEvent.DeliverableAccepted it -> it.name();
    };
  }

  private static String fields(List<FieldChange> changes) {
    return String.join(", ", changes.stream().map(FieldChange::field).toList());
  }
}
