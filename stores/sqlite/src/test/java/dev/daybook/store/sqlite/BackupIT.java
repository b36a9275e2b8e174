package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.files.BackupContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class BackupIT extends BackupContract {
  @Override
  protected String url(Path place) {
    return "sqlite:" + place;
  }

  @Override
  protected void damage(Path copy, long position) throws SQLException {
    Logs.tamper(copy, "drop trigger event_no_update");
    Logs.flip(copy, "bytes", position, 210);
  }

  @Test
  void a_database_of_another_program_is_not_taken_for_a_backup() throws SQLException {
    var foreign = directory.resolve("foreign.sqlite");
    Logs.tamper(foreign, "create table other (x)");
    assertThat(new SqliteStoreProvider().openBackup(foreign)).isEmpty();
  }
}
