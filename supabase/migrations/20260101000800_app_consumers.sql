create table app.consumers (
  name text primary key constraint consumer_name_shape check (name ~ '^[a-z_]+(\.[a-z_]+)*$' and length(name) <= 60),
  -- Every event up to here has been handed over, or its tenant lags and app.consumer_positions says how far.
  position bigint not null constraint consumer_position_positive check (position >= 0),
  -- The one worker that reads on behalf of the consumer. Whoever dies lets go by itself.
  lease_id uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table app.consumers enable row level security;
revoke all on app.consumers from anon, authenticated, service_role;
create trigger touch before update on app.consumers for each row execute function app.touch();
comment on table app.consumers is 'Readers of the outbox, each with its own position.';

-- Up to which event everything is settled. Identities are drawn before their transactions end, so a reader that follows them
-- skips the rows of slower ones; and the number of a transaction says nothing about when it touched a row, so ordering by it
-- turns events of one entity around. Hence two steps: p_upto is the last identity drawn at some moment, p_after a transaction
-- that started later; once no earlier one runs, no event up to p_upto can appear any more, and reading in the order of
-- identities gives every event of an entity in the order in which its row was locked.
--
-- Answers settled when the pair is reached, and the next pair when something has been drawn since p_settled. A pair that is not reached yet is
-- kept: a new one each time would never be reached under load.
create function app.event_horizon(
  p_settled bigint, p_upto bigint, p_after xid8, out settled bigint, out upto bigint, out after xid8
)
language plpgsql volatile set search_path = ''
as $$
begin
  if p_after is not null then
    if pg_snapshot_xmin(pg_current_snapshot()) < p_after then
      return;
    end if;
    settled := p_upto;
  end if;
  select s.last_value into upto from app.events_id_seq s
  where s.is_called and s.last_value > greatest(p_settled, settled);
  -- After the identity was read. The snapshot's own xmax would not do: it is one past the last transaction that ended, and
  -- those that run may have later numbers.
  if upto is not null then
    after := pg_current_xact_id();
  end if;
end
$$;
comment on function app.event_horizon(bigint, bigint, xid8) is
  'Up to which identity the outbox is complete. Owner only, read committed only.';

-- A consumer that is new begins with what happens from now on, or with the oldest event kept.
create function app.join_consumer(p_name text, p_from_oldest boolean) returns void
language sql set search_path = ''
as $$
  insert into app.consumers (name, position)
  select p_name, case when p_from_oldest or not s.is_called then 0 else s.last_value end from app.events_id_seq s
  on conflict (name) do nothing
$$;

-- A consumer that is wanted no more holds no event back; one that reads somewhere at this moment stays.
create function app.retire_consumer(p_name text) returns void
language sql set search_path = ''
as $$
  delete from app.consumers c
  where c.name = p_name and (c.lease_id is null or c.lease_until < clock_timestamp())
$$;

-- Takes or keeps the lease of a consumer; its position, or null while another worker reads.
create function app.hold_consumer(p_name text, p_lease uuid, p_lease_seconds int) returns bigint
language sql set search_path = ''
as $$
  update app.consumers c set lease_id = p_lease, lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where c.name = p_name and (c.lease_id is null or c.lease_id = p_lease or c.lease_until < clock_timestamp())
  returning c.position
$$;

-- Moves a consumer on; false when the lease was lost.
create function app.advance_consumer(p_name text, p_lease uuid, p_position bigint) returns boolean
language sql set search_path = ''
as $$
  with moved as (
    update app.consumers c set position = greatest(c.position, p_position)
    where c.name = p_name and c.lease_id = p_lease returning true
  )
  select exists (select from moved)
$$;

-- Lets go at the end of a worker, so that the next one need not wait for the lease to end.
create function app.leave_consumer(p_name text, p_lease uuid) returns void
language sql set search_path = ''
as $$
  update app.consumers c set lease_id = null, lease_until = null where c.name = p_name and c.lease_id = p_lease
$$;
revoke execute on function app.event_horizon(bigint, bigint, xid8), app.join_consumer(text, boolean),
  app.retire_consumer(text),
  app.hold_consumer(text, uuid, int), app.advance_consumer(text, uuid, bigint), app.leave_consumer(text, uuid)
from public;
