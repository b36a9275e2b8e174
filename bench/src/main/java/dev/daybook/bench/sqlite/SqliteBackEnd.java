package dev.daybook.bench.sqlite;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.bench.limit.Limit;
import java.nio.file.Path;

/** SQLite in a folder. */
public final class SqliteBackEnd implements BackEnd {
  private final Path folder;

  public SqliteBackEnd(Path folder) {
    this.folder = folder;
  }

  @Override
  public String settings() {
    return "SQLite, WAL, synchronous=FULL";
  }

  @Override
  public String url(String log) {
    return "sqlite:" + folder.resolve(log + ".sqlite");
  }

  @Override
  public Limit limit(String table) throws Exception {
    return new PlainTable(folder.resolve("plain-" + table + ".sqlite"));
  }

  @Override
  public Limit limitOfStreams(String table) throws Exception {
    return limit(table);
  }

  @Override
  public void close() {
    // the folder is its owner's to remove
  }
}
