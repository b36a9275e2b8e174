package dev.daybook.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.StoreException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be sent again, and how: told by the five letters of the server alone. */
final class FaultsTest {
  private final Faults faults =
      new Faults(new PostgresUrl("host", 5432, "db", "alice", "secret", "daybook", 8, Map.of()));

  @ParameterizedTest
  @CsvSource({
    "08000, OutcomeUnknown",
    "08003, OutcomeUnknown",
    "08006, OutcomeUnknown",
    "57P01, OutcomeUnknown",
    "57P02, OutcomeUnknown",
    "40003, OutcomeUnknown",
    "40001, RolledBack",
    "40P01, RolledBack",
    "53100, RolledBack",
    "53200, RolledBack",
    "53300, RolledBack",
    "55P03, RolledBack",
    "57014, RolledBack",
    "57P03, RolledBack",
    "58030, RolledBack",
    "25006, RolledBack",
    "23502, Deterministic",
    "22001, Deterministic",
    "42501, Deterministic",
    "42P01, Deterministic",
    "3D000, Deterministic",
    "28P01, Deterministic",
    "XX001, Deterministic"
  })
  void pitfall_12_the_class_of_a_fault_of_an_append_is_told_by_its_state(
      String state, String expected) {
    var fault = faults.writing(new SQLException("text of the server", state));
    assertThat(fault.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(fault).hasMessageNotContaining("secret");
  }

  @Test
  void pitfall_12_the_naive_way_trusts_the_flag_of_the_driver_and_errs_both_ways() {
    var lost = new SQLTransientConnectionException("the line was cut", "08006");
    assertThat(isTransient(lost)).as("sent again blindly, written twice").isTrue();
    assertThat(faults.writing(lost)).isInstanceOf(StoreException.OutcomeUnknown.class);
    var deadlock = new SQLException("deadlock detected", "40P01");
    assertThat(isTransient(deadlock)).as("given up, although nothing was written").isFalse();
    assertThat(faults.writing(deadlock)).isInstanceOf(StoreException.RolledBack.class);
  }

  private static boolean isTransient(SQLException fault) {
    return fault instanceof SQLTransientException || fault instanceof SQLRecoverableException;
  }

  @Test
  void a_fault_without_a_state_says_nothing_about_the_outcome() {
    var timeout = new SQLException("read timed out", null, new SocketTimeoutException());
    assertThat(faults.writing(timeout)).isInstanceOf(StoreException.OutcomeUnknown.class);
    assertThat(faults.reading(timeout)).isInstanceOf(StoreException.RolledBack.class);
  }

  @Test
  void a_read_that_loses_its_line_may_be_tried_again() {
    assertThat(faults.reading(new SQLException("lost", "08006")))
        .isInstanceOf(StoreException.RolledBack.class)
        .hasMessageContaining("does not answer at postgresql://host:5432/db");
  }
}
