-- Row level security without any policy: only roles that bypass it see the rows. Right for service-only tables, which
-- are listed as such; otherwise the policy was forgotten.
select
  'rls_enabled_no_policy' as name,
  'INFO' as level,
  format('%s has row level security but no policy', c.oid::regclass) as detail,
  format('rls_enabled_no_policy_%s', c.oid::regclass) as cache_key
from pg_class as c
where c.relkind in ('r', 'p')
  and not c.relispartition
  and c.relrowsecurity
  and c.relowner = 'postgres'::regrole
  and not exists (select from pg_policy as p where p.polrelid = c.oid)
order by cache_key;
