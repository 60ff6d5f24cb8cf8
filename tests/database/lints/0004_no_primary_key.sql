-- A table without a primary key cannot be replicated row by row, nor addressed by an API.
select
  'no_primary_key' as name,
  'INFO' as level,
  format('%s has no primary key', c.oid::regclass) as detail,
  format('no_primary_key_%s', c.oid::regclass) as cache_key
from pg_class as c
where c.relkind in ('r', 'p')
  and not c.relispartition
  and c.relpersistence <> 't'
  and c.relowner = 'postgres'::regrole
  and not exists (select from pg_depend as d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  and not exists (select from pg_index as i where i.indrelid = c.oid and i.indisprimary)
order by cache_key;
