package dev.daybook.bench;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.bench.postgres.PostgresBackEnd;
import dev.daybook.bench.rocksdb.RocksBackEnd;
import dev.daybook.bench.sqlite.SqliteBackEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The back ends that can be measured, by the beginning of a store URL. */
public final class BackEnds {
  private static final String SQLITE = "sqlite:";
  private static final String ROCKSDB = "rocksdb:";
  private static final List<String> KNOWN = List.of(SQLITE, ROCKSDB, "postgresql:");

  private BackEnds() {}

  /** What is wrong with a store URL, if anything is. */
  public static Optional<String> fault(String store) {
    return KNOWN.stream().anyMatch(store::startsWith)
        ? Optional.empty()
        : Optional.of(
            "No durable store begins like '"
                + store
                + "'. Measured are sqlite:, rocksdb: and postgresql://USER@HOST:PORT/DATABASE");
  }

  /**
   * The back end of a store URL; of files only the kind counts, what the bench makes lies in the
   * folder.
   *
   * @throws IllegalArgumentException when there is a {@link #fault}
   */
  public static BackEnd of(String store, Path folder) {
    fault(store)
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault);
        });
    if (store.startsWith(SQLITE)) {
      return new SqliteBackEnd(folder);
    }
    return store.startsWith(ROCKSDB) ? new RocksBackEnd(folder) : new PostgresBackEnd(store);
  }
}
