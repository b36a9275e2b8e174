package dev.daybook.bench.postgres;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * One table on one connection, every statement its own transaction: one row by a plain insert,
 * several as arrays through {@code unnest}, thousands by binary COPY, all of them out by binary
 * COPY.
 */
final class PlainRows implements Limit {
  private static final byte[] COPY_HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int COLUMNS = 6;

  private final Connection connection;
  private final String table;
  private final PreparedStatement one;
  private final PreparedStatement several;
  private final PreparedStatement stream;
  private long position;

  PlainRows(Connection connection, String table) throws SQLException {
    this.connection = connection;
    this.table = "plain_" + table;
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table "
              + this.table
              + " (position bigint primary key, stream text not null, version bigint not null, type"
              + " text not null, data bytea not null, rest bytea not null, unique (stream,"
              + " version))");
    }
    one = connection.prepareStatement("insert into " + this.table + " values (?, ?, ?, ?, ?, ?)");
    several =
        connection.prepareStatement(
            "insert into " + this.table + " select * from unnest(?, ?, ?, ?, ?, ?)");
    stream =
        connection.prepareStatement(
            "select data, rest from " + this.table + " where stream = ? order by version");
  }

  @Override
  public void write(List<Row> rows) throws SQLException {
    if (rows.size() == 1) {
      insert(rows.getFirst());
    } else {
      unnest(rows);
    }
  }

  private void insert(Row row) throws SQLException {
    one.setLong(1, ++position);
    one.setString(2, row.stream());
    one.setLong(3, row.version());
    one.setString(4, Row.TYPE);
    one.setBytes(5, row.data());
    one.setBytes(6, row.rest());
    one.executeUpdate();
  }

  private void unnest(List<Row> rows) throws SQLException {
    var size = rows.size();
    var positions = new Long[size];
    var streams = new String[size];
    var versions = new Long[size];
    var types = new String[size];
    var data = new byte[size][];
    var rest = new byte[size][];
    for (var i = 0; i < size; i++) {
      var row = rows.get(i);
      positions[i] = ++position;
      streams[i] = row.stream();
      versions[i] = row.version();
      types[i] = Row.TYPE;
      data[i] = row.data();
      rest[i] = row.rest();
    }
    several.setArray(1, connection.createArrayOf("int8", positions));
    several.setArray(2, connection.createArrayOf("text", streams));
    several.setArray(3, connection.createArrayOf("int8", versions));
    several.setArray(4, connection.createArrayOf("text", types));
    several.setArray(5, connection.createArrayOf("bytea", data));
    several.setArray(6, connection.createArrayOf("bytea", rest));
    several.executeUpdate();
  }

  @Override
  public void bulk(List<Row> rows) throws SQLException, IOException {
    var copy =
        new PGCopyOutputStream(
            connection.unwrap(PGConnection.class),
            "copy " + table + " from stdin (format binary)",
            1 << 16);
    try (copy) {
      copy.write(COPY_HEADER);
      for (var row : rows) {
        copy.write(tuple(row));
      }
      copy.write(new byte[] {-1, -1});
    }
  }

  private byte[] tuple(Row row) {
    var stream = row.stream().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var type = Row.TYPE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var fixed = Short.BYTES + COLUMNS * Integer.BYTES + 2 * Long.BYTES;
    var out =
        ByteBuffer.allocate(
            fixed + stream.length + type.length + row.data().length + row.rest().length);
    out.putShort((short) COLUMNS);
    out.putInt(Long.BYTES).putLong(++position);
    out.putInt(stream.length).put(stream);
    out.putInt(Long.BYTES).putLong(row.version());
    out.putInt(type.length).put(type);
    out.putInt(row.data().length).put(row.data());
    out.putInt(row.rest().length).put(row.rest());
    return out.array();
  }

  @Override
  public long stream(String name, Consumer<byte[]> payload) throws SQLException {
    stream.setString(1, name);
    var count = 0L;
    try (var rows = stream.executeQuery()) {
      while (rows.next()) {
        payload.accept(rows.getBytes(1));
        rows.getBytes(2);
        count++;
      }
    }
    return count;
  }

  @Override
  public long all(Consumer<byte[]> payload) throws SQLException {
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select data, rest from "
                    + table
                    + " order by position) to stdout (format binary)");
    var count = 0L;
    for (var raw = copy.readFromCopy(); raw != null; raw = copy.readFromCopy()) {
      var row = ByteBuffer.wrap(raw);
      if (count == 0 && raw[0] == COPY_HEADER[0]) {
        row.position(COPY_HEADER.length);
      }
      if (row.remaining() > 0 && row.getShort() == 2) {
        payload.accept(value(row));
        value(row);
        count++;
      }
    }
    return count;
  }

  private static byte[] value(ByteBuffer row) {
    var bytes = new byte[row.getInt()];
    row.get(bytes);
    return bytes;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
