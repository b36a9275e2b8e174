create trigger event_keeps before update on ${schema}.event
for each row execute function ${schema}.only_shorten()
