select position, null::bytea, null::bytea from ${schema}.head
union all
select e.position, e.hash, e.bytes
from ${schema}.head h cross join lateral (
  select position, hash, bytes from ${schema}.event
  where position <= least(h.position, ? - 1)
    and position > greatest(?, least(h.position, ? - 1) - ?)) e
