package dev.daybook.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresServerIT {
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18})
  void each_version_starts_as_durable_as_in_earnest(int version) throws SQLException {
    try (var server = PostgresServer.start(version)) {
      var database = server.freshDatabase();
      assertThat(answer(server, database, "show server_version")).startsWith(version + ".");
      assertThat(answer(server, database, "show fsync")).isEqualTo("on");
      assertThat(answer(server, database, "show synchronous_commit")).isEqualTo("on");
      assertThat(answer(server, database, "show full_page_writes")).isEqualTo("on");
      assertThat(answer(server, database, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void what_was_committed_is_there_after_a_kill_and_after_a_restart() throws SQLException {
    try (var server = PostgresServer.start(18)) {
      var database = server.freshDatabase();
      server.execute(database, "create table kept (line text)", "insert into kept values ('one')");
      server.kill();
      assertThatThrownBy(() -> answer(server, database, "select line from kept"))
          .isInstanceOf(SQLException.class);
      server.restart();
      assertThat(answer(server, database, "select line from kept")).isEqualTo("one");
      server.restart();
      assertThat(answer(server, database, "select line from kept")).isEqualTo("one");
    }
  }

  private static String answer(PostgresServer server, String database, String sql)
      throws SQLException {
    try (var connection = DriverManager.getConnection(server.jdbcUrl(database));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
