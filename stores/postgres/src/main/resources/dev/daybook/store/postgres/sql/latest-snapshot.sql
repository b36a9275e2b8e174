select version, time, state from ${schema}.snapshot
where stream = ? and version <= ? order by version desc limit 1
