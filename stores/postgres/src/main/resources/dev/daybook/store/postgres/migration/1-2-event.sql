create table ${schema}.event (
  position bigint constraint event_position primary key,
  version bigint not null,
  epoch bigint,
  append uuid,
  events integer,
  stream text collate "C" not null,
  type text collate "C" not null,
  hash bytea not null,
  bytes bytea not null,
  constraint event_stream unique (stream, version))
