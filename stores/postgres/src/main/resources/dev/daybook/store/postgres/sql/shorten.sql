update ${schema}.event e set bytes = substring(e.bytes for a.length)
from unnest(?::bigint[], ?::integer[]) a (position, length)
where e.position = a.position and octet_length(e.bytes) > a.length
