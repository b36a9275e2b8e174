select position, bytes from ${schema}.event where position > ? and position <= ? order by position limit ?
