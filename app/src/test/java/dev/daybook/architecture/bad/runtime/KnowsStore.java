package dev.daybook.architecture.bad.runtime;

import dev.daybook.architecture.bad.store.sqlite.SqliteStore;

final class KnowsStore {
  SqliteStore store;
}
