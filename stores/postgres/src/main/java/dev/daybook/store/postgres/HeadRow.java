package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The head row as it was read.
 *
 * @param restoring whether another log is being restored
 */
record HeadRow(LogHead head, boolean restoring) {
  static HeadRow of(ResultSet row) throws SQLException {
    return new HeadRow(
        new LogHead(
            new LogId(row.getObject(1, UUID.class)),
            row.getLong(3),
            new Position(row.getLong(2)),
            Hash.of(row.getBytes(4)),
            EventBytes.time(row.getLong(5))),
        row.getBoolean(6));
  }
}
