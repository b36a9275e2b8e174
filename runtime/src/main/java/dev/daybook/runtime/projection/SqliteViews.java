package dev.daybook.runtime.projection;

import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Views in a SQLite file: WAL, {@code synchronous=NORMAL} (disposable, and must not compete with
 * the log's flush), one writing connection, a few reading ones. Or in memory, then on one
 * connection for both.
 */
public final class SqliteViews implements ViewDatabase {
  private static final int READERS = 4;

  /** Pages that a transaction changes before any is written ahead of its commit: 32 MiB. */
  private static final int CHANGED_PAGES = 8_192;

  private final SqlConnection writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final @Nullable BlockingQueue<SqlConnection> readers;
  private final @Nullable WalCarrier wal;

  private SqliteViews(
      SqlConnection writer,
      @Nullable BlockingQueue<SqlConnection> readers,
      @Nullable WalCarrier wal) {
    this.writer = writer;
    this.readers = readers;
    this.wal = wal;
  }

  /** Opens or creates the file. */
  public static SqliteViews file(Path file) {
    var url = "jdbc:sqlite:" + file;
    var writer = open(url, false);
    writer.run("pragma wal_autocheckpoint = 0");
    writer.run("pragma journal_size_limit = " + WalCarrier.KEPT);
    writer.run("pragma cache_spill = " + CHANGED_PAGES);
    var readers = new LinkedBlockingQueue<SqlConnection>();
    for (var i = 0; i < READERS; i++) {
      readers.add(open(url, true));
    }
    return new SqliteViews(writer, readers, new WalCarrier(file, open(url, false)));
  }

  /** Views that end with the process. */
  public static SqliteViews memory() {
    return new SqliteViews(open("jdbc:sqlite::memory:", false), null, null);
  }

  private static SqlConnection open(String url, boolean reading) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(10_000);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    try {
      var connection = new SqlConnection(config.createConnection(url));
      if (reading) {
        connection.run("pragma query_only = true");
      }
      return connection;
    } catch (SQLException failed) {
      throw new ViewException(
          "The views cannot be opened at "
              + url
              + ": "
              + failed.getMessage()
              + ". Delete the file to rebuild them.",
          failed);
    }
  }

  @Override
  public void expect(List<View> views) {
    write(tables -> tables.execute(Checkpoints.CREATE));
  }

  @Override
  public String key(View view) {
    return view.name();
  }

  @Override
  public boolean holds(View view, Tables.Reader tables) {
    return true;
  }

  @Override
  public void create(View view, Tables.Writer tables) {
    view.tables().forEach(table -> tables.execute("drop table if exists " + table));
    view.schema().forEach(tables::execute);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void write(Consumer<Tables.Writer> work) {
    writing.lock();
    try {
      writer.run("begin immediate");
      try {
        work.accept(writer);
      } catch (RuntimeException | Error failed) {
        writer.run("rollback");
        writer.forget();
        throw failed;
      }
      writer.run("commit");
      if (wal != null) {
        wal.committed();
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> List<T> query(
      String sql, Function<Tables.Row, T> each, @Nullable Object... parameters) {
    var pool = readers;
    if (pool == null) {
      writing.lock();
      try {
        return writer.query(sql, each, parameters);
      } finally {
        writing.unlock();
      }
    }
    SqlConnection reader;
    try {
      reader = pool.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ViewException("Interrupted while waiting to read the views", interrupted);
    }
    try {
      return reader.query(sql, each, parameters);
    } finally {
      pool.add(reader);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      if (wal != null) {
        wal.close();
      }
      if (readers != null) {
        readers.forEach(SqlConnection::close);
      }
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
