create table app.idempotency_keys (
  tenant_id uuid not null default app.tenant_id(),
  actor_id uuid not null default app.user_id(),
  endpoint text not null,
  key text not null constraint idempotency_key_length check (length(key) between 1 and 200),
  fingerprint text not null,
  status int,
  headers jsonb,
  body text,
  -- Who is at it and until when, where the work is no single transaction; without an answer after that, it starts anew.
  claim_id uuid,
  claim_until timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, actor_id, endpoint, key)
);
create index idempotency_keys_by_age on app.idempotency_keys (created_at);
alter table app.idempotency_keys enable row level security;
revoke all on app.idempotency_keys from anon, authenticated, service_role;
grant select, insert (endpoint, key, fingerprint, claim_id, claim_until),
  update (fingerprint, status, headers, body, claim_id, claim_until, created_at)
  on app.idempotency_keys to authenticated;
create policy tenant_wall on app.idempotency_keys as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on app.idempotency_keys for select to authenticated using (actor_id = (select app.user_id()));
create policy creates on app.idempotency_keys for insert to authenticated with check (actor_id = (select app.user_id()));
create policy updates on app.idempotency_keys for update to authenticated
  using (actor_id = (select app.user_id())) with check (actor_id = (select app.user_id()));
comment on table app.idempotency_keys is
  'Answers given under an Idempotency-Key, kept 24 hours. The row is written in the transaction it protects, or claimed before work outside of one.';
