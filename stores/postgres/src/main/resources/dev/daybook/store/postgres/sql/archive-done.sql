update ${schema}.archive set done = true where first = ?
