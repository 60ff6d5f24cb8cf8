create table documents.files (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  created_by uuid default app.user_id(),
  kind text not null default 'document' constraint file_kind_shape check (kind ~ '^[a-z][a-z_]{0,39}$'),
  -- The record it belongs to, such as contact and its id; whoever refers to a file checks that record first.
  entity text constraint file_entity_shape check (entity ~ '^[a-z][a-z_]{0,39}$'),
  entity_id uuid,
  -- As the uploader named it, for people; never part of an address.
  original_name text not null constraint file_name_length check (length(original_name) between 1 and 255),
  storage_key text not null,
  size bigint not null constraint file_size_range check (size between 1 and 26214400),
  sha256 text not null constraint file_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Judged by content.
  media_type text not null constraint file_media_type_shape check (media_type ~ '^[a-z]+/[a-z0-9.+-]{1,100}$'),
  status text not null default 'pending'
    constraint file_status_known check (status in ('pending', 'stored', 'quarantined', 'lost')),
  scan_status text not null default 'unscanned'
    constraint file_scan_status_known check (scan_status in ('unscanned', 'clean', 'infected')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint files_tenant_key unique (tenant_id, id),
  constraint file_key_taken unique (tenant_id, storage_key),
  constraint file_key_of_tenant check (
    storage_key ~ ('^' || tenant_id || '/[a-z_]+/[0-9a-f-]{36}\.[a-z0-9]{1,8}$')
  ),
  constraint file_entity_whole check ((entity is null) = (entity_id is null)),
  constraint file_infected_never_served check (scan_status <> 'infected' or status <> 'stored'),
  constraint file_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint file_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id)
);
create index files_by_entity on documents.files (tenant_id, entity, entity_id) where deleted_at is null;
create index files_by_owner on documents.files (tenant_id, owner_user_id);
create index files_by_team on documents.files (tenant_id, team_id);
alter table documents.files enable row level security;
revoke all on documents.files from anon, authenticated, service_role;
grant select, insert (kind, entity, entity_id, original_name, storage_key, size, sha256, media_type, scan_status),
  update (status, scan_status, deleted_at)
on documents.files to authenticated;
create policy tenant_wall on documents.files as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on documents.files for select to authenticated using (
  case (select app.read_scope('documents'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy creates on documents.files for insert to authenticated with check (
  case (select app.write_scope('documents'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy updates on documents.files for update to authenticated
  using (
    case (select app.write_scope('documents'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  )
  with check (
    case (select app.write_scope('documents'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  );
create trigger touch before update on documents.files for each row execute function app.touch();
create trigger record after insert or update or delete on documents.files
  for each row execute function audit.record('file', 'data_modification');
create trigger announce after insert or update or delete on documents.files
  for each row execute function app.announce('file', 'documents');
comment on table documents.files is
  'Files in the bucket documents. A row is written before its object and confirmed after it: whatever a crash leaves is pending, and cleaned up.';
comment on column documents.files.status is
  'pending: the object may be missing. quarantined: infected, kept apart and never served. lost: the object is gone.';

-- What no longer belongs together in the caller's tenant, a day after it came apart: objects without a row that wants them and
-- uploads that were never confirmed (the object is to be removed), and confirmed files whose object is gone (p_file_id alone).
create function documents.orphans(p_limit int) returns table (storage_key text, file_id uuid)
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  old constant timestamptz := now() - interval '24 hours';
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  return query
    (select o.name, null::uuid from storage.objects o
      where o.bucket_id = 'documents' and o.name like tenant || '/%' and o.created_at < old
        and not exists (
          select from documents.files f where f.tenant_id = tenant and f.storage_key = o.name and f.deleted_at is null
        )
      limit p_limit)
    union all
    (select f.storage_key, f.id from documents.files f
      where f.tenant_id = tenant and f.status = 'pending' and f.created_at < old and f.deleted_at is null limit p_limit)
    union all
    (select null, f.id from documents.files f
      where f.tenant_id = tenant and f.status = 'stored' and f.created_at < old and f.deleted_at is null
        and not exists (select from storage.objects o where o.bucket_id = 'documents' and o.name = f.storage_key)
      limit p_limit);
end
$$;
revoke execute on function documents.orphans(int) from public;
grant execute on function documents.orphans(int) to authenticated;

insert into ops.schedule_presets (kind, cron) values ('files.clean', '30 3 * * *');
