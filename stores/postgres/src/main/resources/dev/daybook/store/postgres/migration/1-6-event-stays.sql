create trigger event_stays before update or delete or truncate on ${schema}.event
for each statement execute function ${schema}.refuse()
