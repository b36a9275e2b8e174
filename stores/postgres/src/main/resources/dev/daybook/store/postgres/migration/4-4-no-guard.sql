drop trigger event_stays on ${schema}.event
