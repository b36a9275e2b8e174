insert into ${schema}.snapshot as s (stream, version, time, state) values (?, ?, ?, ?)
on conflict (stream, version) do update set time = excluded.time, state = excluded.state
where excluded.time >= s.time
