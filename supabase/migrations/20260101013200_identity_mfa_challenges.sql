create table identity.mfa_challenges (
  -- Nothing in it may be guessed, not even the time: whoever names a challenge has shown the first factor.
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references identity.tenants (id),
  user_id uuid not null references identity.users (id),
  -- The session to open.
  login_method text not null,
  attempt text,
  portal text,
  remember boolean not null,
  cookie_refresh boolean not null,
  cookie_access boolean not null,
  place jsonb,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  consumed_at timestamptz,
  constraint mfa_challenges_membership foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
create index mfa_challenges_by_user on identity.mfa_challenges (user_id);
create index mfa_challenges_by_member on identity.mfa_challenges (tenant_id, user_id);
alter table identity.mfa_challenges enable row level security;
revoke all on identity.mfa_challenges from anon, authenticated, service_role;
create policy tenant_wall on identity.mfa_challenges as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
comment on table identity.mfa_challenges is
  'Sign-ins between the first and the second factor, with the session they are to open. Wrong codes are counted on the factor, '
  'so that another challenge gives no further guesses.';
