select exists (select from ${schema}.event where position = ? and hash = ?)
