insert into ${schema}.archive (first, last, file, digest, done) values (?, ?, ?, ?, false)
