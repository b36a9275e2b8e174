create function ${schema}.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the log refuses to % in %: what is written stays', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation';
end
$$
