package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.sequencer.Group;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups. Each is one statement, which moves the head if it stands where it is expected and
 * inserts only if that held, and a transaction of its own. For one thread at a time.
 */
final class Writer implements AutoCloseable {
  private static final String APPEND_KEY = "event_append";

  private final Database database;
  private final UUID node;
  private @Nullable Connection connection;

  /**
   * @param node by which this process is known while it has the turn to write
   * @param connection the first one; another is opened when it is lost
   */
  Writer(Database database, UUID node, Connection connection) {
    this.database = database;
    this.node = node;
    this.connection = connection;
  }

  /**
   * Writes a group.
   *
   * @return false when the log stands elsewhere, another process has the turn, or an append is
   *     known
   */
  boolean commit(Group group, LogHead expected) {
    var session = session();
    try {
      return write(session, group, expected) > 0;
    } catch (SQLException fault) {
      drop(fault);
      if (Faults.isDuplicate(fault) && names(fault, APPEND_KEY)) {
        return false;
      }
      throw database.faults().writing(fault);
    }
  }

  /** Writes a part of another log, in one transaction, as fast as it goes. */
  boolean restore(Group group, LogHead expected) {
    var session = session();
    try {
      var bulk = new BulkWriter(session);
      return bulk.write(group, head(group, expected));
    } catch (SQLException fault) {
      drop(fault);
      if (Faults.isDuplicate(fault) && names(fault, APPEND_KEY)) {
        return false;
      }
      throw database.faults().writing(fault);
    }
  }

  private Session session() {
    try {
      var open = connection;
      if (open == null || open.isClosed()) {
        open = database.connect();
        connection = open;
      }
      return new Session(open, database.sql());
    } catch (SQLException fault) {
      throw database.faults().reading(fault);
    }
  }

  private int write(Session session, Group group, LogHead expected) throws SQLException {
    var parameters = head(group, expected);
    var tagged = isTagged(group);
    if (tagged) {
      addTags(parameters, group);
    }
    var first = group.appends().getFirst();
    var alone = group.appends().size() == 1 && first.events().size() == 1;
    if (alone) {
      addEvent(parameters, first);
    } else {
      addEvents(parameters, group);
    }
    var name = (alone ? "append-one" : "append-many") + (tagged ? "-tagged" : "");
    return session.run(session.sql().text(name), parameters.toArray());
  }

  private static boolean isTagged(Group group) {
    for (var append : group.appends()) {
      for (var event : append.events()) {
        if (!event.tags().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What moves the head. A process that has the turn gives it back with a single append; while
   * several come together it keeps it to its end.
   */
  private List<Object> head(Group group, LogHead expected) {
    var newest = group.appends().getLast().events().getLast();
    var parameters = new ArrayList<Object>(24);
    parameters.add(newest.position().value());
    parameters.add(newest.hash().bytes());
    parameters.add(EventBytes.micros(newest.time()));
    parameters.add(group.appends().size() > 1);
    parameters.add(expected.position().value());
    parameters.add(expected.epoch());
    parameters.add(expected.hash().bytes());
    parameters.add(node);
    return parameters;
  }

  private static void addTags(List<Object> parameters, Group group) {
    var tags = new ArrayList<String>();
    var positions = new ArrayList<Long>();
    for (var append : group.appends()) {
      for (var event : append.events()) {
        for (var tag : event.tags()) {
          tags.add(tag.text());
          positions.add(event.position().value());
        }
      }
    }
    parameters.add(tags.toArray(String[]::new));
    parameters.add(positions.toArray(Long[]::new));
  }

  private static void addEvent(List<Object> parameters, Group.Sequenced append) {
    var event = append.events().getFirst();
    parameters.add(event.position().value());
    parameters.add(event.version().value());
    parameters.add(append.receipt().epoch());
    parameters.add(append.receipt().append().value());
    parameters.add(event.stream().toString());
    parameters.add(event.type().name());
    parameters.add(event.hash().bytes());
    parameters.add(append.bytes().getFirst());
  }

  private static void addEvents(List<Object> parameters, Group group) {
    var count = group.appends().stream().mapToInt(append -> append.events().size()).sum();
    var positions = new Long[count];
    var versions = new Long[count];
    var epochs = new Long[count];
    var appends = new UUID[count];
    var events = new Integer[count];
    var streams = new String[count];
    var types = new String[count];
    var hashes = new byte[count][];
    var bytes = new byte[count][];
    var row = 0;
    for (var append : group.appends()) {
      epochs[row] = append.receipt().epoch();
      appends[row] = append.receipt().append().value();
      events[row] = append.events().size();
      for (var i = 0; i < append.events().size(); i++) {
        RecordedEvent event = append.events().get(i);
        positions[row] = event.position().value();
        versions[row] = event.version().value();
        streams[row] = event.stream().toString();
        types[row] = event.type().name();
        hashes[row] = event.hash().bytes();
        bytes[row] = append.bytes().get(i);
        row++;
      }
    }
    parameters.addAll(
        List.of(positions, versions, epochs, appends, events, streams, types, hashes, bytes));
  }

  /** A connection that failed in any way is not used again unless the server says all is well. */
  private void drop(SQLException fault) {
    if (Faults.isLost(fault)) {
      close();
    }
  }

  private static boolean names(SQLException fault, String constraint) {
    return fault instanceof org.postgresql.util.PSQLException told
        && told.getServerErrorMessage() != null
        && constraint.equals(told.getServerErrorMessage().getConstraint());
  }

  @Override
  public void close() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException _) {
        // it is gone either way
      }
    }
  }
}
