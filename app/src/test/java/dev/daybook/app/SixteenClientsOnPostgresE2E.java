package dev.daybook.app;

/** Sixteen clients at once on a log in PostgreSQL. */
class SixteenClientsOnPostgresE2E extends SixteenClientsE2E {
  @Override
  StoreInTest store() {
    return StoreInTest.POSTGRES;
  }
}
