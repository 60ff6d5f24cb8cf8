create table identity.one_time_tokens (
  id uuid primary key default app.new_id(),
  purpose text not null constraint one_time_purpose_known
    check (purpose in ('password_reset', 'email_verification', 'email_change')),
  -- Null for a token nobody was sent: an unknown address is given one too, so that asking takes the same work for all.
  user_id uuid references identity.users (id) on delete cascade,
  -- The address the token was sent to, and for email_change the one that is to replace the present one.
  email text constraint one_time_email_normal check (email = lower(btrim(email)) and length(email) <= 255),
  token_hash text not null constraint one_time_hash_shape check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint one_time_tokens_hash_key unique (token_hash)
);
create index one_time_tokens_by_user on identity.one_time_tokens (user_id, purpose, created_at desc);
create index one_time_tokens_by_expiry on identity.one_time_tokens (expires_at);
alter table identity.one_time_tokens enable row level security;
revoke all on identity.one_time_tokens from anon, authenticated, service_role;
comment on table identity.one_time_tokens is
  'Hashes of the tokens in mailed links, each good once and for a while. Only the account functions touch them.';

-- The token behind a hash if it still works, locked together with its account (the account first, as everywhere); a row of
-- nulls if it does not.
create function identity.lock_one_time_token(p_token_hash text, p_purposes text[]) returns identity.one_time_tokens
language plpgsql volatile set search_path = ''
as $$
declare
  token identity.one_time_tokens;
begin
  perform from identity.users u
  where u.id = (select o.user_id from identity.one_time_tokens o where o.token_hash = p_token_hash) and u.status = 'ACTIVE'
  for no key update;
  if found then
    select o.* into token from identity.one_time_tokens o
    where o.token_hash = p_token_hash and o.purpose = any (p_purposes) and o.used_at is null
      and o.expires_at > clock_timestamp()
    for update;
  end if;
  return token;
end
$$;
revoke execute on function identity.lock_one_time_token(text, text[]) from public;
