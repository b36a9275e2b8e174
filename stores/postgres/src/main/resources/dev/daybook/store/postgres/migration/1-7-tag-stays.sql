create trigger tag_stays before update or delete or truncate on ${schema}.tag
for each statement execute function ${schema}.refuse()
