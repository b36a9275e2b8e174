package dev.daybook.runtime.projection;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the views live. Everything in it can be dropped and rebuilt from the log. Failures are
 * {@link ViewException}s.
 */
public interface ViewDatabase extends Tables.Reader, AutoCloseable {
  /**
   * The views of a log: in the same database where the log is in PostgreSQL, in memory for a log in
   * memory, otherwise in a SQLite file.
   *
   * @param store the URL of the log
   * @param file where the SQLite file lies, when there is to be one
   * @throws IllegalArgumentException when a URL of PostgreSQL is not understood
   */
  static ViewDatabase of(String store, Path file) {
    if (PostgresUrl.is(store)) {
      return PostgresViews.of(store);
    }
    return store.startsWith("memory:") ? SqliteViews.memory() : SqliteViews.file(file);
  }

  /**
   * Says which views will live here, before anything else is asked; their tables may be missing
   * still. Harmless when said again.
   */
  void expect(List<View> views);

  /** What the checkpoint of a view is kept under. */
  String key(View view);

  /** Whether the tables of a view are all here. */
  boolean holds(View view, Tables.Reader tables);

  /** Drops the tables of a view, if there are any, and makes them anew and empty. */
  void create(View view, Tables.Writer tables);

  /** Whether other processes keep the same views, so that they move without this one's doing. */
  boolean isShared();

  /**
   * Runs work in one transaction: committed when it returns, rolled back when it throws. One
   * transaction at a time, over all processes; readers see the state before it until it is
   * committed.
   *
   * @throws ViewException when it failed; {@link ViewException#retryable()} also when the outcome
   *     is not known, so read the checkpoint before doing it again
   */
  void write(Consumer<Tables.Writer> work);

  @Override
  void close();
}
