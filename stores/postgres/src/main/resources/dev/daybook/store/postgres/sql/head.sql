select log, position, epoch, hash, time, restoring from ${schema}.head
