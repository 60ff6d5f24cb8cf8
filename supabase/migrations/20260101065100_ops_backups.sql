create table ops.backups (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  filename text not null constraint backup_filename_shape check (filename ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$'),
  storage_key text not null,
  size bigint not null default 0 constraint backup_size_positive check (size >= 0),
  -- Of the archive as it is downloaded.
  sha256 text constraint backup_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  included_files int,
  status text not null default 'pending' constraint backup_status_known check (status in ('pending', 'stored')),
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint backups_tenant_key unique (tenant_id, id),
  constraint backup_key_of_tenant check (storage_key ~ ('^' || tenant_id || '/backups/[0-9a-f-]{36}\.sealed$'))
);
create unique index backup_filename_taken on ops.backups (tenant_id, filename) where deleted_at is null;
alter table ops.backups enable row level security;
revoke all on ops.backups from anon, authenticated, service_role;
grant select, insert (filename, storage_key, included_files),
  update (size, sha256, included_files, status, deleted_at)
on ops.backups to authenticated;
create policy tenant_wall on ops.backups as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.backups for select to authenticated using ((select app.read_scope('admin.backups')) = 'ALL');
create policy creates on ops.backups for insert to authenticated
  with check ((select app.write_scope('admin.backups')) = 'ALL');
create policy updates on ops.backups for update to authenticated
  using ((select app.write_scope('admin.backups')) = 'ALL') with check ((select app.write_scope('admin.backups')) = 'ALL');
create trigger touch before update on ops.backups for each row execute function app.touch();
create trigger record after insert or update or delete on ops.backups
  for each row execute function audit.record('backup', 'system');
comment on table ops.backups is 'Archives of one organisation in the bucket backups, each sealed with a key of its own.';
