package dev.daybook.app;

import dev.daybook.testkit.postgres.PostgresServer;
import java.nio.file.Path;

/** A kind of durable store; each URL is of a store of its own, empty. */
enum StoreInTest {
  SQLITE {
    @Override
    String url(Path folder) {
      return "sqlite:" + folder.toAbsolutePath().resolve("log.sqlite");
    }
  },
  ROCKSDB {
    @Override
    String url(Path folder) {
      return "rocksdb:" + folder.toAbsolutePath().resolve("log.rocksdb");
    }
  },
  POSTGRES {
    @Override
    String url(Path folder) {
      var server = PostgresServer.sharedAndHasty(18);
      return server.storeUrl(server.freshDatabase());
    }
  };

  /**
   * The URL of a new store.
   *
   * @param folder where it lies, if it lies in files
   */
  abstract String url(Path folder);
}
