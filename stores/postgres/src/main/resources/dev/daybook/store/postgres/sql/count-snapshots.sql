select count(*) from ${schema}.snapshot
