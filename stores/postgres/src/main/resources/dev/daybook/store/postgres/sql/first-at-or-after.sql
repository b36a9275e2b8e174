with recursive halves (low, high) as (
  select 1::bigint, ?::bigint + 1
  union all
  select
    case when m.time < ? then m.middle + 1 else h.low end,
    case when m.time < ? then h.high else m.middle end
  from halves h cross join lateral (
    select position as middle,
      ('x' || encode(substring(bytes from 11 for 8), 'hex'))::bit(64)::bigint as time
    from ${schema}.event where position = (h.low + h.high) / 2) m
  where h.low < h.high)
select max(low) from halves where low >= high
