-- The worker's side of webhooks. A delivery is claimed in one transaction, sent outside of any, and settled in another; the
-- lease tells whether the settling worker still holds it. Owner only.

-- Takes up to p_limit due deliveries for p_lease_seconds: the first of each lane, at most 2 per receiver and 5 per organisation
-- under way at any time, those of organisations with the fewest under way first, so that receivers that hang and heaps that
-- wait hold up neither others nor other organisations. Every claim counts as an attempt, so a delivery that kills its worker ends
-- too. One claim at a time: two would each see the other's places free.
create function integrations.claim_webhooks(p_limit int, p_lease_seconds int)
returns table (
  id uuid, tenant_id uuid, endpoint_id uuid, event text, job_id text, url text, payload text, attempt int, max_attempts int,
  lease_id uuid, secret_sealed text, previous_secret_sealed text
)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
begin
  -- A claim lost in a crash of the server is one that was never made.
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(hashtext('integrations.claim_webhooks'));
  return query
  with recursive receivers as (
    -- From receiver to receiver along the index: however much waits for one, the others are found at once.
    (
      select d.tenant_id, d.destination from integrations.webhook_deliveries d
      where d.status = 'pending' order by d.tenant_id, d.destination limit 1
    )
    union all
    select n.tenant_id, n.destination from receivers r cross join lateral (
      select d.tenant_id, d.destination from integrations.webhook_deliveries d
      where d.status = 'pending' and (d.tenant_id, d.destination) > (r.tenant_id, r.destination)
      order by d.tenant_id, d.destination limit 1
    ) n
  ),
  under_way as (
    select d.tenant_id, d.destination, count(*) as at_receiver from integrations.webhook_deliveries d
    where d.lease_id is not null and d.next_attempt_at > clock_timestamp()
    group by d.tenant_id, d.destination
  ),
  heads as (
    select h.id, h.next_attempt_at, coalesce(b.at_tenant, 0)
      + row_number() over (partition by r.tenant_id order by h.next_attempt_at, h.position) as place
    from receivers r
    join identity.tenants t on t.id = r.tenant_id and t.status = 'active'
    left join under_way u on u.tenant_id = r.tenant_id and u.destination = r.destination
    left join (select w.tenant_id, sum(w.at_receiver) as at_tenant from under_way w group by w.tenant_id) b
      on b.tenant_id = r.tenant_id
    cross join lateral (
      select d.id, d.next_attempt_at, d.position from integrations.webhook_deliveries d
      where d.tenant_id = r.tenant_id and d.destination = r.destination and d.status = 'pending'
        and d.next_attempt_at <= clock_timestamp() and not exists (
          select from integrations.webhook_deliveries b
          where b.tenant_id = d.tenant_id and b.destination = d.destination and b.lane = d.lane and b.status = 'pending'
            and b.position < d.position
        )
      order by d.next_attempt_at, d.position limit greatest(0, 2 - coalesce(u.at_receiver, 0))
    ) h
  ),
  picked as (
    select d.id from integrations.webhook_deliveries d
    where d.status = 'pending' and d.id in (
      select h.id from heads h where h.place <= 5 order by h.place, h.next_attempt_at limit p_limit
    )
    for update skip locked
  )
  update integrations.webhook_deliveries d set attempt = d.attempt + 1, lease_id = gen_random_uuid(),
    next_attempt_at = clock_timestamp() + make_interval(secs => p_lease_seconds), url = coalesce(e.url, d.url)
  from picked p
  join integrations.webhook_deliveries o on o.id = p.id
  left join integrations.webhook_endpoints e on e.tenant_id = o.tenant_id and e.id = o.endpoint_id
  where d.id = p.id
  returning d.id, d.tenant_id, d.endpoint_id, d.event, d.job_id, d.url, d.payload, d.attempt, d.max_attempts, d.lease_id,
    coalesce(e.secret_sealed, d.secret_sealed),
    case when e.previous_secret_until > now() then e.previous_secret_sealed end;
