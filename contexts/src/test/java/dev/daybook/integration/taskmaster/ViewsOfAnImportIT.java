package dev.daybook.integration.taskmaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.views.TwoDatabases;
import dev.daybook.testkit.postgres.PostgresServer;
import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsOfAnImportIT {
  @Test
  void an_imported_plan_looks_alike_in_every_database() {
    var port = new EnginePort();
    var imported =
        new Taskmaster(port.ids)
            .importFile(
                port,
                TaskmasterSample.nineTags(7, 25).getBytes(StandardCharsets.UTF_8),
                "sample-tasks.json",
                Optional.empty(),
                Progress.SILENT);
    assertThat(imported).isInstanceOf(ImportResult.Imported.class);
    try (var both =
        new TwoDatabases(
            port.log,
            List.of(new ProjectsContext(), new IntegrationContext()),
            PostgresServer.shared(18))) {
      assertThat(both.ask(7)).isGreaterThan(100);
    }
  }
}
