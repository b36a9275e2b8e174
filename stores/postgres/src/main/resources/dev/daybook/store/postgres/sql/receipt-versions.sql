select stream, max(version) from ${schema}.event where position between ? and ? group by stream
