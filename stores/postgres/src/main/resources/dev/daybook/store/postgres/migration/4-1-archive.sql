create table ${schema}.archive (
  first bigint primary key,
  last bigint not null,
  file text not null,
  digest bytea not null,
  done boolean not null,
  constraint archive_apart exclude using gist (int8range(first, last, '[]') with &&))
