package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each view is: (log id, epoch, position, hash at that position), written in the
 * transaction of the rows. A checkpoint that the log does not hold (another log, a log cut back or
 * restored) is no checkpoint.
 */
final class Checkpoints {
  static final String CREATE =
      """
      create table if not exists view_checkpoint (
        view text primary key,
        version integer not null,
        log text not null,
        epoch bigint not null,
        position bigint not null,
        hash text not null)
      """;

  private static final String SAVE =
      """
      insert into view_checkpoint (view, version, log, epoch, position, hash) values (?, ?, ?, ?, ?, ?)
      on conflict (view) do update set version = excluded.version, log = excluded.log, epoch = excluded.epoch,
        position = excluded.position, hash = excluded.hash
      """;

  private Checkpoints() {}

  /** A checkpoint as it is kept. */
  record Checkpoint(int version, LogId log, Position position, Hash hash) {
    /** Whether it was written by this fold and from this log. */
    boolean isOf(View view, LogHead head) {
      return version == view.version() && log.equals(head.log());
    }

    /** Why the log does not hold it; empty when it does. */
    Optional<String> fault(View view, EventLog store) {
      if (version != view.version()) {
        return Optional.of(
            "it was built by version "
                + version
                + " of its fold, this program has "
                + view.version());
      }
      var head = store.head();
      if (!log.equals(head.log())) {
        return Optional.of("it was built from log " + log + ", this is log " + head.log());
      }
      if (position.value() == 0 || (position.equals(head.position()) && hash.equals(head.hash()))) {
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

  static Optional<Checkpoint> load(String key, Tables.Reader tables) {
    return Optional.ofNullable(load(List.of(key), tables).get(key));
  }

  /** Those that are there, by key. */
  static Map<String, Checkpoint> load(Collection<String> keys, Tables.Reader tables) {
    var found = new HashMap<String, Checkpoint>();
    tables.query(
        "select view, version, log, position, hash from view_checkpoint where view in ("
            + String.join(", ", Collections.nCopies(keys.size(), "?"))
            + ")",
        row ->
            found.put(
                row.text("view"),
                new Checkpoint(
                    Math.toIntExact(row.number("version")),
                    LogId.parse(row.text("log")),
                    new Position(row.number("position")),
                    Hash.parse(row.text("hash")))),
        keys.toArray());
    return found;
  }

  /** A row to be saved. */
  static @Nullable Object[] row(String key, View view, LogHead head, Position position, Hash hash) {
    return new @Nullable Object[] {
      key, view.version(), head.log().toString(), head.epoch(), position.value(), hash.toString()
    };
  }

  static void save(List<@Nullable Object[]> rows, Tables.Writer tables) {
    tables.executeAll(SAVE, rows);
  }
}
