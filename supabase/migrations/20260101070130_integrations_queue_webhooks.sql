-- How deliveries come about. All are written in the transaction that wants them and leave with its commit.

-- One delivery per event and endpoint, however often the events are handed over. p_events: [{"event_id", "event", "payload",
-- "lane", "endpoint_ids"}], in order. The endpoints stay locked against being switched off, so that nothing is queued behind
-- the back of integrations.give_up_waiting. Answers how many are new. For the service alone.
create function integrations.queue_events(p_events jsonb) returns int
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  queued int;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  perform from integrations.webhook_endpoints e
  where e.tenant_id = tenant and e.is_active order by e.id for share;
  insert into integrations.webhook_deliveries (
    tenant_id, endpoint_id, owner_company_id, event_id, event, url, payload, lane, max_attempts
  )
  select tenant, e.id, e.owner_company_id, v.event_id, v.event, e.url, v.payload, v.lane, e.max_attempts
  from jsonb_to_recordset(p_events) as v (event_id bigint, event text, payload text, lane text, endpoint_ids uuid[])
  cross join unnest(v.endpoint_ids) as wanted (id)
  join integrations.webhook_endpoints e on e.tenant_id = tenant and e.id = wanted.id and e.is_active
  order by v.event_id
  on conflict (tenant_id, endpoint_id, event_id) where event_id is not null do nothing;
  get diagnostics queued = row_count;
  return queued;
end
$$;

-- A delivery to one endpoint that no event asked for. Raises not_found, webhook_endpoint_off.
create function integrations.queue_for_endpoint(p_endpoint uuid, p_event text, p_payload text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  endpoint integrations.webhook_endpoints;
  delivery uuid := app.new_id();
begin
  select e.* into endpoint from integrations.webhook_endpoints e
  where e.tenant_id = tenant and e.id = p_endpoint and e.deleted_at is null
    and (app.company_ids() is null or e.owner_company_id = any (app.company_ids())) for share;
  if endpoint.id is null or app.write_scope('integrations') is distinct from 'ALL' then
    perform app.refuse('not_found');
  elsif not endpoint.is_active then
    perform app.refuse('webhook_endpoint_off');
  end if;
  insert into integrations.webhook_deliveries (
    id, tenant_id, endpoint_id, owner_company_id, event, url, payload, lane, max_attempts
  ) values (
    delivery, tenant, endpoint.id, endpoint.owner_company_id, p_event, endpoint.url, p_payload, delivery::text,
    endpoint.max_attempts
  );
  return delivery;
end
$$;

-- A delivery of domain code to an address given for one job. Those of a job keep their order at the address. The payload is
-- sent as it is and carries its timestamp; the secret is sealed for webhook:<tenant>.
create function integrations.queue_webhook(
  p_event text, p_payload text, p_url text, p_secret_sealed text default null, p_job_id text default null,
  p_max_attempts int default 3
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  delivery uuid := app.new_id();
begin
  insert into integrations.webhook_deliveries (id, tenant_id, event, job_id, url, secret_sealed, payload, lane, max_attempts)
  values (
    delivery, app.tenant_id(), p_event, p_job_id, p_url, p_secret_sealed, p_payload, coalesce('job:' || p_job_id, delivery::text),
    p_max_attempts
  );
  return delivery;
end
$$;

-- Sends again what has ended, under the same id and counted from 1: one delivery, or all that failed since p_since (10,000 at
-- most), of endpoints that are on. Answers how many.
create function integrations.replay_webhooks(p_delivery uuid, p_endpoint uuid, p_since timestamptz) returns int
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  companies constant uuid[] := app.company_ids();
  replayed int;
begin
  if app.write_scope('integrations') is distinct from 'ALL' then
    perform app.refuse('authorization_error');
  end if;
  with chosen as (
    select d.id, e.max_attempts from integrations.webhook_deliveries d
    left join integrations.webhook_endpoints e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
    where d.tenant_id = tenant and (d.endpoint_id is null or e.is_active)
      and (companies is null or d.owner_company_id = any (companies))
      and case
        when p_delivery is not null then d.id = p_delivery and d.status <> 'pending'
        else d.status = 'failed' and d.created_at >= p_since and (p_endpoint is null or d.endpoint_id = p_endpoint)
      end
    order by d.created_at, d.id limit 10000
  )
  update integrations.webhook_deliveries d set status = 'pending', attempt = 0, next_attempt_at = now(), sent_at = null,
    error = null, status_code = null, response_body = null, max_attempts = coalesce(c.max_attempts, d.max_attempts)
  from chosen c where d.tenant_id = tenant and d.id = c.id and d.status <> 'pending';
  get diagnostics replayed = row_count;
  return replayed;
end
$$;

-- A new secret; the one before signs beside it for so many seconds. Answers when that ends, null when there is no overlap.
-- Raises not_found.
create function integrations.rotate_webhook_secret(p_endpoint uuid, p_sealed text, p_overlap_seconds int)
returns timestamptz
language plpgsql security definer set search_path = ''
as $$
declare
  ends timestamptz := case when p_overlap_seconds > 0 then now() + make_interval(secs => p_overlap_seconds) end;
begin
  update integrations.webhook_endpoints e set secret_sealed = p_sealed, previous_secret_until = ends,
    previous_secret_sealed = case when ends is not null then e.secret_sealed end
  where e.tenant_id = app.tenant_id() and e.id = p_endpoint and e.deleted_at is null
    and app.write_scope('integrations') = 'ALL'
    and (app.company_ids() is null or e.owner_company_id = any (app.company_ids()));
  if not found then
    perform app.refuse('not_found');
  end if;
  return ends;
end
$$;
revoke execute on function integrations.queue_events(jsonb), integrations.queue_for_endpoint(uuid, text, text),
  integrations.queue_webhook(text, text, text, text, text, int), integrations.replay_webhooks(uuid, uuid, timestamptz),
  integrations.rotate_webhook_secret(uuid, text, int)
from public;
grant execute on function integrations.queue_events(jsonb), integrations.queue_for_endpoint(uuid, text, text),
  integrations.queue_webhook(text, text, text, text, text, int), integrations.replay_webhooks(uuid, uuid, timestamptz),
  integrations.rotate_webhook_secret(uuid, text, int)
to authenticated;
comment on function integrations.queue_webhook(text, text, text, text, text, int) is
  'Queues a webhook to the address of one job: JSON text with its timestamp, sent as it is; deliveries of a job stay in order.';
