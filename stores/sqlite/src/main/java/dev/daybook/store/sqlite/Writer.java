package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.sequencer.Group;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Writes groups, one transaction each. The sequencer's thread only. */
final class Writer implements AutoCloseable {
  private final Session session;
  private final Names streams;
  private final Names tags;
  private final Kinds kinds;
  private final Faults faults;

  Writer(Session session, Faults faults) throws SQLException {
    this.session = session;
    this.faults = faults;
    this.streams = new Names(session, Sql.STREAM, Sql.NEW_STREAM, Sql.NEXT_STREAM);
    this.tags = new Names(session, Sql.TAG_NAME, Sql.NEW_TAG_NAME, Sql.NEXT_TAG_NAME);
    this.kinds = new Kinds(session);
  }

  Kinds kinds() {
    return kinds;
  }

  boolean commit(Group group, LogHead expected) {
    try {
      session.execute(Sql.BEGIN);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
    try {
      if (!write(group, expected)) {
        undo();
        requireEpoch(expected);
        return false;
      }
    } catch (SQLException fault) {
      undo();
      throw faults.beforeCommit(fault);
    }
    try {
      session.execute(Sql.COMMIT);
    } catch (SQLException fault) {
      undo();
      throw faults.atCommit(fault);
    }
    kinds.commit();
    return true;
  }

  private boolean write(Group group, LogHead expected) throws SQLException {
    var fenced = false;
    for (var append : group.appends()) {
      var receipt = append.receipt();
      var id = bytes(receipt.append().value());
      if (!fenced) {
        fenced = true;
        var written =
            session.run(
                Sql.FENCED_APPEND, id, receipt.first().value(), receipt.last().value(), receipt.epoch(),
                expected.position().value());
        if (written != 1) {
          return false;
        }
      } else {
        session.run(Sql.APPEND, id, receipt.first().value(), receipt.last().value(), receipt.epoch());
      }
      write(append);
    }
    return true;
  }

  private void write(Group.Sequenced append) throws SQLException {
    PreparedStatement insert = session.statement(Sql.EVENT);
    for (var i = 0; i < append.events().size(); i++) {
      var event = append.events().get(i);
      var stream = event.stream();
      insert.setLong(1, event.position().value());
      insert.setLong(2, streams.id(stream.toString()));
      insert.setLong(3, event.version().value());
      insert.setLong(4, kinds.id(new Kinds.Kind(stream.category(), event.type().name())));
      insert.setBytes(5, event.hash().bytes());
      insert.setBytes(6, append.bytes().get(i));
      insert.executeUpdate();
      for (var tag : event.tags()) {
        session.run(Sql.TAG, tags.id(tag.text()), event.position().value());
      }
    }
  }

  /** Rolls back whatever is still open and forgets the numbers that were given out in it. */
  private void undo() {
    try {
      try {
        session.execute(Sql.ROLLBACK);
      } catch (SQLException nothingOpen) {
        // SQLite has rolled back by itself, as it does on a full disk
      }
      streams.forget();
      tags.forget();
      kinds.forget();
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  private void requireEpoch(LogHead expected) {
    try {
      var epoch = session.number(Sql.EPOCH);
      if (epoch != expected.epoch()) {
        throw new StoreException.Held(
            "Another process has taken the log over (epoch " + epoch + ", this one has " + expected.epoch()
                + "). Stop this one; nothing more can be written here.");
      }
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
  }

  static long micros(byte[] time) {
    return ByteBuffer.wrap(time).getLong();
  }

  @Override
  public void close() throws SQLException {
    try {
      session.execute("pragma wal_checkpoint(truncate)");
    } finally {
      session.close();
    }
  }
}
