create table integrations.webhook_deliveries (
  -- The receiver sees it with every attempt: what it has seen before it may ignore.
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null: a destination of one job.
  endpoint_id uuid,
  -- That of the endpoint when it was queued; who may see a delivery does not change with the endpoint.
  owner_company_id uuid,
  -- The event of the outbox it tells of; null for pings and jobs.
  event_id bigint,
  event text not null constraint webhook_event_shape check (event ~ '^[a-z_]+(\.[a-z_]+)*$' and length(event) <= 120),
  job_id text constraint webhook_job_length check (length(job_id) between 1 and 200),
  -- Where it went last, or will go.
  url text not null constraint webhook_delivery_url_length check (length(url) between 1 and 2048),
  -- Of a destination of one job, sealed for `webhook:<tenant>`.
  secret_sealed text,
  -- The body, serialised once: what is signed is what is sent.
  payload text not null constraint webhook_payload_size check (octet_length(payload) <= 262144),
  -- Receivers are served beside each other, so that a slow one holds up itself alone.
  destination text not null generated always as (coalesce(endpoint_id::text, md5(url))) stored,
  -- What keeps its order at a destination: an entity, or a job.
  lane text not null constraint webhook_lane_length check (length(lane) between 1 and 300),
  position bigint generated always as identity,
  status text not null default 'pending' constraint webhook_status_known check (status in ('pending', 'sent', 'failed')),
  attempt int not null default 0,
  max_attempts int not null default 3 constraint webhook_delivery_attempts_range check (max_attempts between 1 and 10),
  -- While a worker holds the delivery this is when its hold ends: a worker that died lets go by itself.
  next_attempt_at timestamptz not null default now(),
  lease_id uuid,
  status_code int,
  response_body text constraint webhook_response_length check (length(response_body) <= 1000),
  error text constraint webhook_error_length check (length(error) <= 500),
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  constraint webhook_deliveries_tenant_key unique (tenant_id, id),
  constraint webhook_delivery_endpoint foreign key (tenant_id, endpoint_id)
    references integrations.webhook_endpoints (tenant_id, id),
  constraint webhook_sent_once check ((status = 'sent') = (sent_at is not null)),
  constraint webhook_held_while_pending check (lease_id is null or status = 'pending')
);
create unique index webhook_delivery_once on integrations.webhook_deliveries (tenant_id, endpoint_id, event_id)
  where event_id is not null;
create index webhook_deliveries_due on integrations.webhook_deliveries (tenant_id, destination, next_attempt_at, position)
  where status = 'pending';
create index webhook_deliveries_in_lane on integrations.webhook_deliveries (tenant_id, destination, lane, position)
  where status = 'pending';
create index webhook_deliveries_held on integrations.webhook_deliveries (tenant_id, destination) where lease_id is not null;
create index webhook_deliveries_newest on integrations.webhook_deliveries (tenant_id, created_at desc, id desc);
create index webhook_deliveries_by_endpoint on integrations.webhook_deliveries (tenant_id, endpoint_id, created_at desc, id desc);
create index webhook_deliveries_failed on integrations.webhook_deliveries (tenant_id, created_at desc, id desc)
  where status = 'failed';
create index webhook_deliveries_by_job on integrations.webhook_deliveries (tenant_id, job_id, created_at desc)
  where job_id is not null;
alter table integrations.webhook_deliveries enable row level security;
revoke all on integrations.webhook_deliveries from anon, authenticated, service_role;
grant select (
  id, tenant_id, endpoint_id, owner_company_id, event_id, event, job_id, url, payload, status, attempt, max_attempts,
  next_attempt_at, status_code, response_body, error, sent_at, created_at
) on integrations.webhook_deliveries to authenticated;
create policy tenant_wall on integrations.webhook_deliveries as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on integrations.webhook_deliveries as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on integrations.webhook_deliveries for select to authenticated
  using ((select app.read_scope('integrations')) = 'ALL');
comment on table integrations.webhook_deliveries is
  'Outgoing webhooks: what is still to be sent, and for 30 days what became of it.';

-- What waits for an endpoint that is switched off is given up; what is under way may still arrive.
create function integrations.give_up_waiting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update integrations.webhook_deliveries d set status = 'failed', error = 'the endpoint was switched off'
  where d.tenant_id = new.tenant_id and d.destination = new.id::text and d.status = 'pending' and d.lease_id is null;
  return null;
end
$$;
revoke execute on function integrations.give_up_waiting() from public;
create trigger give_up_waiting after update of is_active, deleted_at on integrations.webhook_endpoints
  for each row when (old.is_active and not new.is_active) execute function integrations.give_up_waiting();
