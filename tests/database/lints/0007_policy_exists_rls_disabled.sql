-- Policies on a table whose row level security is off protect nothing.
select
  'policy_exists_rls_disabled' as name,
  'ERROR' as level,
  format('%s has policies (%s) but row level security is off', c.oid::regclass,
    string_agg(quote_ident(p.polname), ', ' order by p.polname)) as detail,
  format('policy_exists_rls_disabled_%s', c.oid::regclass) as cache_key
from pg_policy as p
join pg_class as c on c.oid = p.polrelid
where not c.relrowsecurity
group by c.oid
order by cache_key;
