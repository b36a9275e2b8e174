create table ${schema}.kind_block (
  kind integer not null,
  first bigint not null,
  last bigint not null,
  positions bigint[] not null,
  primary key (kind, last))
