package dev.daybook.app;

/** An import, killed and repeated, on a log in PostgreSQL. */
class ImportSurvivesKillOnPostgresE2E extends ImportSurvivesKill {
  @Override
  StoreInTest store() {
    return StoreInTest.POSTGRES;
  }
}
