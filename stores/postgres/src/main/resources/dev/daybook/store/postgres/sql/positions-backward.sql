select h.position, e.position, e.hash, e.bytes
from ${schema}.head h left join lateral (
  select position, hash, bytes from ${schema}.event
  where position <= least(h.position, ? - 1)
    and position > greatest(?, least(h.position, ? - 1) - ?)) e on true
