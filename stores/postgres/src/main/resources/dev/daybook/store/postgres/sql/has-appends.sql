select a.position from unnest(?::uuid[], ?::bigint[]) a (append, position)
where exists (
  select from ${schema}.event e
  where e.append = a.append and a.position between e.position and e.position + e.events - 1)
