select position, 0 as at, null as hash, null as bytes from ${schema}.head
union all
select 0, position, hash, bytes from ${schema}.event
where position > ? and position < ? and position <= ?
