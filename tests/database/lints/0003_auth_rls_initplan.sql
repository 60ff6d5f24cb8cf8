-- A policy that asks for the caller once per row. Inside a scalar sub-select the planner asks once per statement.
-- Counts the calls without columns among their arguments, and those of them that open a sub-select.
select
  'auth_rls_initplan' as name,
  'WARN' as level,
  format('%s: policy %s calls %s for each row; write (select …)', p.polrelid::regclass, p.polname, calls.bare) as detail,
  format('auth_rls_initplan_%s_%s', p.polrelid::regclass, p.polname) as cache_key
from pg_policy as p
cross join lateral (
  select concat_ws(' and ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as text
) as expression
cross join lateral (
  select string_agg(distinct call[2] || call[3], ', ' order by call[2] || call[3]) as bare
  from regexp_matches(
    expression.text,
    '(select\s+\(*)?\m((?:auth|app|realtime|identity)\.\w+|current_setting)(\((?:''[^'']*''(?:::\w+)?(?:, *(?:true|false|''[^'']*''(?:::\w+)?))*)?\))',
    'gi'
  ) as call
  where call[1] is null
) as calls
where calls.bare is not null
order by cache_key;
