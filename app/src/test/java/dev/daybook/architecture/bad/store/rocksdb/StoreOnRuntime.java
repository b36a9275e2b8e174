package dev.daybook.architecture.bad.store.rocksdb;

import dev.daybook.architecture.bad.runtime.KnowsApp;
import dev.daybook.architecture.bad.store.sqlite.SqliteStore;

final class StoreOnRuntime {
  KnowsApp runtime;
  SqliteStore neighbour;
}
