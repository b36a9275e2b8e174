with moved as (
  update ${schema}.indexed set through = ?, streams = streams + (
    select count(*) from ${schema}.event where position > ? and position <= ? and version = 1)
  where through = ? returning through),
fresh as (
  select position, split_part(stream, '-', 1) as category, type from ${schema}.event
  where position > ? and position <= ? and exists (select from moved)),
named as (
  insert into ${schema}.kind (category, type) select distinct category, type from fresh
  on conflict (category, type) do nothing returning id, category, type),
known as (
  select id, category, type from named
  union all
  select id, category, type from ${schema}.kind)
insert into ${schema}.kind_block (kind, first, last, positions)
select k.id, min(f.position), max(f.position), array_agg(f.position order by f.position)
from fresh f join known k on k.category = f.category and k.type = f.type group by k.id
