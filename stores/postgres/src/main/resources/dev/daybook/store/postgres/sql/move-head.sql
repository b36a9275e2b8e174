update ${schema}.head
set position = ?, hash = ?, time = ?, leader = case when ? then leader end
where position = ? and epoch = ? and hash = ?
  and (leader is null or leader = ? or leads_until <= clock_timestamp())
