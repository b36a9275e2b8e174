update ${schema}.head set log = ?, restoring = true, epoch = epoch + 1 where position = 0
