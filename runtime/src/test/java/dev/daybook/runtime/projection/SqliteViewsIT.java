package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteViewsIT {
  private static final int ROW = 1 << 20;

  @TempDir private Path folder;

  private static void write(SqliteViews views, int row) {
    views.write(
        tables -> tables.execute("insert into big (id, text) values (?, ?)", row, "x".repeat(ROW)));
  }

  private static long count(SqliteViews views) {
    return views.query("select count(*) n from big", row -> row.number("n")).getFirst();
  }

  @Test
  void the_write_ahead_log_is_carried_over_and_cut_back_while_much_is_written() throws Exception {
    var wal = folder.resolve("views.sqlite-wal");
    try (var views = SqliteViews.file(folder.resolve("views.sqlite"))) {
      views.write(tables -> tables.execute("create table big (id integer, text text)"));
      var largest = 0L;
      for (var row = 0; row < 160; row++) {
        write(views, row);
        largest = Math.max(largest, Files.size(wal));
      }
      assertThat(largest).isLessThan(80L << 20);
      Eventually.passes(() -> {
        views.write(tables -> tables.execute("update big set id = id - 1 where id <= 0"));
        assertThat(size(wal)).isLessThanOrEqualTo(WalCarrier.KEPT);
      });
      assertThat(count(views)).isEqualTo(160);
    }
    assertThat(wal).doesNotExist();
    try (var views = SqliteViews.file(folder.resolve("views.sqlite"))) {
      assertThat(count(views)).isEqualTo(160);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
