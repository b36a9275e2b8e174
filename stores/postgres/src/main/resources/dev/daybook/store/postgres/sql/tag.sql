select h.position, e.position, e.hash, e.bytes
from ${schema}.head h left join lateral (
  select c.position, e.hash, e.bytes from (
    select position from ${schema}.tag where tag = ? and position > ? and position < ?
    order by position ${order} limit ?) c
  cross join lateral (
    select hash, bytes from ${schema}.event where position = c.position limit 1) e) e on true
