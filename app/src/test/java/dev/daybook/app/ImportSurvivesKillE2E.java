package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.nio.charset.StandardCharsets;

/** An import of a file as large as users report, killed and repeated. */
class ImportSurvivesKillE2E extends ImportSurvivesKill {
  @Override
  StoreInTest store() {
    return StoreInTest.SQLITE;
  }

  @Override
  String plan() {
    var plan = TaskmasterSample.large(42);
    assertThat(plan.getBytes(StandardCharsets.UTF_8).length).isBetween(12_000_000, 15_000_000);
    return plan;
  }
}
