package dev.daybook.doors.http;

import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.runtime.projection.ViewDatabase;
import dev.daybook.runtime.projection.ViewException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database of views behind a switch: while it is off, it is away. */
final class SwitchedViews implements ViewDatabase {
  private final ViewDatabase views;
  private volatile boolean away;

  SwitchedViews(ViewDatabase views) {
    this.views = views;
  }

  void away(boolean off) {
    away = off;
  }

  private ViewDatabase there() {
    if (away) {
      throw new ViewException("The connection to the views was cut", null, true);
    }
    return views;
  }

  @Override
  public void expect(List<View> all) {
    there().expect(all);
  }

  @Override
  public String key(View view) {
    return views.key(view);
  }

  @Override
  public boolean holds(View view, Tables.Reader tables) {
    return there().holds(view, tables);
  }

  @Override
  public void create(View view, Tables.Writer tables) {
    there().create(view, tables);
  }

  @Override
  public boolean isShared() {
    return views.isShared();
  }

  @Override
  public void write(Consumer<Tables.Writer> work) {
    there().write(work);
  }

  @Override
  public <T> List<T> query(
      String sql, Function<Tables.Row, T> each, @Nullable Object... parameters) {
    return there().query(sql, each, parameters);
  }

  @Override
  public void close() {
    views.close();
  }
}
