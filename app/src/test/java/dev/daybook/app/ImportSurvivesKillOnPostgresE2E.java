package dev.daybook.app;

import dev.daybook.testkit.taskmaster.TaskmasterSample;

/** A large import, killed and repeated, on a log in PostgreSQL. */
class ImportSurvivesKillOnPostgresE2E extends ImportSurvivesKillE2E {
  @Override
  StoreInTest store() {
    return StoreInTest.POSTGRES;
  }

  @Override
  String plan() {
    return TaskmasterSample.nineTags(42, 80);
  }
}
