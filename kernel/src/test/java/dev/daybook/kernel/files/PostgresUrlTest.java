package dev.daybook.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresUrlTest {
  @Test
  void host_and_database_are_enough() {
    assertThat(PostgresUrl.parse("postgresql://db.example/work"))
        .isEqualTo(new PostgresUrl("db.example", 5432, "work", null, null, "daybook", 8, Map.of()));
    assertThat(PostgresUrl.parse("postgres://db.example/work").host()).isEqualTo("db.example");
  }

  @Test
  void everything_can_be_said() {
    var url =
        PostgresUrl.parse(
            "postgresql://al%40ice:s%3Ae%2Fc+ret@[::1]:6000/w%20k?schema=team_1&sslmode=require&readers=3");
    assertThat(url)
        .isEqualTo(
            new PostgresUrl(
                "[::1]",
                6000,
                "w k",
                "al@ice",
                "s:e/c+ret",
                "team_1",
                3,
                Map.of("sslmode", "require")));
  }

  @Test
  void it_is_told_without_its_password() {
    assertThat(PostgresUrl.parse("postgresql://alice:secret@db/work"))
        .hasToString("postgresql://db:5432/work?schema=daybook");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql:work",
        "postgresql://db",
        "postgresql://db/",
        "postgresql://db/a/b",
        "postgresql:///work",
        "postgresql://alice:secret@db:port/work",
        "postgresql://alice:secret@db/wo rk",
        "postgresql://alice:secret@db/work?schema=Upper",
        "postgresql://alice:secret@db/work?schema=a\"b",
        "postgresql://alice:secret@db/work?schema",
        "postgresql://alice:secret@db/work?readers=0",
        "postgresql://alice:secret@db/work?readers=many",
        "http://alice:secret@db/work",
        "POSTGRESQL://alice:secret@db/work",
        "postgresqls://alice:secret@db/work"
      })
  void what_is_none_is_refused_and_no_password_is_told(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresUrl.parse(url))
        .withMessageContaining("postgresql://[user[:password]@]host[:port]/database")
        .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("secret"));
  }
}
