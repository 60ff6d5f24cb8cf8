create table identity.login_attempts (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  email_norm text not null,
  ip text,
  tenant_id uuid references identity.tenants (id),
  -- Attempts at the portal: e-mails stand there as portal:<SHA-256>.
  portal_account_id uuid,
  outcome text not null constraint login_outcome_known check (outcome in ('success', 'failure', 'blocked')),
  reason text,
  -- Set on the failure that locked the e-mail: until then nobody gets in with a password.
  locked_until timestamptz
);
create index login_attempts_by_email on identity.login_attempts (email_norm, at desc);
create index login_attempts_by_tenant on identity.login_attempts (tenant_id, at desc);
alter table identity.login_attempts enable row level security;
revoke all on identity.login_attempts from anon, authenticated, service_role;
comment on table identity.login_attempts is 'Sign-in attempts: the source of the lock-out. Only the sign-in functions touch it.';
