-- Functions of an extension in public become part of the published API.
select
  'extension_in_public' as name,
  'WARN' as level,
  format('extension %s is installed in public', e.extname) as detail,
  format('extension_in_public_%s', e.extname) as cache_key
from pg_extension as e
where e.extnamespace = 'public'::regnamespace
order by cache_key;
