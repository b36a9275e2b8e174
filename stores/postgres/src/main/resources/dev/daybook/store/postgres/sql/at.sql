select position, hash, bytes from ${schema}.event where position = ?
