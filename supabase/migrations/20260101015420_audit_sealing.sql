-- An event as the hash sees it: nothing but text, so that no reader rounds a number.
create view audit.hashed_events with (security_invoker = true) as
select e.tenant_id, e.id, e.category, e.at, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as timestamp,
  e.action, e.description, e.severity, e.outcome, e.actor_type, e.actor_id, e.actor_roles, e.ip_address, e.user_agent,
  e.session_id, e.auth_method, e.entity_type, e.entity_id, e.before_state, e.after_state, e.context::text as context, e.request_id
from audit.events e;
revoke all on audit.hashed_events from anon, authenticated, service_role;
grant select on audit.hashed_events to authenticated;
comment on view audit.hashed_events is 'What the hash of an event covers, as text.';

-- Locks the end of a chain until the transaction ends and answers it with events that have no link yet: the named one, or the
-- oldest p_limit. With p_wait false it answers nothing while somebody else is appending. A single event may be taken by whoever
-- wrote it; the queue belongs to unattended work and to those who verify the chain.
create function audit.take_unsealed(p_category text, p_limit int, p_event uuid default null, p_wait boolean default true)
returns table (last_sequence bigint, last_hash text, event json)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := app.tenant_id();
  head audit.chain_heads;
begin
  if p_event is null and app.claims() ->> 'actor_type' is distinct from 'service'
    and app.read_scope('audit-log') is distinct from 'ALL'
  then
    perform app.refuse('authorization_error', '{"required": "audit-log.read"}');
  end if;
  loop
    if p_wait then
      select h.* into head from audit.chain_heads h where h.tenant_id = tenant and h.category = p_category for update;
    else
      select h.* into head from audit.chain_heads h where h.tenant_id = tenant and h.category = p_category
      for update skip locked;
    end if;
    exit when head.tenant_id is not null;
    -- The first event of a chain, or a head that somebody holds.
    insert into audit.chain_heads (tenant_id, category) values (tenant, p_category) on conflict do nothing;
    if not found and not p_wait then
      return;
    end if;
  end loop;
  -- A snapshot taken after the lock sees what the holder before us has chained.
  if p_event is null then
    return query
      select head.last_sequence, head.last_hash, row_to_json(e)
      from (
        select w.event_id, w.event_at from audit.pending_links w
        where w.tenant_id = tenant and w.category = p_category
        order by w.event_at, w.event_id limit p_limit
      ) as w join audit.hashed_events e on e.id = w.event_id
      order by w.event_at, w.event_id;
  else
    return query
      select head.last_sequence, head.last_hash, row_to_json(e)
      from audit.hashed_events e
      join audit.pending_links w
        on w.tenant_id = e.tenant_id and w.category = e.category and w.event_at = e.at and w.event_id = e.id
      where e.id = p_event and e.tenant_id = tenant and e.category = p_category;
  end if;
end
$$;

-- Appends the links of events just taken, in the order given. The database checks that the chain goes on where it ended and that
-- no event is chained twice; whether the hashes are right only the holder of the key can tell.
create function audit.append_links(p_category text, p_events uuid[], p_hashes text[], p_version int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  head audit.chain_heads;
  n bigint;
begin
  select h.* into strict head from audit.chain_heads h
  where h.tenant_id = tenant and h.category = p_category for update;
  with given as (
    select g.event_id, g.event_hash, g.place, lag(g.event_hash, 1, head.last_hash) over (order by g.place) as previous_hash,
      e.at, e.action
    from unnest(p_events, p_hashes) with ordinality as g (event_id, event_hash, place)
    join audit.events e on e.id = g.event_id
  ), taken as (
    delete from audit.pending_links w using given g
    where w.tenant_id = tenant and w.category = p_category and w.event_at = g.at and w.event_id = g.event_id
    returning g.*
  ), watched as (
    insert into audit.watched_events (tenant_id, event_at, event_id)
    select tenant, t.at, t.event_id from taken t
    where exists (
      select from audit.threat_rules r where r.trigger_category = p_category or r.trigger_action = t.action
    )
  )
  insert into audit.chain_links (
    tenant_id, category, sequence_number, event_id, event_at, previous_hash, event_hash, chain_version
  )
  select tenant, p_category, head.last_sequence + t.place, t.event_id, t.at, t.previous_hash, t.event_hash, p_version
  from taken t;
  get diagnostics n = row_count;
  if n <> cardinality(p_events) or n <> cardinality(p_hashes) then
    raise exception 'events were chained by somebody else: % of % are left', n, cardinality(p_events);
  end if;
  update audit.chain_heads h set last_sequence = head.last_sequence + n, last_hash = p_hashes[n]
  where h.tenant_id = tenant and h.category = p_category;
end
$$;

-- Chains with events to seal, the tenants in turn. For the worker, which has no tenant yet: owner only. One look per chain into
-- the index, however long the queues are.
create function audit.chains_to_seal(p_limit int) returns table (tenant_id uuid, category text)
language sql stable security definer set search_path = ''
as $$
  with recursive chains as (
    (select w.tenant_id, w.category from audit.pending_links w order by w.tenant_id, w.category limit 1)
    union all
    select next.tenant_id, next.category
    from chains c cross join lateral (
      select w.tenant_id, w.category from audit.pending_links w
      where (w.tenant_id, w.category) > (c.tenant_id, c.category)
      order by w.tenant_id, w.category limit 1
    ) as next
  )
  select c.tenant_id, c.category from chains c join identity.tenants t on t.id = c.tenant_id
  where t.status = 'active'
  order by random() limit p_limit
$$;

revoke execute on function audit.take_unsealed(text, int, uuid, boolean), audit.append_links(text, uuid[], text[], int),
  audit.chains_to_seal(int)
from public;
grant execute on function audit.take_unsealed(text, int, uuid, boolean), audit.append_links(text, uuid[], text[], int)
to authenticated;
comment on function audit.take_unsealed(text, int, uuid, boolean) is
  'Locks the head of a chain and answers it with the events to be chained next.';
comment on function audit.append_links(text, uuid[], text[], int) is
  'Appends links to a chain and moves its head, in the order given.';
