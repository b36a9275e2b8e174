alter table ${schema}.head set (fillfactor = 50)
