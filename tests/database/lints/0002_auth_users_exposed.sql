-- A view of an exposed schema that reads auth.users and that API roles may select: it publishes the accounts.
select
  'auth_users_exposed' as name,
  'ERROR' as level,
  format('%s may be read by %s and selects from auth.users', c.oid::regclass, string_agg(distinct role, ', ')) as detail,
  format('auth_users_exposed_%s', c.oid::regclass) as cache_key
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
join pg_rewrite as w on w.ev_class = c.oid
join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
cross join unnest(array['anon', 'authenticated']) as role
where c.relkind in ('v', 'm')
  and n.nspname = any (string_to_array(replace(current_setting('pgrst.db_schemas'), ' ', ''), ','))
  and d.refclassid = 'pg_class'::regclass
  and d.refobjid = 'auth.users'::regclass
  and (has_table_privilege(role, c.oid, 'select') or has_any_column_privilege(role, c.oid, 'select'))
group by c.oid
order by cache_key;
