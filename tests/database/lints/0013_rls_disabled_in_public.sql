-- A table without row level security. Stricter than the platform, which looks at exposed schemas only: tenants share
-- every table of ours, so all of them are secured, partitions included (policies of a parent do not cover direct reads).
select
  'rls_disabled_in_public' as name,
  'ERROR' as level,
  format('%s has no row level security', c.oid::regclass) as detail,
  format('rls_disabled_in_public_%s', c.oid::regclass) as cache_key
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p')
  and not c.relrowsecurity
  and c.relpersistence <> 't'
  and c.relowner = 'postgres'::regrole
  and n.nspname <> 'supabase_migrations'
  and not exists (select from pg_depend as d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by cache_key;
