create table if not exists ${schema}.migration (
  number integer primary key,
  at timestamptz not null default now())
