-- Objects of a public bucket are downloaded without a policy. A policy that opens the bucket for SELECT by nothing but
-- its name adds only the right to list every file in it.
select
  'public_bucket_allows_listing' as name,
  'WARN' as level,
  format('bucket %s is public and policy %s lets clients list it', b.id, p.polname) as detail,
  format('public_bucket_allows_listing_%s_%s', b.id, p.polname) as cache_key
from storage.buckets as b
join pg_policy as p on p.polrelid = 'storage.objects'::regclass and p.polcmd in ('r', '*') and p.polpermissive
cross join lateral (select pg_get_expr(p.polqual, p.polrelid) as text) as condition
where b.public
  and (condition.text !~ '\mbucket_id\M' or condition.text ~ ('''' || regexp_replace(b.id, '(\W)', '\\\1', 'g') || ''''))
  and condition.text !~ '\m(owner|owner_id|foldername|filename|name|path_tokens|allow_only_operation|auth\.\w+|app\.\w+)\M'
  and exists (
    select from unnest(p.polroles) as member (role)
    where member.role = 0
      or member.role in ('anon'::regrole, 'authenticated'::regrole)
  )
order by cache_key;
