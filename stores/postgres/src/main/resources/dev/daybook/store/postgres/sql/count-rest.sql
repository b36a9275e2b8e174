select
  i.streams + (select count(*) from ${schema}.event
    where position > (select through from ${schema}.indexed) and version = 1),
  (select count(*) from ${schema}.snapshot),
  (select ('x' || encode(substring(bytes from 11 for 8), 'hex'))::bit(64)::bigint
    from ${schema}.event where position = 1),
  (select sum(pg_total_relation_size(c.oid))::bigint
    from pg_class c where c.relnamespace = to_regnamespace(?) and c.relkind = 'r')
from ${schema}.indexed i
