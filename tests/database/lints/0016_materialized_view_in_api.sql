-- Policies do not apply to a materialized view, so API roles must not read one of an exposed schema.
select
  'materialized_view_in_api' as name,
  'WARN' as level,
  format('%s is readable by %s', c.oid::regclass, string_agg(role, ', ' order by role)) as detail,
  format('materialized_view_in_api_%s', c.oid::regclass) as cache_key
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
cross join unnest(array['anon', 'authenticated']) as role
where c.relkind = 'm'
  and n.nspname = any (string_to_array(replace(current_setting('pgrst.db_schemas'), ' ', ''), ','))
  and has_any_column_privilege(role, c.oid, 'select')
group by c.oid
order by cache_key;
