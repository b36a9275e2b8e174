insert into ${schema}.indexed (through, streams) values (0, 0)
