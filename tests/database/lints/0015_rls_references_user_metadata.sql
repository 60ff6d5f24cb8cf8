-- User metadata is written by the user: a policy that trusts it can be talked into anything.
select
  'rls_references_user_metadata' as name,
  'ERROR' as level,
  format('%s: policy %s reads user metadata', p.polrelid::regclass, p.polname) as detail,
  format('rls_references_user_metadata_%s_%s', p.polrelid::regclass, p.polname) as cache_key
from pg_policy as p
where concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  ~* '\m(raw_)?user_meta_?data\M'
order by cache_key;
