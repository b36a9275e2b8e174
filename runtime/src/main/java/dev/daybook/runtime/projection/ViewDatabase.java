package dev.daybook.runtime.projection;

import dev.daybook.kernel.view.Tables;
import java.util.function.Consumer;

/** Where the views live. Everything in it can be dropped and rebuilt from the log. */
public interface ViewDatabase extends Tables.Reader, AutoCloseable {
  /**
   * Runs work in one transaction: committed when it returns, rolled back when it throws. One
   * transaction at a time; readers see the state before it until it is committed.
   */
  void write(Consumer<Tables.Writer> work);

  @Override
  void close();
}
