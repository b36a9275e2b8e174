package dev.daybook.projects.views.projects;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.project.Project;
import dev.daybook.projects.project.ProjectAggregate;
import java.time.Instant;

/** A project with who created and changed it, and when. */
record ProjectRow(
    Project project,
    long version,
    Actor createdBy,
    Instant createdAt,
    Actor updatedBy,
    Instant updatedAt) {

  /** Sorts a milestone without a day behind all others. */
  static final String NO_DAY = "9999-12-31";

  static final ProjectRow NEW =
      new ProjectRow(
          ProjectAggregate.INSTANCE.decider().initialState(),
          0,
          Actor.SYSTEM,
          Instant.EPOCH,
          Actor.SYSTEM,
          Instant.EPOCH);

  static ProjectRow of(Tables.Row row, Json json) {
    return new ProjectRow(
        ProjectsView.project(row, json),
        row.number("version"),
        Actor.parse(row.text("created_by")),
        Instant.parse(row.text("created_at")),
        Actor.parse(row.text("updated_by")),
        Instant.parse(row.text("updated_at")));
  }

  ProjectRow at(Project state, RecordedEvent envelope) {
    var by = envelope.provenance().actor();
    var first = version == 0;
    return new ProjectRow(
        state,
        envelope.version().value(),
        first ? by : createdBy,
        first ? envelope.time() : createdAt,
        by,
        envelope.time());
  }
}
