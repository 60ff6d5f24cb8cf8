create table identity.team_members (
  tenant_id uuid not null default app.tenant_id(),
  team_id uuid not null,
  membership_id uuid not null,
  primary key (tenant_id, team_id, membership_id),
  constraint team_not_empty foreign key (tenant_id, team_id) references identity.teams (tenant_id, id),
  constraint team_members_membership foreign key (tenant_id, membership_id)
    references identity.memberships (tenant_id, id) on delete cascade
);
create index team_members_by_membership on identity.team_members (tenant_id, membership_id);
alter table identity.team_members enable row level security;
revoke all on identity.team_members from anon, authenticated, service_role;
grant select, insert (team_id, membership_id), delete on identity.team_members to authenticated;
create policy tenant_wall on identity.team_members as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.team_members for select to authenticated using (tenant_id = (select app.tenant_id()));
create policy creates on identity.team_members for insert to authenticated
  with check ((select app.write_scope('admin.users')) = 'ALL');
create policy deletes on identity.team_members for delete to authenticated
  using ((select app.write_scope('admin.users')) = 'ALL');
comment on table identity.team_members is 'Who belongs to a team.';
