-- A view that reads with the rights of its owner passes the policies of its tables. Stricter than the platform, which
-- looks at exposed schemas only: no view of ours may.
select
  'security_definer_view' as name,
  'ERROR' as level,
  format('%s reads with the rights of its owner: set security_invoker', c.oid::regclass) as detail,
  format('security_definer_view_%s', c.oid::regclass) as cache_key
from pg_class as c
where c.relkind = 'v'
  and c.relowner = 'postgres'::regrole
  and not exists (select from pg_depend as d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  and not exists (
    select from pg_options_to_table(c.reloptions) as o
    where o.option_name = 'security_invoker' and o.option_value::boolean
  )
order by cache_key;
