package dev.daybook.bench;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.testkit.postgres.PostgresServer;
import java.nio.file.Path;

/** The durable stores, for tests that run on each of them. */
final class Stores {
  static final String SQLITE = "sqlite:";
  static final String ROCKSDB = "rocksdb:";
  static final String POSTGRES = "postgresql:";

  private Stores() {}

  static BackEnd in(Path folder, String store) {
    return BackEnds.of(
        store.equals(POSTGRES) ? PostgresServer.shared(17).storeUrl("postgres") : store, folder);
  }
}
