create table identity.mfa_factors (
  id uuid primary key default app.new_id(),
  user_id uuid not null references identity.users (id) on delete cascade,
  type text not null default 'totp' constraint mfa_factor_type_known check (type in ('totp')),
  -- Sealed by the application; the key is not in the database.
  secret_enc text not null,
  status text not null default 'pending' constraint mfa_factor_status_known check (status in ('pending', 'enabled', 'disabled')),
  configured_at timestamptz,
  -- The replay guard: a code of this step or an earlier one is never taken again (RFC 6238, 5.2).
  last_used_step bigint,
  failed_count int not null default 0 constraint mfa_factor_failures_counted check (failed_count >= 0),
  last_failed_at timestamptz,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mfa_factors_user_key unique (user_id, type),
  constraint mfa_factor_enabled_when_configured check (status <> 'enabled' or configured_at is not null)
);
alter table identity.mfa_factors enable row level security;
revoke all on identity.mfa_factors from anon, authenticated, service_role;
create trigger touch before update on identity.mfa_factors for each row execute function app.touch();
comment on table identity.mfa_factors is
  'Second factors of people, whatever the organisation, with their counters. Only the functions of the second factor touch it.';