end
$$;

-- p_outcome: sent, failed (given up) or pending (again in p_retry_seconds; given up when the endpoint is off by then). An
-- endpoint that is gone, or whose p_disable_after deliveries in a row were given up, is switched off and a job tells the
-- administrators. Answers what became of the delivery: lost when the lease has passed to another worker.
create function integrations.settle_webhook(
  p_id uuid, p_lease uuid, p_outcome text, p_status_code int, p_response text, p_error text,
  p_retry_seconds double precision, p_is_gone boolean, p_disable_after int
) returns text
language plpgsql set search_path = ''
as $$
declare
  endpoint integrations.webhook_endpoints;
  outcome text;
begin
  select e.* into endpoint from integrations.webhook_endpoints e
  join integrations.webhook_deliveries d on d.tenant_id = e.tenant_id and d.endpoint_id = e.id where d.id = p_id;
  if p_outcome <> 'sent' or endpoint.consecutive_failures > 0 then
    -- The endpoint before the delivery, as whoever switches it off does.
    select e.* into endpoint from integrations.webhook_endpoints e where e.id = endpoint.id for no key update;
  end if;
  outcome := case when p_outcome = 'pending' and not endpoint.is_active then 'failed' else p_outcome end;
  update integrations.webhook_deliveries d
  set status = outcome, lease_id = null, status_code = p_status_code, response_body = left(p_response, 1000),
    error = left(p_error, 500), sent_at = case outcome when 'sent' then clock_timestamp() end,
    next_attempt_at = clock_timestamp() + make_interval(secs => coalesce(p_retry_seconds, 0))
  where d.id = p_id and d.lease_id = p_lease;
  if not found then
    return 'lost';
  end if;
  if outcome = 'sent' and endpoint.consecutive_failures > 0 then
    update integrations.webhook_endpoints e set consecutive_failures = 0 where e.id = endpoint.id;
  elsif outcome = 'failed' and endpoint.is_active then
    if p_is_gone or endpoint.consecutive_failures + 1 >= p_disable_after then
      update integrations.webhook_endpoints e set consecutive_failures = e.consecutive_failures + 1, is_active = false,
        disabled_reason = case when p_is_gone then 'gone' else 'failing' end
      where e.id = endpoint.id;
      perform app.enqueue(
        'webhooks.tell_disabled', jsonb_build_object('endpoint_id', endpoint.id), p_visible => false,
        p_tenant => endpoint.tenant_id
      );
    else
      update integrations.webhook_endpoints e set consecutive_failures = e.consecutive_failures + 1 where e.id = endpoint.id;
    end if;
  end if;
  return outcome;
end
$$;
revoke execute on function integrations.claim_webhooks(int, int),
  integrations.settle_webhook(uuid, uuid, text, int, text, text, double precision, boolean, int)
from public;

-- Removes what ended 30 days ago, secrets that have signed for the last time, and removed endpoints nothing refers to any more.
-- For the service alone.
create function integrations.purge_webhooks() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  removed int;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  delete from integrations.webhook_deliveries d
  where d.tenant_id = tenant and d.created_at < now() - interval '30 days' and d.status <> 'pending';
  get diagnostics removed = row_count;
  update integrations.webhook_endpoints e set previous_secret_sealed = null, previous_secret_until = null
  where e.tenant_id = tenant and e.previous_secret_until < now();
  delete from integrations.webhook_endpoints e
  where e.tenant_id = tenant and e.deleted_at < now() - interval '30 days' and not exists (
    select from integrations.webhook_deliveries d where d.tenant_id = tenant and d.endpoint_id = e.id
  );
  return removed;
end
$$;
revoke execute on function integrations.purge_webhooks() from public;
grant execute on function integrations.purge_webhooks() to authenticated;

insert into ops.schedule_presets (kind, cron) values ('webhooks.purge', '30 2 * * *');
