create table ${schema}.indexed (
  through bigint not null,
  streams bigint not null) with (fillfactor = 10, vacuum_truncate = false)
