create table app.consumer_positions (
  tenant_id uuid not null default app.tenant_id(),
  consumer text not null references app.consumers (name) on delete cascade,
  -- The last event of this tenant the consumer has dealt with, written in the transaction that dealt with it.
  position bigint not null,
  -- Set while the tenant lags: its events failed, and the others went on.
  attempts int not null default 0,
  next_attempt_at timestamptz,
  last_error text constraint consumer_error_length check (length(last_error) <= 1000),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, consumer)
);
create index consumer_positions_lagging on app.consumer_positions (consumer, next_attempt_at)
  where next_attempt_at is not null;
create index consumer_positions_by_consumer on app.consumer_positions (consumer);
alter table app.consumer_positions enable row level security;
revoke all on app.consumer_positions from anon, authenticated, service_role;
grant select on app.consumer_positions to authenticated;
create policy tenant_wall on app.consumer_positions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on app.consumer_positions for select to authenticated
  using ((select app.read_scope('automation')) = 'ALL');
create trigger touch before update on app.consumer_positions for each row execute function app.touch();
comment on table app.consumer_positions is
  'How far each consumer is with the events of a tenant. What it does in the database it does exactly once.';

-- Opens the dealing with events of the tenant and answers its position: null when the lease was lost, and while the tenant
-- lags unless p_catching_up. Until the transaction ends nobody can take the consumer over. p_position is where a tenant
-- starts that has no position yet.
create function app.begin_events(p_consumer text, p_lease uuid, p_position bigint, p_catching_up boolean) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  found_row app.consumer_positions;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  perform from app.consumers c where c.name = p_consumer and c.lease_id = p_lease for share;
  if not found then
    return null;
  end if;
  insert into app.consumer_positions (tenant_id, consumer, position) values (app.tenant_id(), p_consumer, p_position)
  on conflict (tenant_id, consumer) do nothing;
  select p.* into found_row from app.consumer_positions p
  where p.tenant_id = app.tenant_id() and p.consumer = p_consumer for update;
  return case when found_row.next_attempt_at is null or p_catching_up then found_row.position end;
end
$$;

-- Notes in the same transaction that the events up to p_position are dealt with. A tenant that has caught up lags no more.
create function app.end_events(p_consumer text, p_position bigint, p_caught_up boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  update app.consumer_positions p set position = greatest(p.position, p_position), attempts = 0, last_error = null,
    next_attempt_at = case when p_caught_up then null else now() end
  where p.tenant_id = app.tenant_id() and p.consumer = p_consumer;
end
$$;

-- Notes that a tenant's events failed; they wait twice as long each time, an hour at most, and are never given up.
create function app.note_lag(p_consumer text, p_tenant uuid, p_position bigint, p_error text) returns void
language sql set search_path = ''
as $$
  insert into app.consumer_positions as p (tenant_id, consumer, position, attempts, next_attempt_at, last_error)
  values (p_tenant, p_consumer, p_position, 1, now() + interval '1 second', left(p_error, 1000))
  on conflict (tenant_id, consumer) do update set attempts = p.attempts + 1, last_error = excluded.last_error,
    next_attempt_at = now() + make_interval(secs => least(3600, 2 ^ least(p.attempts, 12)))
$$;

create function app.lagging_tenants(p_consumer text) returns table (tenant_id uuid, "position" bigint)
language sql stable set search_path = ''
as $$
  select p.tenant_id, p.position from app.consumer_positions p
  where p.consumer = p_consumer and p.next_attempt_at <= now() order by p.next_attempt_at limit 20
$$;
revoke execute on function app.begin_events(text, uuid, bigint, boolean), app.end_events(text, bigint, boolean),
  app.note_lag(text, uuid, bigint, text), app.lagging_tenants(text)
from public;
grant execute on function app.begin_events(text, uuid, bigint, boolean), app.end_events(text, bigint, boolean) to authenticated;
