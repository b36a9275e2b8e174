select position, hash, bytes from ${schema}.event
where stream = ? and version <= ? order by version desc limit ?
