-- Two indexes with the same definition: every write pays twice.
select
  'duplicate_index' as name,
  'WARN' as level,
  format('%s has identical indexes: %s', i.indrelid::regclass,
    string_agg(quote_ident(x.relname), ', ' order by x.relname)) as detail,
  format('duplicate_index_%s_%s', i.indrelid::regclass, min(x.relname)) as cache_key
from pg_index as i
join pg_class as x on x.oid = i.indexrelid
join pg_class as c on c.oid = i.indrelid
where c.relowner = 'postgres'::regrole
group by i.indrelid, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX .*? ON ', '')
having count(*) > 1
order by cache_key;
