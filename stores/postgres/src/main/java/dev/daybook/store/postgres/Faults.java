package dev.daybook.store.postgres;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of PostgreSQL means for a log, and what to do about it. Told apart by SQLSTATE
 * alone: what the server reports it has rolled back; a connection that is lost tells nothing.
 */
final class Faults {
  private static final String ADMIN_SHUTDOWN = "57P01";
  private static final String CRASH_SHUTDOWN = "57P02";
  private static final String DATABASE_DROPPED = "57P04";
  private static final String IDLE_TIMEOUT = "57P05";
  private static final String STARTING_OR_STOPPING = "57P03";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String COMPLETION_UNKNOWN = "40003";

  private final PostgresUrl url;

  Faults(PostgresUrl url) {
    this.url = url;
  }

  /** A fault of a statement that writes in a transaction of its own, or of a commit. */
  StoreException writing(SQLException fault) {
    return isLost(fault)
        ? new StoreException.OutcomeUnknown(
            "The connection to "
                + url
                + " was lost while an append was on its way. Send the append again with the same"
                + " id.",
            fault)
        : reported(fault);
  }

  /** A fault of a connection attempt or a read: nothing was to be written. */
  StoreException reading(SQLException fault) {
    return isLost(fault) ? unreachable(fault) : reported(fault);
  }

  private StoreException reported(SQLException fault) {
    var state = state(fault);
    return switch (state.substring(0, 2)) {
      case "40", "53", "55" -> again(fault);
      case "57" -> state.equals(STARTING_OR_STOPPING) ? unreachable(fault) : again(fault);
      case "58" ->
          new StoreException.RolledBack(
              "The server of "
                  + url
                  + " failed to read or write its files. Check its disk, then try again.",
              fault);
      case "25" ->
          new StoreException.RolledBack(
              "The server of "
                  + url
                  + " takes no writes now: it is a standby, or was made read-only. Name the"
                  + " primary.",
              fault);
      case "28" ->
          never(
              "The server of "
                  + url
                  + " does not let this user in. Check user and password in the store's URL.",
              fault);
      case "3D" ->
          never("The database of " + url + " does not exist. Create it, then try again.", fault);
      case "42" ->
          state.equals("42501")
              ? never(
                  "This user lacks a right in "
                      + url
                      + " ("
                      + fault.getMessage()
                      + "). Let it own the schema.",
                  fault)
              : never(
                  "The tables in " + url + " are not those of a log: " + fault.getMessage(), fault);
      case "XX" ->
          never(
              "The tables of "
                  + url
                  + " are damaged. Run `daybook verify` to see which events are whole, and restore"
                  + " a backup.",
              fault);
      default -> never("The log in " + url + " refused: " + fault.getMessage(), fault);
    };
  }

  private StoreException again(SQLException fault) {
    return new StoreException.RolledBack(
        "The server of "
            + url
            + " could not finish ("
            + fault.getMessage()
            + "). Nothing was written; try again.",
        fault);
  }

  private StoreException unreachable(SQLException fault) {
    return new StoreException.RolledBack(
        "PostgreSQL does not answer at "
            + url
            + ". Check that it runs and can be reached from here; then try again.",
        fault);
  }

  private static StoreException never(String message, SQLException fault) {
    return new StoreException.Deterministic(message, fault);
  }

  /**
   * Whether the connection is gone, so that nobody knows what became of the statement. A server
   * that shuts down says so, but it may do that after the commit.
   */
  static boolean isLost(SQLException fault) {
    var state = state(fault);
    return state.isEmpty()
        || state.startsWith("08")
        || state.equals(ADMIN_SHUTDOWN)
        || state.equals(CRASH_SHUTDOWN)
        || state.equals(DATABASE_DROPPED)
        || state.equals(IDLE_TIMEOUT)
        || state.equals(COMPLETION_UNKNOWN);
  }

  /** Whether a key was there already. */
  static boolean isDuplicate(SQLException fault) {
    return state(fault).equals(UNIQUE_VIOLATION);
  }

  /** Whether pages of a table or an index cannot be read. */
  static boolean isDamage(SQLException fault) {
    return state(fault).startsWith("XX");
  }

  private static String state(@Nullable SQLException fault) {
    var state = fault == null ? null : fault.getSQLState();
    return state == null || state.length() != 5 ? "" : state;
  }
}
