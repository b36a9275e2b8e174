with moved as (
  update ${schema}.indexed set through = ?, streams = streams + ?
  where through = ?
    and exists (select from ${schema}.event where position = ? and hash = ?) returning through),
fresh as materialized (
  select unnest(?::text[]) as category, unnest(?::text[]) as type,
    unnest(?::integer[]) as low, unnest(?::integer[]) as high
  from moved),
named as (
  insert into ${schema}.kind (category, type) select category, type from fresh
  on conflict (category, type) do nothing returning id, category, type),
known as (
  select id, category, type from named
  union all
  select id, category, type from ${schema}.kind)
insert into ${schema}.kind_block (kind, first, last, positions)
select k.id, g.positions[f.low], g.positions[f.high], g.positions[f.low:f.high]
from fresh f
join known k on k.category = f.category and k.type = f.type
cross join (select ?::bigint[] as positions) g
