-- What clients keep of our answers they keep under a version, and drop when it rises. That of a member is the sum of the
-- organisation's and their own, so that either may raise it.
create table ops.tenant_caches (
  tenant_id uuid primary key default app.tenant_id() references identity.tenants (id),
  version int not null default 0 constraint tenant_cache_version_positive check (version >= 0),
  cleared_by uuid default app.user_id(),
  cleared_at timestamptz not null default now()
);
alter table ops.tenant_caches enable row level security;
revoke all on ops.tenant_caches from anon, authenticated, service_role;
grant select, insert (version), update (version, cleared_by, cleared_at) on ops.tenant_caches to authenticated;
create policy tenant_wall on ops.tenant_caches as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.tenant_caches for select to authenticated using (tenant_id = (select app.tenant_id()));
create policy creates on ops.tenant_caches for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on ops.tenant_caches for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create trigger record after insert or update on ops.tenant_caches
  for each row execute function audit.record('cache', 'configuration');
comment on table ops.tenant_caches is 'How often an organisation has cleared the caches of all its members.';

insert into ops.schedule_presets (kind, cron) values ('cache_clear', '0 3 * * *');
