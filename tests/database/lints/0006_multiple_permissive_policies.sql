-- Several permissive policies for one role and action: all of them run for every row, joined by OR. One policy with the
-- whole condition is cheaper and says what holds.
select
  'multiple_permissive_policies' as name,
  'WARN' as level,
  format('%s: %s has %s permissive policies for %s: %s', p.polrelid::regclass, r.rolname, count(*), action.name,
    string_agg(quote_ident(p.polname), ', ' order by p.polname)) as detail,
  format('multiple_permissive_policies_%s_%s_%s', p.polrelid::regclass, r.rolname, action.name) as cache_key
from pg_policy as p
join pg_roles as r
  on r.oid = any (p.polroles)
  or 0::oid = any (p.polroles) and r.rolname in ('anon', 'authenticated', 'authenticator')
join (values ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE')) as action (code, name)
  on p.polcmd in (action.code::"char", '*')
where p.polpermissive
  and not r.rolbypassrls
group by p.polrelid, r.rolname, action.name
having count(*) > 1
order by cache_key;
