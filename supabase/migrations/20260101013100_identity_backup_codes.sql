create table identity.backup_codes (
  id uuid primary key default app.new_id(),
  user_id uuid not null references identity.users (id) on delete cascade,
  code_hash text not null constraint backup_code_hash_shape check (code_hash ~ '^[0-9a-f]{64}$'),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint backup_codes_hash_key unique (user_id, code_hash)
);
alter table identity.backup_codes enable row level security;
revoke all on identity.backup_codes from anon, authenticated, service_role;
comment on table identity.backup_codes is
  'Hashes of the codes that stand in for a lost second factor; each works once, a new batch replaces the old one. They count '
  'while the factor of the person is enabled. Only the functions of the second factor touch them.';
