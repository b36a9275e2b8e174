package dev.daybook.store.sqlite;

import java.util.List;

/**
 * Every statement of the store that is always the same. Those of a query are put together by {@link
 * QueryPlan}.
 */
final class Sql {
  static final int FORMAT = 2;

  private static final String STREAM_EVENT =
      """
      create table stream_event (
        stream integer not null,
        version integer not null,
        position integer not null,
        primary key (stream, version)) strict, without rowid
      """;

  private static final String ARCHIVE =
      """
      create table archive (
        first integer primary key,
        last integer not null,
        file text not null,
        digest blob not null,
        done integer not null) strict
      """;

  /** Of an event nothing changes but that the payload of one that is archived is cut off. */
  private static final String KEEPS_EVENTS =
      """
      create trigger event_no_update before update on event
      when not (new.position is old.position and new.stream is old.stream
        and new.version is old.version and new.kind is old.kind and new.hash is old.hash
        and length(new.bytes) between 98 and length(old.bytes) - 1
        and new.bytes is substr(old.bytes, 1, length(new.bytes))
        and exists (select 1 from archive where old.position between first and last and done = 0))
      begin select raise(abort, 'the log refuses to update: what is written stays'); end
      """;

  /** Of an archive nothing changes but where it lies and that it is done. */
  private static final String KEEPS_ARCHIVES =
      """
      create trigger archive_no_update before update on archive
      when not (new.first is old.first and new.last is old.last and new.digest is old.digest
        and new.done >= old.done)
      begin select raise(abort, 'the log refuses to update: what is written stays'); end
      """;

  /** What makes a file of format 1 one of format 2. */
  static final List<String> FROM_1_TO_2 =
      List.of(
          ARCHIVE,
          "drop trigger event_no_update",
          KEEPS_EVENTS,
          KEEPS_ARCHIVES,
          guard("archive", "delete"),
          STREAM_EVENT,
          "insert into stream_event select stream, version, position from event",
          "drop index event_stream",
          guard("stream_event", "update"),
          guard("stream_event", "delete"),
          "insert into event_kind select kind, position from event"
              + " where position > (select value from meta where name = 'kinds')",
          "insert into meta select 'indexed', coalesce(max(position), 0) from event",
          "delete from meta where name = 'kinds'");

  static final List<String> SCHEMA =
      List.of(
          "create table meta (name text primary key, value any not null) strict, without rowid",
          """
          create table event (
            position integer primary key,
            stream integer not null,
            version integer not null,
            kind integer not null,
            hash blob not null,
            bytes blob not null) strict
          """,
          STREAM_EVENT,
          """
          create table event_kind (
            kind integer not null,
            position integer not null,
            primary key (kind, position)) strict, without rowid
          """,
          "create table stream (id integer primary key, name text not null unique) strict",
          "create table kind (id integer primary key, category text not null, type text not null,"
              + " unique (category, type)) strict",
          "create table tag_name (id integer primary key, name text not null unique) strict",
          "create table tag (tag integer not null, position integer not null, primary key (tag,"
              + " position)) strict, without rowid",
          """
          create table append (
            id blob primary key,
            first integer not null,
            last integer not null,
            epoch integer not null) strict, without rowid
          """,
          """
          create table snapshot (
            stream integer not null,
            version integer not null,
            time integer not null,
            state blob not null,
            primary key (stream, version)) strict, without rowid
          """,
          ARCHIVE,
          KEEPS_EVENTS,
          guard("event", "delete"),
          KEEPS_ARCHIVES,
          guard("archive", "delete"),
          guard("stream_event", "update"),
          guard("stream_event", "delete"),
          guard("event_kind", "update"),
          guard("event_kind", "delete"),
          guard("tag", "update"),
          guard("tag", "delete"),
          guard("append", "update"),
          guard("append", "delete"),
          guard("stream", "update"),
          guard("stream", "delete"),
          guard("kind", "update"),
          guard("kind", "delete"),
          guard("tag_name", "update"),
          guard("tag_name", "delete"));

  static final String HAS_META =
      "select count(*) from sqlite_master where type = 'table' and name = 'meta'";
  static final String HAS_TABLES = "select count(*) from sqlite_master";
  static final String META = "select value from meta where name = ?";
  static final String PUT_META = "insert into meta (name, value) values (?, ?)";

  /** Up to which position the indexes go; what lies beyond is known by {@link Unindexed}. */
  static final String INDEXED = "select value from meta where name = 'indexed'";

  static final String NOW_INDEXED = "update meta set value = ? where name = 'indexed'";
  static final String LAST = "select coalesce(max(position), 0) from event";
  static final String INDEXABLE =
      "select stream, version, kind, bytes from event where position = ?";
  static final String SET_META = "update meta set value = ? where name = ?";
  static final String DROP_META = "delete from meta where name = ?";
  static final String NEXT_EPOCH = "update meta set value = value + 1 where name = 'epoch'";

  static final String COPY = "vacuum into ?";
  static final String BEGIN = "begin immediate";
  static final String SAVE = "savepoint indexes";
  static final String UNDO = "rollback to indexes";
  static final String RELEASE = "release indexes";
  static final String COMMIT = "commit";
  static final String ROLLBACK = "rollback";

  /**
   * Writes the first event of a group only while epoch and head are the expected ones: the fence of
   * every commit.
   */
  static final String FENCED_EVENT =
      """
      insert into event (position, stream, version, kind, hash, bytes)
      select ?1, ?2, ?3, ?4, ?5, ?6
      where (select value from meta where name = 'epoch') = ?7
        and (select coalesce(max(position), 0) from event) = ?1 - 1
      """;

