select position, hash, bytes, stream, version, type from ${schema}.event
where position > ? order by position limit ?
