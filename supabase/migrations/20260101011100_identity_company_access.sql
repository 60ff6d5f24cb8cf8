create table identity.company_access (
  tenant_id uuid not null default app.tenant_id(),
  membership_id uuid not null,
  company_id uuid not null,
  primary key (tenant_id, membership_id, company_id),
  constraint company_access_membership foreign key (tenant_id, membership_id)
    references identity.memberships (tenant_id, id) on delete cascade,
  constraint company_access_company foreign key (tenant_id, company_id) references identity.companies (tenant_id, id)
);
create index company_access_by_company on identity.company_access (tenant_id, company_id);
alter table identity.company_access enable row level security;
revoke all on identity.company_access from anon, authenticated, service_role;
grant select, insert (membership_id, company_id), delete on identity.company_access to authenticated;
create policy tenant_wall on identity.company_access as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.company_access for select to authenticated using (tenant_id = (select app.tenant_id()));
create policy creates on identity.company_access for insert to authenticated
  with check ((select app.write_scope('admin.users')) = 'ALL');
create policy deletes on identity.company_access for delete to authenticated
  using ((select app.write_scope('admin.users')) = 'ALL');
comment on table identity.company_access is 'Which companies of the tenant a member works for.';
