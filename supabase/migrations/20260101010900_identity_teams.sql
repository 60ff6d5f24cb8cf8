create table identity.teams (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  name text not null constraint team_name_length check (length(name) between 1 and 200),
  crm_group_id text,
  responsable_1 text,
  responsable_2 text,
  responsable_3 text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint teams_tenant_key unique (tenant_id, id),
  constraint team_name_taken unique (tenant_id, name)
);
create unique index team_group_taken on identity.teams (tenant_id, crm_group_id) where crm_group_id is not null;
alter table identity.teams enable row level security;
revoke all on identity.teams from anon, authenticated, service_role;
grant select, insert (name, crm_group_id, responsable_1, responsable_2, responsable_3),
  update (name, crm_group_id, responsable_1, responsable_2, responsable_3), delete on identity.teams to authenticated;
create policy tenant_wall on identity.teams as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.teams for select to authenticated using (tenant_id = (select app.tenant_id()));
create policy creates on identity.teams for insert to authenticated
  with check ((select app.write_scope('admin.users')) = 'ALL');
create policy updates on identity.teams for update to authenticated
  using ((select app.write_scope('admin.users')) = 'ALL') with check ((select app.write_scope('admin.users')) = 'ALL');
create policy deletes on identity.teams for delete to authenticated
  using ((select app.write_scope('admin.users')) = 'ALL');
create trigger touch before update on identity.teams for each row execute function app.touch();
comment on table identity.teams is 'A team; the scope GROUP means the rows of the caller''s teams.';
