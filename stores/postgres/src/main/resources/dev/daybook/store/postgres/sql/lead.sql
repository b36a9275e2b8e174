update ${schema}.head
set epoch = epoch + 1, leader = ?, leads_until = clock_timestamp() + ? * interval '1 millisecond'
where leader is null or leader = ? or leads_until <= clock_timestamp()
returning log, position, epoch, hash, time, restoring
