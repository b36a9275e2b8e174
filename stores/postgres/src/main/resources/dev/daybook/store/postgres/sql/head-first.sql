insert into ${schema}.head (log, position, epoch, hash, time, restoring, leads_until)
select ?, 0, 1, ?, 0, false, '-infinity' where not exists (select from ${schema}.head)
