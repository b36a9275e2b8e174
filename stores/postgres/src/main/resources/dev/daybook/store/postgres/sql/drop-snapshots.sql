delete from ${schema}.snapshot
