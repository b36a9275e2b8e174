with moved as (
  update ${schema}.head
  set position = ?, hash = ?, time = ?, leader = case when ? then leader end
  where position = ? and epoch = ? and hash = ?
    and (leader is null or leader = ? or leads_until <= clock_timestamp())
  returning case current_setting('synchronous_commit')
    when 'off' then set_config('synchronous_commit', 'on', true) end),
tagged as (
  insert into ${schema}.tag (tag, position)
  select unnest(?::text[]), unnest(?::bigint[]) from moved)
insert into ${schema}.event (position, version, epoch, append, events, stream, type, hash, bytes)
select unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::uuid[]), unnest(?::integer[]),
  unnest(?::text[]), unnest(?::text[]), unnest(?::bytea[]), unnest(?::bytea[])
from moved
