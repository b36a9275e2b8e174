select position, null::bytea, null::bytea from ${schema}.head
union all
select c.position, e.hash, e.bytes from (
  select position from ${schema}.tag where tag = ? and position > ? and position < ?
  order by position ${order} limit ?) c
cross join lateral (
  select hash, bytes from ${schema}.event where position = c.position limit 1) e
