-- A foreign key without an index that starts with its columns, in their order: every delete or key change of the parent
-- scans the whole child. A partial index serves only when it leaves out nothing but nulls.
select
  'unindexed_foreign_keys' as name,
  'INFO' as level,
  format('%s: foreign key %s (%s) has no covering index', c.oid::regclass, f.conname, columns.names) as detail,
  format('unindexed_foreign_keys_%s_%s', c.oid::regclass, f.conname) as cache_key
from pg_constraint as f
join pg_class as c on c.oid = f.conrelid
cross join lateral (
  select string_agg(quote_ident(a.attname), ', ' order by k.position) as names,
    string_agg(format('(%I IS NOT NULL)', a.attname), ' AND ' order by k.position) as not_null,
    array_agg(format('(%I IS NOT NULL)', a.attname)::text) as each_not_null
  from unnest(f.conkey) with ordinality as k (attnum, position)
  join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
) as columns
where f.contype = 'f'
  and f.conparentid = 0
  and c.relowner = 'postgres'::regrole
  and not exists (
    select from pg_index as i
    where i.indrelid = c.oid
      and i.indisvalid
      and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] = f.conkey
      and (
        i.indpred is null
        or pg_get_expr(i.indpred, c.oid) in ('(' || columns.not_null || ')', columns.not_null)
        or pg_get_expr(i.indpred, c.oid) = any (columns.each_not_null)
      )
  )
order by cache_key;
