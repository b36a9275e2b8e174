update ${schema}.head set restoring = false, epoch = epoch + 1 where restoring
