select through from ${schema}.indexed
