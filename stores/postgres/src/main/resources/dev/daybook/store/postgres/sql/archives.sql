select first, last, file, digest, done from ${schema}.archive order by first