  static final String UNLESS_KNOWN = " on conflict do nothing";
  static final String EVENTS = "insert into event (position, stream, version, kind, hash, bytes)";
  static final String KIND_ROWS = "insert into event_kind (kind, position)";
  static final String STREAM_ROWS = "insert into stream_event (stream, version, position)";
  static final String TAG_ROWS = "insert into tag (tag, position)";
  static final String APPEND_ROWS = "insert into append (id, first, last, epoch)";
  static final String NEW_STREAM = "insert into stream (id, name) values (?, ?)";
  static final String NEW_TAG_NAME = "insert into tag_name (id, name) values (?, ?)";
  static final String NEW_KIND = "insert into kind (id, category, type) values (?, ?, ?)";

  static final String STREAM = "select id from stream where name = ?";
  static final String TAG_NAME = "select id from tag_name where name = ?";
  static final String KINDS = "select id, category, type from kind";
  static final String NEXT_STREAM = "select coalesce(max(id), 0) + 1 from stream";
  static final String NEXT_TAG_NAME = "select coalesce(max(id), 0) + 1 from tag_name";
  static final String NEXT_KIND = "select coalesce(max(id), 0) + 1 from kind";

  static final String EPOCH = "select value from meta where name = 'epoch'";
  static final String HEAD =
      "select position, hash, substr(bytes, 11, 8) from event order by position desc limit 1";
  static final String HASH_AT = "select hash from event where position = ?";
  static final String PAGE_AFTER =
      "select position, hash, bytes from event where position > ? order by position limit ?";
  static final String LAST_APPENDED = "select coalesce(max(last), 0) from append";
  static final String NEWEST_APPEND = "select id from append order by id desc limit 1";
  static final String IS_KNOWN = "select count(*) from append where id = ?";
  static final String LOOKUP = "select first, last, epoch from append where id = ?";
  static final String RECEIPT_VERSIONS =
      """
      select s.name, max(e.version) from event e join stream s on s.id = e.stream
      where e.position between ? and ? group by e.stream
      """;
  static final String END =
      """
      select version, position from stream_event
      where stream = (select id from stream where name = ?) order by version desc limit 1
      """;
  static final String STREAM_FORWARD =
      """
      select e.position, e.hash, e.bytes from stream_event i cross join event e using (position)
      where i.stream = (select id from stream where name = ?) and i.version between ? and ?
      order by i.version limit ?
      """;
  static final String STREAM_BACKWARD =
      """
      select e.position, e.hash, e.bytes from stream_event i cross join event e using (position)
      where i.stream = (select id from stream where name = ?) and i.version between ? and ?
      order by i.version desc limit ?
      """;
  static final String AT = "select position, hash, bytes from event where position = ?";
  static final String TIME_AT = "select substr(bytes, 11, 8) from event where position = ?";

  static final String COUNT_BY_KIND =
      """
      select k.category, k.type, c.many from (
        select kind, sum(many) as many from (
          select kind, count(*) as many from event_kind group by kind
          union all
          select kind, count(*) from event
          where position > (select value from meta where name = 'indexed') group by kind)
        group by kind) c
      join kind k on k.id = c.kind
      """;
  static final String COUNT_STREAMS = "select count(*) from stream";

  static final String SNAPSHOTS = "select count(*) from snapshot";
  static final String SAVE_SNAPSHOT =
      """
      insert into snapshot (stream, version, time, state)
      select id, ?2, ?3, ?4 from stream where name = ?1
      on conflict (stream, version) do update set time = excluded.time, state = excluded.state
      where excluded.time >= time
      """;
  static final String LATEST_SNAPSHOT =
      """
      select version, time, state from snapshot
      where stream = (select id from stream where name = ?) and version <= ?
      order by version desc limit 1
      """;
  static final String DROP_SNAPSHOTS =
      "delete from snapshot where stream = (select id from stream where name = ?)";
  static final String DROP_ALL_SNAPSHOTS = "delete from snapshot";

  static final String ARCHIVES =
      "select first, last, file, digest, done from archive order by first";
  static final String NOTE_ARCHIVE =
      """
      insert into archive (first, last, file, digest, done) select ?1, ?2, ?3, ?4, 0
      where not exists (select 1 from archive where first <= ?2 and last >= ?1)
      """;
  static final String MOVE_ARCHIVE = "update archive set file = ? where first = ?";
  static final String END_ARCHIVE = "update archive set done = 1 where first = ?";
  static final String RANGE =
      "select position, bytes from event where position between ? and ? order by position";
  static final String SHORTEN = "update event set bytes = ? where position = ?";

  /** The 16 bytes from the 43rd on are the id of an event's append. */
  static final String RAW =
      """
      select e.position, e.hash, e.bytes, s.name, i.version, k.type, e.version, a.id
      from event e left join stream s on s.id = e.stream left join kind k on k.id = e.kind
      left join stream_event i
        on i.stream = e.stream and i.version = e.version and i.position = e.position
      left join append a
        on a.id = substr(e.bytes, 43, 16) and e.position between a.first and a.last
      where e.position > ? order by e.position limit ?
      """;

  static final String RAW_AT =
      """
      select e.position, e.hash, e.bytes, s.name, i.version, k.type, e.version, a.id
      from event e left join stream s on s.id = e.stream left join kind k on k.id = e.kind
      left join stream_event i
        on i.stream = e.stream and i.version = e.version and i.position = e.position
      left join append a
        on a.id = substr(e.bytes, 43, 16) and e.position between a.first and a.last
      where e.position = ?
      """;
  static final String HAS_TAG =
      "select 1 from tag where tag = (select id from tag_name where name = ?) and position = ?";

  private Sql() {}

  private static String guard(String table, String change) {
    return "create trigger %s_no_%s before %s on %s begin select raise(abort, 'the log refuses to %s: what is written stays'); end"
        .formatted(table, change, change, table, change);
  }
}
