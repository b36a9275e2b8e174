select version, position from ${schema}.event where stream = ? order by version desc limit 1
