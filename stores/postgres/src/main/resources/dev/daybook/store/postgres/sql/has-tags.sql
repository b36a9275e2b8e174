select a.tag, a.position from unnest(?::text[], ?::bigint[]) a (tag, position)
where exists (select from ${schema}.tag t where t.tag = a.tag and t.position = a.position)
