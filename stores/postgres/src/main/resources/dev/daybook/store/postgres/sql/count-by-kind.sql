select category, type, sum(many)::bigint from (
  select k.category, k.type, sum(cardinality(b.positions)) as many
  from ${schema}.kind_block b join ${schema}.kind k on k.id = b.kind group by k.category, k.type
  union all
  select split_part(e.stream, '-', 1), e.type, count(*)
  from ${schema}.event e
  where e.position > (select through from ${schema}.indexed) group by 1, 2) c
group by category, type
