delete from ${schema}.snapshot where stream = ?
