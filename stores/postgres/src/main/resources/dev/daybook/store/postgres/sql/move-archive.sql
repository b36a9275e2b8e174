update ${schema}.archive set file = ? where first = ?
