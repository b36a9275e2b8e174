create table ${schema}.kind (
  id integer generated always as identity primary key,
  category text collate "C" not null,
  type text collate "C" not null,
  unique (category, type))
