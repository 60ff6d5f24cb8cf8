-- A function without its own search_path resolves names in the caller's: whoever calls it chooses what it runs.
select
  'function_search_path_mutable' as name,
  'WARN' as level,
  format('%s has no fixed search_path', p.oid::regprocedure) as detail,
  format('function_search_path_mutable_%s', p.oid::regprocedure) as cache_key
from pg_proc as p
where p.proowner = 'postgres'::regrole
  and p.prokind <> 'a'
  and not exists (select from pg_depend as d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')
order by cache_key;
