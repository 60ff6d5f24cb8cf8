create table identity.roles (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  key text not null constraint role_key_shape check (key ~ '^[a-z0-9._:-]{1,80}$'),
  name text not null constraint role_name_length check (length(name) between 1 and 200),
  description text constraint role_description_length check (length(description) <= 5000),
  is_system boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint roles_tenant_key unique (tenant_id, id),
  constraint role_key_exists unique (tenant_id, key)
);
alter table identity.roles enable row level security;
revoke all on identity.roles from anon, authenticated, service_role;
grant select, insert (key, name, description), update (name, description), delete on identity.roles to authenticated;
create policy tenant_wall on identity.roles as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.roles for select to authenticated
  using ((select app.read_scope('admin.roles')) = 'ALL' or (select app.read_scope('admin.users')) = 'ALL');
create policy creates on identity.roles for insert to authenticated
  with check (
    (select app.write_scope('admin.roles')) = 'ALL' and not is_system and key not in ('superadmin', 'owner', 'admin')
  );
create policy updates on identity.roles for update to authenticated
  using ((select app.write_scope('admin.roles')) = 'ALL') with check ((select app.write_scope('admin.roles')) = 'ALL');
create policy deletes on identity.roles for delete to authenticated
  using ((select app.write_scope('admin.roles')) = 'ALL' and not is_system);
create trigger touch before update on identity.roles for each row execute function app.touch();
comment on table identity.roles is 'A named set of permissions inside one tenant. System roles are copies of the presets.';
