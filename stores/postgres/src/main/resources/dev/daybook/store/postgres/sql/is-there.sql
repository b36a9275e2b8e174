select to_regclass(?) is not null
