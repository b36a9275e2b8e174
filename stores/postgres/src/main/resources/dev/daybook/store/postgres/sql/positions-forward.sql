select position, null::bytea, null::bytea from ${schema}.head
union all
select position, hash, bytes from ${schema}.event
where position > ? and position < ? and position <= ?
