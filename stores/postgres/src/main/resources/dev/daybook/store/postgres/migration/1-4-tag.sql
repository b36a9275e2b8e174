create table ${schema}.tag (
  position bigint not null,
  tag text collate "C" not null,
  constraint tag_place primary key (tag, position))
