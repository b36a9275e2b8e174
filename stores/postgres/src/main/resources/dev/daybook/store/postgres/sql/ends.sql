select s.name, e.version, e.position from unnest(?::text[]) s (name) cross join lateral (
  select version, position from ${schema}.event where stream = s.name order by version desc limit 1) e
