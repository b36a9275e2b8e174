create function ${schema}.only_shorten() returns trigger language plpgsql as $$
begin
  if (new.position, new.version, new.stream, new.type, new.hash)
      = (old.position, old.version, old.stream, old.type, old.hash)
    and (new.epoch, new.append, new.events) is not distinct from (old.epoch, old.append, old.events)
    and new.bytes = substring(old.bytes for octet_length(new.bytes))
    and exists (
      select from ${schema}.archive a
      where old.position between a.first and a.last and not a.done) then
    return new;
  end if;
  raise exception 'the log refuses to % in %: what is written stays', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation';
end
$$
