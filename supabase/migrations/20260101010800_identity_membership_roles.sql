create table identity.membership_roles (
  tenant_id uuid not null default app.tenant_id(),
  membership_id uuid not null,
  role_id uuid not null,
  primary key (tenant_id, membership_id, role_id),
  constraint membership_roles_membership foreign key (tenant_id, membership_id)
    references identity.memberships (tenant_id, id) on delete cascade,
  constraint role_in_use foreign key (tenant_id, role_id) references identity.roles (tenant_id, id)
);
create index membership_roles_by_role on identity.membership_roles (tenant_id, role_id);
alter table identity.membership_roles enable row level security;
revoke all on identity.membership_roles from anon, authenticated, service_role;
grant select on identity.membership_roles to authenticated;
create policy tenant_wall on identity.membership_roles as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.membership_roles for select to authenticated using (tenant_id = (select app.tenant_id()));
comment on table identity.membership_roles is 'Which roles a member holds.';
