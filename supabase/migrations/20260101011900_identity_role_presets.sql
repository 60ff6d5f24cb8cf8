create table identity.role_presets (
  key text primary key constraint role_preset_key_shape check (key ~ '^[a-z0-9._:-]{1,80}$'),
  name text not null constraint role_preset_name_length check (length(name) between 1 and 200),
  description text not null default ''
);
alter table identity.role_presets enable row level security;
revoke all on identity.role_presets from anon, authenticated, service_role;
grant select on identity.role_presets to authenticated;
create policy reads on identity.role_presets for select to authenticated using ((select app.tenant_id()) is not null);
comment on table identity.role_presets is 'The roles every new tenant starts with, as templates; a tenant owns its copies.';

insert into identity.role_presets (key, name, description) values
  ('superadmin', 'Superadmin', 'Staff of the platform'),
  ('owner', 'Owner', 'Everything, including the plan and the organisation itself'),
  ('admin', 'Administrator', 'Everything in the organisation'),
  ('manager', 'Manager', 'All business data, no administration of roles'),
  ('accountant', 'Accountant', 'Quotes, invoices, payments and the ledger'),
  ('user', 'User', 'Contacts, vehicles and tasks of the teams, quotes of their own'),
  ('operator', 'Operator', 'Works on prospect records and audits of the teams'),
  ('viewer', 'Viewer', 'Reads prospect records and audits of the teams'),
  ('client', 'Client', 'Sees their own projects, quotes, invoices and documents'),
  ('prestataire', 'Contractor', 'Works on tasks of their own and bills them'),
  ('revendeur', 'Reseller', 'Brings leads and quotes of their own');
