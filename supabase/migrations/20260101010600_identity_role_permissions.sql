create table identity.role_permissions (
  tenant_id uuid not null default app.tenant_id(),
  role_id uuid not null,
  permission_key text not null constraint unknown_permission references identity.permissions (key),
  can_read boolean not null default false,
  can_write boolean not null default false,
  scope text not null constraint permission_scope_known check (scope in ('SELF', 'GROUP', 'ALL')),
  primary key (tenant_id, role_id, permission_key),
  constraint role_permission_grants_something check (can_read or can_write),
  constraint role_permissions_role foreign key (tenant_id, role_id) references identity.roles (tenant_id, id)
    on delete cascade
);
create index role_permissions_by_key on identity.role_permissions (permission_key);
alter table identity.role_permissions enable row level security;
revoke all on identity.role_permissions from anon, authenticated, service_role;
grant select, insert (role_id, permission_key, can_read, can_write, scope), delete on identity.role_permissions to authenticated;
create policy tenant_wall on identity.role_permissions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.role_permissions for select to authenticated
  using ((select app.read_scope('admin.roles')) = 'ALL' or (select app.read_scope('admin.users')) = 'ALL');
create policy deletes on identity.role_permissions for delete to authenticated
  using ((select app.write_scope('admin.roles')) = 'ALL');
comment on table identity.role_permissions is 'What a role grants under one permission key, and how far it reaches.';
