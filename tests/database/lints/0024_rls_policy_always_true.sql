-- A permissive policy that lets anybody write anything. Reading what everybody may read is no finding.
select
  'rls_policy_always_true' as name,
  'WARN' as level,
  format('%s: policy %s allows every write', p.polrelid::regclass, p.polname) as detail,
  format('rls_policy_always_true_%s_%s', p.polrelid::regclass, p.polname) as cache_key
from pg_policy as p
cross join lateral (
  select lower(regexp_replace(pg_get_expr(p.polqual, p.polrelid), '[\s()]', '', 'g')) as reading,
    lower(regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '[\s()]', '', 'g')) as writing
) as condition
where p.polpermissive
  and p.polcmd <> 'r'
  and ('true' in (condition.reading, condition.writing) or '1=1' in (condition.reading, condition.writing))
  and exists (
    select from unnest(p.polroles) as member (role)
    where member.role = 0
      or member.role in ('anon'::regrole, 'authenticated'::regrole)
  )
order by cache_key;
