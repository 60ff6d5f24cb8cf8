create table identity.trusted_devices (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null references identity.tenants (id),
  user_id uuid not null references identity.users (id),
  fingerprint_hash text not null constraint device_fingerprint_shape check (fingerprint_hash ~ '^[0-9a-f]{64}$'),
  user_agent text,
  ip_address text,
  created_at timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  trusted_until timestamptz not null,
  constraint trusted_devices_fingerprint_key unique (tenant_id, user_id, fingerprint_hash),
  constraint trusted_devices_membership foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
create index trusted_devices_by_user on identity.trusted_devices (user_id);
alter table identity.trusted_devices enable row level security;
revoke all on identity.trusted_devices from anon, authenticated, service_role;
grant select (id, tenant_id, user_id, user_agent, ip_address, created_at, last_seen, trusted_until)
  on identity.trusted_devices to authenticated;
create policy tenant_wall on identity.trusted_devices as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.trusted_devices for select to authenticated using (user_id = (select app.user_id()));
comment on table identity.trusted_devices is
  'Devices on which a member is not asked for the second factor at sign-in. The trust is one organisation''s: a lax policy of '
  'one must not weaken another.';
