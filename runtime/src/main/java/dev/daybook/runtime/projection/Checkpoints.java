package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import java.util.Optional;

/**
 * How far each view is: (log id, epoch, position, hash at that position), written in the
 * transaction of the rows. A checkpoint that the log does not hold (another log, a log cut back or
 * restored) is no checkpoint.
 */
final class Checkpoints {
  private static final String CREATE =
      """
      create table if not exists view_checkpoint (
        view text primary key,
        version integer not null,
        log text not null,
        epoch integer not null,
        position integer not null,
        hash text not null)
      """;

  private Checkpoints() {}

  /** A checkpoint as it is kept. */
  record Checkpoint(int version, LogId log, Position position, Hash hash) {
    /** Why the log does not hold it; empty when it does. */
    Optional<String> fault(View view, EventLog store) {
      if (version != view.version()) {
        return Optional.of(
            "it was built by version "
                + version
                + " of its fold, this program has "
                + view.version());
      }
      if (!log.equals(store.head().log())) {
        return Optional.of("it was built from log " + log + ", this is log " + store.head().log());
      }
      if (position.value() == 0) {
        return Optional.empty();
      }
      return store
          .at(position)
          .map(event ->
              event.hash().equals(hash)
                  ? ""
                  : "the log's event " + position + " is not the one it was built from")
          .or(() ->
              Optional.of(
                  "the log ends before position " + position + ", up to which it was built"))
          .filter(why -> !why.isEmpty());
    }
  }

  static void create(Tables.Writer tables) {
    tables.execute(CREATE);
  }

  static Optional<Checkpoint> load(View view, Tables.Reader tables) {
    return tables.first(
        "select version, log, position, hash from view_checkpoint where view = ?",
        row ->
            new Checkpoint(
                Math.toIntExact(row.number("version")),
                LogId.parse(row.text("log")),
                new Position(row.number("position")),
                Hash.parse(row.text("hash"))),
        view.name());
  }

  static void save(View view, LogHead head, Position position, Hash hash, Tables.Writer tables) {
    tables.execute(
        """
        insert into view_checkpoint (view, version, log, epoch, position, hash) values (?, ?, ?, ?, ?, ?)
        on conflict (view) do update set version = excluded.version, log = excluded.log, epoch = excluded.epoch,
          position = excluded.position, hash = excluded.hash
        """,
        view.name(),
        view.version(),
        head.log().toString(),
        head.epoch(),
        position.value(),
        hash.toString());
  }
}
