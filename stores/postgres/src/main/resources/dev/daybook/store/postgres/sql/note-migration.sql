insert into ${schema}.migration (number) values (?)
