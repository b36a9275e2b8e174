with fresh as materialized (
  select position, version, split_part(stream, '-', 1) as category, type from ${schema}.event
  where position > ? and position <= ?),
moved as (
  update ${schema}.indexed
  set through = ?, streams = streams + (select count(*) from fresh where version = 1)
  where through = ? returning through),
named as (
  insert into ${schema}.kind (category, type)
  select distinct category, type from fresh where exists (select from moved)
  on conflict (category, type) do nothing returning id, category, type),
known as (
  select id, category, type from named
  union all
  select id, category, type from ${schema}.kind)
insert into ${schema}.kind_block (kind, first, last, positions)
select k.id, min(f.position), max(f.position), array_agg(f.position order by f.position)
from fresh f join known k on k.category = f.category and k.type = f.type
where exists (select from moved) group by k.id
