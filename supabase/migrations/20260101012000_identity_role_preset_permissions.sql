create table identity.role_preset_permissions (
  preset_key text not null constraint role_preset_permissions_preset references identity.role_presets (key),
  permission_key text not null constraint role_preset_permissions_key references identity.permissions (key),
  can_read boolean not null default false,
  can_write boolean not null default false,
  scope text not null constraint role_preset_scope_known check (scope in ('SELF', 'GROUP', 'ALL')),
  primary key (preset_key, permission_key),
  constraint role_preset_grants_something check (can_read or can_write)
);
create index role_preset_permissions_by_key on identity.role_preset_permissions (permission_key);
alter table identity.role_preset_permissions enable row level security;
revoke all on identity.role_preset_permissions from anon, authenticated, service_role;
grant select on identity.role_preset_permissions to authenticated;
create policy reads on identity.role_preset_permissions for select to authenticated
  using ((select app.tenant_id()) is not null);
comment on table identity.role_preset_permissions is 'What each preset role grants in a tenant that has not changed its copy.';

insert into identity.role_preset_permissions (preset_key, permission_key, can_read, can_write, scope)
select preset, unnest(keys), strpos(actions, 'r') > 0, strpos(actions, 'w') > 0, scope
from (values
  ('superadmin', 'rw', 'ALL', '{*}'::text[]),
  ('owner', 'rw', 'ALL', '{*}'),
  ('admin', 'rw', 'ALL', '{*}'),
  ('manager', 'r', 'ALL', '{admin.permissions,admin.roles,admin.teams,admin.users,audit-log,settings}'),
  ('accountant', 'r', 'ALL', '{contacts,vehicles,catalog}'),
  ('accountant', 'rw', 'ALL', '{quotes,invoices,payments,accounting,finance,reports,exchange.export,exchange.fec}'),
  ('user', 'rw', 'GROUP', '{contacts,vehicles,tasks}'),
  ('user', 'rw', 'SELF', '{quotes}'),
  ('user', 'r', 'GROUP', '{invoices}'),
  ('user', 'r', 'ALL', '{finance}'),
  ('operator', 'rw', 'GROUP', '{fiches,audits,automation,transcriptions,chat,realtime}'),
  ('operator', 'r', 'GROUP', '{recordings}'),
  ('operator', 'r', 'ALL', '{audit-configs,products}'),
  ('viewer', 'r', 'GROUP', '{fiches,audits,automation,recordings,transcriptions,realtime}'),
  ('viewer', 'rw', 'GROUP', '{chat}'),
  ('viewer', 'r', 'ALL', '{audit-configs,products}'),
  ('client', 'r', 'SELF', '{projects,quotes,invoices,documents}'),
  ('client', 'rw', 'SELF', '{signatures,support,payments}'),
  ('prestataire', 'r', 'SELF', '{projects}'),
  ('prestataire', 'rw', 'SELF', '{tasks,invoices,documents}'),
  ('revendeur', 'r', 'SELF', '{contacts,reports}'),
  ('revendeur', 'rw', 'SELF', '{leads,pipeline,quotes}')
) as granted (preset, actions, scope, keys);

-- A manager holds every business key, the ones for deleting and approving included.
insert into identity.role_preset_permissions (preset_key, permission_key, can_read, can_write, scope)
select 'manager', p.key, true, true, 'ALL' from identity.permissions p
where p.key <> '*' and p.key not like 'admin.%' and p.key not in ('audit-log', 'settings');

-- Gives a tenant the presets it does not have yet. A role that exists keeps what its administrators made of it.
create function identity.seed_roles(p_tenant uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  -- A hundred grants copied from the presets are one fact, the new roles, and not a hundred entries of the audit log.
  perform set_config('app.seeding', 'on', true);
  with added as (
    insert into identity.roles (tenant_id, key, name, description, is_system)
    select p_tenant, p.key, p.name, p.description, true from identity.role_presets p
    on conflict (tenant_id, key) do nothing
    returning id, key
  )
  insert into identity.role_permissions (tenant_id, role_id, permission_key, can_read, can_write, scope)
  select p_tenant, a.id, g.permission_key, g.can_read, g.can_write, g.scope
  from added a join identity.role_preset_permissions g on g.preset_key = a.key;
  perform set_config('app.seeding', 'off', true);
end
$$;
revoke execute on function identity.seed_roles(uuid) from public;
comment on function identity.seed_roles(uuid) is 'Copies the missing preset roles into a tenant; never touches a role that is there.';
