create unique index event_append on ${schema}.event (append) where append is not null
