select h.log, e.position, e.events, e.epoch from ${schema}.event e, ${schema}.head h where e.append = ?
