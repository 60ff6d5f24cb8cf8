-- Every column of the caller's organisation that names an object in Storage. Whoever adds such a column adds it here: what is
-- not named counts as an orphan. Owner only.
create function ops.media_fields()
returns table (model text, id uuid, field text, bucket text, path text, size bigint, is_expected boolean)
language plpgsql stable set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  return query
    -- An upload under way and what is in quarantine are referred to, and not missed.
    select 'file', f.id, 'storage_key', 'documents', f.storage_key, f.size, f.status in ('stored', 'lost')
    from documents.files f where f.tenant_id = tenant and f.deleted_at is null
    union all
    select 'user', u.id, 'avatar_path', 'avatars', u.avatar_path, null::bigint, true
    from identity.users u where u.avatar_path like tenant || '/%';
end
$$;

create function ops.require_media_rights() returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  if app.write_scope('settings') is distinct from 'ALL' then
    perform app.refuse('authorization_error');
  end if;
  return app.tenant_id();
end
$$;

-- At most p_limit rows per field, those with a discrepancy first.
create function ops.media_diagnosis(p_limit int)
returns table (model text, id uuid, field text, bucket text, path text, discrepancy text)
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform ops.require_media_rights();
  return query
    select d.model, d.id, d.field, d.bucket, d.path, d.discrepancy
    from (
      select m.model, m.id, m.field, m.bucket, m.path, found.discrepancy,
        row_number() over (partition by m.model, m.field order by found.discrepancy is null, m.id) as place
      from ops.media_fields() m
      left join storage.objects o on o.bucket_id = m.bucket and o.name = m.path
      cross join lateral (
        select case
          when o.id is null then 'missing'
          when m.size is not null and m.size <> (o.metadata ->> 'size')::bigint then 'size'
        end as discrepancy
      ) found
      where m.is_expected
    ) d
    where d.place <= p_limit order by d.model, d.field, d.place;
end
$$;

-- Objects of the buckets that records name, older than a day and named by none. p_only asks about these alone.
create function ops.media_inventory(p_limit int, p_only text[] default null) returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := ops.require_media_rights();
begin
  return (
    with named as materialized (
      select m.bucket, m.path from ops.media_fields() m
    ), objects as (
      select o.bucket_id, o.name, coalesce((o.metadata ->> 'size')::bigint, 0) as size,
        exists (select from named n where n.bucket = o.bucket_id and n.path = o.name) as is_named,
        greatest(o.created_at, o.updated_at) < now() - interval '24 hours' as is_old
      from storage.objects o
      where o.bucket_id in ('avatars', 'documents') and o.name like tenant || '/%'
        and (p_only is null or o.name = any (p_only))
    ), orphans as (
      select o.bucket_id, o.name, o.size from objects o where not o.is_named and o.is_old
      order by o.bucket_id, o.name limit p_limit
    )
    select json_build_object(
      'scanned', (select count(*) from objects),
      'referenced', (select count(*) from objects o where o.is_named),
      'orphans', coalesce(
        (select json_agg(json_build_object('bucket', bucket_id, 'path', name, 'size', size)) from orphans), '[]'
      )
    )
  );
end
$$;

-- Relinks records whose object lies under another key of the organisation and the same name, if there is exactly one that nobody
-- names, and takes back files that were given up and are there again. Answers what it did.
create function ops.repair_media() returns setof text
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := ops.require_media_rights();
  broken record;
  found_at text[];
  did text;
begin
  for broken in
    select m.*, o.id is not null as is_there from ops.media_fields() m
    left join storage.objects o on o.bucket_id = m.bucket and o.name = m.path
    where m.is_expected order by m.model, m.id
  loop
    did := null;
    if broken.is_there then
      update documents.files f set status = 'stored'
      where f.tenant_id = tenant and f.id = broken.id and broken.model = 'file' and f.status = 'lost';
      if found then
        did := format('%s %s: its object is there again', broken.model, broken.id);
      end if;
    else
      select array_agg(o.name) into found_at from storage.objects o
      where o.bucket_id = broken.bucket and o.name like tenant || '/%'
        and split_part(o.name, '/', -1) = split_part(broken.path, '/', -1)
        and not exists (select from ops.media_fields() n where n.bucket = o.bucket_id and n.path = o.name)
        -- A file that was deleted keeps its key.
        and not exists (select from documents.files f where f.tenant_id = tenant and f.storage_key = o.name);
      if cardinality(found_at) = 1 then
        update documents.files f set storage_key = found_at[1], status = 'stored'
        where f.tenant_id = tenant and f.id = broken.id and broken.model = 'file';
        update identity.users u set avatar_path = found_at[1] where u.id = broken.id and broken.model = 'user';
        did := format('%s %s: %s relinked to %s', broken.model, broken.id, broken.field, found_at[1]);
      end if;
    end if;
    if did is not null then
      perform audit.append('data_modification', 'media.repaired', did, broken.model, broken.id::text);
      return next did;
    end if;
  end loop;
end
$$;

create function ops.note_media_cleanup(p_deleted int, p_bytes bigint) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform ops.require_media_rights();
  perform audit.append(
    'data_deletion', 'media.cleaned', '', 'media', null, p_severity => 'warning',
    p_context => jsonb_build_object('deleted_files', p_deleted, 'bytes', p_bytes)
  );
end
$$;
revoke execute on function ops.media_fields(), ops.require_media_rights(), ops.media_diagnosis(int),
  ops.media_inventory(int, text[]), ops.repair_media(), ops.note_media_cleanup(int, bigint)
from public;
grant execute on function ops.media_diagnosis(int), ops.media_inventory(int, text[]), ops.repair_media(),
  ops.note_media_cleanup(int, bigint)
to authenticated;
comment on function ops.media_inventory(int, text[]) is
  'Counts objects of the caller''s organisation and lists those no record names, a day after they were written.';
