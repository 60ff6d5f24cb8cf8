create table identity.refresh_tokens (
  id uuid primary key default app.new_id(),
  session_id uuid not null references identity.sessions (id) on delete cascade,
  token_hash text not null constraint refresh_token_hash_shape check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  replaced_by_id uuid references identity.refresh_tokens (id),
  created_by_ip text,
  used_by_ip text,
  used_by_user_agent text,
  constraint refresh_tokens_hash_key unique (token_hash)
);
create index refresh_tokens_by_session on identity.refresh_tokens (session_id);
create index refresh_tokens_by_successor on identity.refresh_tokens (replaced_by_id);
alter table identity.refresh_tokens enable row level security;
revoke all on identity.refresh_tokens from anon, authenticated, service_role;
comment on table identity.refresh_tokens is 'Hashes of refresh tokens; each is used once. Only the sign-in functions touch them.';
