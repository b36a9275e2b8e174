create table ${schema}.snapshot (
  version bigint not null,
  time bigint not null,
  stream text collate "C" not null,
  state bytea not null,
  primary key (stream, version))
