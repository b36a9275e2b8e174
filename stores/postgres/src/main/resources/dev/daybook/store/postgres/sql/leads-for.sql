select ceil(greatest(0, extract(epoch from leads_until - clock_timestamp()) * 1000))::bigint
from ${schema}.head where leader is not null and leads_until <> '-infinity'
