create table ${schema}.head (
  log uuid not null,
  position bigint not null,
  epoch bigint not null,
  hash bytea not null,
  time bigint not null,
  restoring boolean not null,
  leader uuid,
  leads_until timestamptz not null) with (fillfactor = 10, vacuum_truncate = false)
