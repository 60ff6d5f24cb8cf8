-- A SECURITY DEFINER function of an exposed schema that role authenticated may call: it acts with the rights of its owner at the
-- request of any signed-in user.
select
  'authenticated_security_definer_function_executable' as name,
  'WARN' as level,
  format('%s runs as its owner and may be called by authenticated', p.oid::regprocedure) as detail,
  format('authenticated_security_definer_function_executable_%s', p.oid::regprocedure) as cache_key
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
where p.prosecdef
  and n.nspname = any (string_to_array(replace(current_setting('pgrst.db_schemas'), ' ', ''), ','))
  and has_function_privilege('authenticated', p.oid, 'execute')
  and not exists (select from pg_depend as d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
order by cache_key;
