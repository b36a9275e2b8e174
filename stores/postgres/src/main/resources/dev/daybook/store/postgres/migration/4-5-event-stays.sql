create trigger event_stays before delete or truncate on ${schema}.event
for each statement execute function ${schema}.refuse()
