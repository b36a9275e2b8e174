package dev.daybook.bench.postgres;

import dev.daybook.bench.limit.Row;
import dev.daybook.bench.limit.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Two connections: one inserts a row and notifies, the other listens and, woken, reads the row. Or
 * with nothing written: the listener, woken, notifies back.
 */
final class PlainNotify implements Signal {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Connection writer;
  private final Connection listener;
  private final PreparedStatement insert;
  private final PreparedStatement read;
  private final Thread thread;
  private final SynchronousQueue<Long> heard = new SynchronousQueue<>();
  private volatile boolean closed;
  private long position;

  PlainNotify(Connection writer, Connection listener) throws SQLException {
    this.writer = writer;
    this.listener = listener;
    execute(
        writer,
        "create table plain_news (position bigint primary key, stream text not null, version bigint"
            + " not null, type text not null, data bytea not null, rest bytea not null, unique"
            + " (stream, version))");
    insert = writer.prepareStatement("insert into plain_news values (?, ?, ?, ?, ?, ?)");
    read =
        listener.prepareStatement(
            "select position, data, rest from plain_news where position > ? order by position");
    execute(listener, "listen there");
    execute(writer, "listen back");
    thread = Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    var seen = 0L;
    try {
      while (!closed) {
        var news = listener.unwrap(PGConnection.class).getNotifications(500);
        if (news != null && news.length > 0) {
          if (news[0].getParameter().isEmpty()) {
            seen = readAfter(seen);
            heard.put(System.nanoTime());
          } else {
            execute(listener, "notify back");
          }
        }
      }
    } catch (SQLException failed) {
      if (!closed) {
        throw new IllegalStateException("The listener failed", failed);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private long readAfter(long seen) throws SQLException {
    var last = seen;
    read.setLong(1, seen);
    try (var rows = read.executeQuery()) {
      while (rows.next()) {
        last = rows.getLong(1);
        rows.getBytes(2);
        rows.getBytes(3);
      }
    }
    return last;
  }

  @Override
  public long rowToListener(Row row) throws SQLException, InterruptedException {
    var start = System.nanoTime();
    insert.setLong(1, ++position);
    insert.setString(2, row.stream());
    insert.setLong(3, row.version());
    insert.setString(4, Row.TYPE);
    insert.setBytes(5, row.data());
    insert.setBytes(6, row.rest());
    insert.executeUpdate();
    execute(writer, "notify there");
    return there(heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) - start;
  }

  private static long there(@Nullable Long time) {
    if (time == null) {
      throw new IllegalStateException("The listener heard nothing");
    }
    return time;
  }

  @Override
  public long roundTrip() throws SQLException {
    var start = System.nanoTime();
    execute(writer, "notify there, 'ping'");
    var news = writer.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS);
    if (news == null || news.length == 0) {
      throw new IllegalStateException("The listener did not answer");
    }
    return System.nanoTime() - start;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    writer.close();
    listener.close();
  }
}
