package dev.daybook.store.postgres;

import dev.daybook.kernel.sequencer.Group;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Writes many events at once by COPY, in a transaction that holds the head meanwhile; for a log
 * that is being restored, to which nobody appends.
 */
final class BulkWriter {
  private static final byte[] BEGIN = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short END = -1;
  private static final int NULL = -1;

  /** So many bytes go to the server together. */
  private static final int AT_ONCE = 1 << 16;

  private static final String CONNECTION_FAILURE = "08006";

  private final Session session;

  BulkWriter(Session session) {
    this.session = session;
  }

  /**
   * Writes a group.
   *
   * @param head what moves the head
   * @return false when the log stands elsewhere
   */
  boolean write(Group group, List<Object> head) throws SQLException {
    var connection = session.connection();
    connection.setAutoCommit(false);
    var written = false;
    try {
      written = session.run(session.sql().text("move-head"), head.toArray()) > 0;
      if (written) {
        copy("copy-events", rows -> events(group, rows));
        copy("copy-tags", rows -> tags(group, rows));
        connection.commit();
      } else {
        connection.rollback();
      }
    } catch (SQLException failed) {
      if (!Faults.isLost(failed)) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      throw failed;
    }
    connection.setAutoCommit(true);
    return written;
  }

  private interface Filling {
    void fill(DataOutputStream rows) throws IOException;
  }

  /** Rows go while others are still being made, so that the server works meanwhile. */
  private void copy(String name, Filling filling) throws SQLException {
    var copy =
        new PGCopyOutputStream(
            session.connection().unwrap(PGConnection.class), session.sql().text(name), AT_ONCE);
    var done = false;
    try {
      var rows = new DataOutputStream(copy);
      rows.write(BEGIN);
      filling.fill(rows);
      rows.writeShort(END);
      copy.endCopy();
      done = true;
    } catch (IOException failed) {
      throw failed.getCause() instanceof SQLException fault
          ? fault
          : new SQLException("The rows could not be sent", CONNECTION_FAILURE, failed);
    } finally {
      if (!done && copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void events(Group group, DataOutputStream rows) throws IOException {
    for (var append : group.appends()) {
      var first = true;
      for (var i = 0; i < append.events().size(); i++) {
        var event = append.events().get(i);
        rows.writeShort(9);
        number(rows, event.position().value());
        number(rows, event.version().value());
        if (first) {
          number(rows, append.receipt().epoch());
          id(rows, append.receipt().append().value());
          rows.writeInt(Integer.BYTES);
          rows.writeInt(append.events().size());
        } else {
          rows.writeInt(NULL);
          rows.writeInt(NULL);
          rows.writeInt(NULL);
        }
        text(rows, event.stream().toString());
        text(rows, event.type().name());
        bytes(rows, event.hash().bytes());
        bytes(rows, append.bytes().get(i));
        first = false;
      }
    }
  }

  private static void tags(Group group, DataOutputStream rows) throws IOException {
    for (var append : group.appends()) {
      for (var event : append.events()) {
        for (var tag : event.tags()) {
          rows.writeShort(2);
          number(rows, event.position().value());
          text(rows, tag.text());
        }
      }
    }
  }

  private static void number(DataOutputStream rows, long value) throws IOException {
    rows.writeInt(Long.BYTES);
    rows.writeLong(value);
  }

  private static void id(DataOutputStream rows, UUID id) throws IOException {
    rows.writeInt(2 * Long.BYTES);
    rows.writeLong(id.getMostSignificantBits());
    rows.writeLong(id.getLeastSignificantBits());
  }

  private static void text(DataOutputStream rows, String text) throws IOException {
    bytes(rows, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(DataOutputStream rows, byte[] value) throws IOException {
    rows.writeInt(value.length);
    rows.write(value);
  }
}
