select h.position, e.position, e.hash, e.bytes
from ${schema}.head h left join lateral (
  select position, hash, bytes from ${schema}.event
  where position > ? and position < ? and position <= ?) e on true
