select h.position, e.position, e.hash, e.bytes
from ${schema}.head h left join lateral (
  select c.position, e.hash, e.bytes from (
    select e.position from unnest(?::text[]) s (name) cross join lateral (
      select position from ${schema}.event
      where stream = s.name and position + 0 > ? and position + 0 < ?
      order by version ${order} limit ?) e
    order by e.position ${order} limit ?) c
  cross join lateral (
    select hash, bytes from ${schema}.event where position = c.position limit 1) e) e on true
