create trigger archive_stays before delete or truncate on ${schema}.archive
for each statement execute function ${schema}.refuse()
