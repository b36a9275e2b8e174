select position, null::bytea, null::bytea from ${schema}.head
union all
select c.position, e.hash, e.bytes from (
  select u.position from (
    select b.position
    from (select ?::text[] as types, ?::text[] as categories) q
    join ${schema}.kind k on (cardinality(q.types) = 0 or k.type = any (q.types))
      and (cardinality(q.categories) = 0 or k.category = any (q.categories))
    cross join lateral (
      select p.position from ${schema}.kind_block b cross join lateral unnest(b.positions) p (position)
      where b.kind = k.id and b.last > ? and b.last < ? and p.position > ? and p.position < ?
      order by b.last ${order}, p.position ${order} limit ?) b
    union all
    (select e.position
    from (select ?::text[] as types, ?::text[] as categories) q, ${schema}.event e
    where e.position > greatest((select through from ${schema}.indexed), ?) and e.position < ?
      and (cardinality(q.types) = 0 or e.type = any (q.types))
      and (cardinality(q.categories) = 0 or split_part(e.stream, '-', 1) = any (q.categories))
    order by e.position ${order} limit ?)) u
  order by u.position ${order} limit ?) c
cross join lateral (
  select hash, bytes from ${schema}.event where position = c.position limit 1) e
