create table identity.api_keys (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  name text not null constraint api_key_name_length check (length(name) between 1 and 200),
  prefix text not null,
  key_hash text not null constraint api_key_hash_shape check (key_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null constraint api_key_scopes_given check (cardinality(scopes) > 0),
  grants jsonb not null default '{}',
  ip_allowlist cidr[] not null default '{}',
  rate_limit_per_hour int not null default 1000 constraint api_key_rate_positive check (rate_limit_per_hour > 0),
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_ip text,
  is_active boolean not null default true,
  revoked_at timestamptz,
  -- The key that took over when this one was rotated.
  replaced_by_id uuid,
  created_by uuid not null default app.user_id() references identity.users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint api_keys_tenant_key unique (tenant_id, id),
  constraint api_keys_hash_key unique (key_hash),
  constraint api_keys_replaced_by foreign key (tenant_id, replaced_by_id) references identity.api_keys (tenant_id, id),
  constraint api_key_revoked_for_good check (revoked_at is null or not is_active)
);
create index api_keys_newest on identity.api_keys (tenant_id, created_at desc, id desc);
create index api_keys_by_successor on identity.api_keys (tenant_id, replaced_by_id) where replaced_by_id is not null;
create index api_keys_by_creator on identity.api_keys (created_by);
alter table identity.api_keys enable row level security;
revoke all on identity.api_keys from anon, authenticated, service_role;
grant select (id, tenant_id, name, prefix, scopes, ip_allowlist, rate_limit_per_hour, expires_at, last_used_at, last_used_ip,
  is_active, revoked_at, replaced_by_id, created_by, created_at, updated_at),
  insert (name, prefix, key_hash, scopes, grants, ip_allowlist, rate_limit_per_hour, expires_at),
  update (name, is_active, ip_allowlist, rate_limit_per_hour, expires_at, revoked_at, replaced_by_id) on identity.api_keys to authenticated;
create policy tenant_wall on identity.api_keys as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.api_keys for select to authenticated
  using ((select app.read_scope('admin.api-keys')) = 'ALL');
create trigger touch before update on identity.api_keys for each row execute function app.touch();
comment on table identity.api_keys is 'Keys for machines: one tenant, explicit grants, only a hash of the secret.';
