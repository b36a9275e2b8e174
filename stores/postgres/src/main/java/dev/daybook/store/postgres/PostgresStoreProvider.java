package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.time.InstantSource;

/**
 * {@code postgresql://[user[:password]@]host[:port]/database[?schema=<name>&readers=<number>]}: a
 * log that several nodes share. The schema is {@code daybook} unless another is named; readers are
 * the most connections that read at once, 8. Every other parameter goes to the driver: {@code
 * sslmode}, {@code prepareThreshold=0} for a pooler that knows no prepared statements.
 *
 * <p>An acknowledged append is as durable as the server is told to be; what its {@code fsync} or
 * {@code synchronous_commit} leave open is said at the start.
 */
public final class PostgresStoreProvider implements StoreProvider {
  /** The same for URLs that begin with {@code postgres:}. */
  public static final class Short implements StoreProvider {
    @Override
    public String scheme() {
      return "postgres";
    }

    @Override
    public EventLog open(String url, InstantSource clock, IdSource ids) {
      return PostgresStoreProvider.opened(url, clock, ids);
    }
  }

  @Override
  public String scheme() {
    return "postgresql";
  }

  @Override
  public EventLog open(String url, InstantSource clock, IdSource ids) {
    return opened(url, clock, ids);
  }

  private static EventLog opened(String url, InstantSource clock, IdSource ids) {
    var log = PostgresLog.open(PostgresUrl.parse(url), ids);
    try {
      return SequencedLog.over(log, clock);
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }
}
