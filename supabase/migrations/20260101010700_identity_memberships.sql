create table identity.memberships (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid not null references identity.users (id),
  status text not null default 'ACTIVE'
    constraint membership_status_known check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
  primary_role_id uuid,
  crm_user_id text,
  title text,
  -- Kept by triggers from roles, teams and company access, so that a request reads one row to know what it may do.
  grants jsonb not null default '{}',
  role_keys text[] not null default '{}',
  team_ids uuid[] not null default '{}',
  company_ids uuid[] not null default '{}',
  perm_version int not null default 1,
  joined_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint memberships_tenant_key unique (tenant_id, id),
  constraint memberships_user_key unique (tenant_id, user_id),
  constraint memberships_primary_role foreign key (tenant_id, primary_role_id) references identity.roles (tenant_id, id)
);
create unique index crm_user_linked_elsewhere on identity.memberships (tenant_id, crm_user_id) where crm_user_id is not null;
create index memberships_by_user on identity.memberships (user_id);
create index memberships_by_primary_role on identity.memberships (tenant_id, primary_role_id);
alter table identity.memberships enable row level security;
revoke all on identity.memberships from anon, authenticated, service_role;
grant select on identity.memberships to authenticated;
create policy tenant_wall on identity.memberships as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.memberships for select to authenticated using (tenant_id = (select app.tenant_id()));
create trigger touch before update on identity.memberships for each row execute function app.touch();
comment on table identity.memberships is 'A user in a tenant, with everything they are granted there.';

-- People are visible to the colleagues of a tenant they share, and writable by themselves.
create policy reads on identity.users for select to authenticated
  using (
    id = (select app.user_id())
    or exists (select from identity.memberships m where m.tenant_id = (select app.tenant_id()) and m.user_id = users.id)
  );
create policy updates on identity.users for update to authenticated
  using (id = (select app.user_id())) with check (id = (select app.user_id()));
