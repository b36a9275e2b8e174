select position, null::bytea, null::bytea from ${schema}.head
union all
select c.position, e.hash, e.bytes from (
  select e.position from unnest(?::text[]) s (name) cross join lateral (
    select position from ${schema}.event
    where stream = s.name and position + 0 > ? and position + 0 < ?
    order by version ${order} limit ?) e
  order by e.position ${order} limit ?) c
cross join lateral (
  select hash, bytes from ${schema}.event where position = c.position limit 1) e
