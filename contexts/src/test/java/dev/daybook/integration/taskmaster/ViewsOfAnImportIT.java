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
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ViewsOfAnImportIT {
  @Test
  void an_imported_plan_looks_alike_in_every_database() {
    assertThat(answers(TaskmasterSample.nineTags(7, 25))).isGreaterThan(100);
  }

  @Test
  void a_label_that_is_longer_than_any_index_takes_looks_alike_in_every_database() {
    var name = new Random(5).ints(9_000, 'a', 'z').mapToObj(Character::toString);
    var plan = "{\"%s\": {\"tasks\": [{\"id\": 1, \"title\": \"One\", \"status\": \"pending\"}]}}";
    assertThat(answers(plan.formatted(name.collect(Collectors.joining())))).isPositive();
  }

  private static int answers(String plan) {
    var port = new EnginePort();
    var imported =
        new Taskmaster(port.ids)
            .importFile(
                port,
                plan.getBytes(StandardCharsets.UTF_8),
                "sample-tasks.json",
                Optional.empty(),
                Progress.SILENT);
    assertThat(imported).isInstanceOf(ImportResult.Imported.class);
    try (var both =
        new TwoDatabases(
            port.log,
            List.of(new ProjectsContext(), new IntegrationContext()),
            PostgresServer.shared(18))) {
      return both.ask(7);
    }
  }
}
