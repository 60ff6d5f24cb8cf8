-- Lost in a crash of the server like the streams they were for.
create unlogged table identity.stream_tickets (
  id uuid primary key default app.new_id(),
  user_id uuid not null references identity.users (id) on delete cascade,
  token_hash text not null constraint stream_ticket_hash_shape check (token_hash ~ '^[0-9a-f]{64}$'),
  -- What the access token said with which the ticket was asked for: the stream is that token's, and ends with it.
  claims jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint stream_tickets_hash_key unique (token_hash)
);
create index stream_tickets_by_user on identity.stream_tickets (user_id);
create index stream_tickets_by_expiry on identity.stream_tickets (expires_at);
alter table identity.stream_tickets enable row level security;
revoke all on identity.stream_tickets from anon, authenticated, service_role;
comment on table identity.stream_tickets is
  'Tickets that stand in the address of an event stream instead of a token, because addresses end up in logs: good once, for a minute.';

-- Keeps the hash of a new ticket of the caller, and forgets those nobody came with.
create function identity.issue_stream_ticket(p_token_hash text, p_seconds int) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.member_id() is null then
    perform app.refuse('user_token_required');
  end if;
  delete from identity.stream_tickets t where t.expires_at < now();
  insert into identity.stream_tickets (user_id, token_hash, claims, expires_at)
  values (app.member_id(), p_token_hash, app.claims(), now() + make_interval(secs => p_seconds));
end
$$;

-- The claims behind a ticket, once.
create function identity.take_stream_ticket(p_token_hash text) returns text
language sql volatile set search_path = ''
as $$
  delete from identity.stream_tickets t where t.token_hash = p_token_hash and t.expires_at > clock_timestamp()
  returning t.claims::text
$$;
revoke execute on function identity.issue_stream_ticket(text, int), identity.take_stream_ticket(text) from public;
grant execute on function identity.issue_stream_ticket(text, int) to authenticated;
comment on function identity.take_stream_ticket(text) is 'Uses a ticket up and answers whose it was; null for one that is none any more. Owner only.';
