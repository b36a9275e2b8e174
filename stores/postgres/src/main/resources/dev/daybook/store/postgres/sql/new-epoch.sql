update ${schema}.head set epoch = epoch + 1
where epoch <= ? returning log, position, epoch, hash, time, restoring
