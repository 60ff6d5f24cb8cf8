create table ops.user_caches (
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid not null,
  is_enabled boolean not null default true,
  version int not null default 1 constraint user_cache_version_positive check (version >= 1),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_caches_key primary key (tenant_id, user_id),
  constraint user_cache_member foreign key (tenant_id, user_id)
    references identity.memberships (tenant_id, user_id) on delete cascade
);
alter table ops.user_caches enable row level security;
revoke all on ops.user_caches from anon, authenticated, service_role;
grant select, insert (user_id, is_enabled, version), update (is_enabled, version) on ops.user_caches to authenticated;
create policy tenant_wall on ops.user_caches as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.user_caches for select to authenticated
  using (user_id = (select app.member_id()) or (select app.read_scope('settings')) = 'ALL');
create policy creates on ops.user_caches for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on ops.user_caches for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on ops.user_caches for each row execute function app.touch();
create trigger record after insert or update on ops.user_caches
  for each row execute function audit.record('cache', 'configuration');
comment on table ops.user_caches is 'Whether the clients of a member may keep answers, and under which version.';
