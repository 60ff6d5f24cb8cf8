create table integrations.webhook_endpoints (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null: the events of all companies and those of none.
  owner_company_id uuid,
  url text not null constraint webhook_url_length check (length(url) between 1 and 2048),
  description text not null default '' constraint webhook_description_length check (length(description) <= 500),
  -- Event types, or patterns: `invoice.*`, `*`.
  events text[] not null constraint webhook_events_count check (cardinality(events) between 1 and 100),
  -- Sealed for `webhook:<tenant>`. While the receiver changes over, both sign.
  secret_sealed text not null,
  previous_secret_sealed text,
  previous_secret_until timestamptz,
  max_attempts int not null default 3 constraint webhook_attempts_range check (max_attempts between 1 and 10),
  is_active boolean not null default true,
  disabled_reason text constraint webhook_disabled_reason_known check (disabled_reason in ('paused', 'gone', 'failing')),
  disabled_at timestamptz,
  -- Deliveries given up since the last one that arrived.
  consecutive_failures int not null default 0 constraint webhook_failures_positive check (consecutive_failures >= 0),
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint webhook_endpoints_tenant_key unique (tenant_id, id),
  constraint webhook_company_unknown foreign key (tenant_id, owner_company_id) references identity.companies (tenant_id, id),
  constraint webhook_disabled_why check (num_nulls(disabled_reason, disabled_at) = case when is_active then 2 else 0 end),
  constraint webhook_deleted_is_off check (deleted_at is null or not is_active),
  constraint webhook_previous_secret_ends check ((previous_secret_sealed is null) = (previous_secret_until is null))
);
create index webhook_endpoints_newest on integrations.webhook_endpoints (tenant_id, created_at desc, id desc)
  where deleted_at is null;
create index webhook_endpoints_by_company on integrations.webhook_endpoints (tenant_id, owner_company_id)
  where owner_company_id is not null;
alter table integrations.webhook_endpoints enable row level security;
revoke all on integrations.webhook_endpoints from anon, authenticated, service_role;
-- The secrets are read by the worker alone.
grant select (
    id, tenant_id, owner_company_id, url, description, events, previous_secret_until, max_attempts, is_active, disabled_reason,
    disabled_at, consecutive_failures, created_by, created_at, updated_at, deleted_at
  ),
  insert (owner_company_id, url, description, events, secret_sealed, max_attempts, is_active),
  update (owner_company_id, url, description, events, max_attempts, is_active, deleted_at)
on integrations.webhook_endpoints to authenticated;
create policy tenant_wall on integrations.webhook_endpoints as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
-- Who works for some companies has nothing to do with an endpoint that hears of all of them.
create policy company_wall on integrations.webhook_endpoints as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]))
  with check ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on integrations.webhook_endpoints for select to authenticated
  using ((select app.read_scope('integrations')) = 'ALL');
create policy creates on integrations.webhook_endpoints for insert to authenticated
  with check ((select app.write_scope('integrations')) = 'ALL');
create policy updates on integrations.webhook_endpoints for update to authenticated
  using ((select app.write_scope('integrations')) = 'ALL') with check ((select app.write_scope('integrations')) = 'ALL');

-- Switching on starts afresh; switching off says why, and what is removed is off.
create function integrations.keep_webhook_state() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.deleted_at is not null then
    new.is_active := false;
  end if;
  if new.is_active then
    new.disabled_reason := null;
    new.disabled_at := null;
    if tg_op = 'UPDATE' and not old.is_active then
      new.consecutive_failures := 0;
    end if;
  elsif tg_op = 'INSERT' or old.is_active then
    new.disabled_reason := coalesce(new.disabled_reason, 'paused');
    new.disabled_at := clock_timestamp();
  end if;
  return new;
end
$$;
revoke execute on function integrations.keep_webhook_state() from public;
create trigger keep_state before insert or update on integrations.webhook_endpoints
  for each row execute function integrations.keep_webhook_state();
create trigger touch before update on integrations.webhook_endpoints for each row execute function app.touch();
-- Counting failures is no change of the endpoint.
create trigger record after insert or update of owner_company_id, url, description, events, secret_sealed, max_attempts,
  is_active, deleted_at on integrations.webhook_endpoints
  for each row execute function audit.record('webhook_endpoint', 'configuration');
create trigger announce after insert or update of owner_company_id, url, description, events, secret_sealed, max_attempts,
  is_active, deleted_at on integrations.webhook_endpoints
  for each row execute function app.announce('webhook_endpoint', 'integrations', 'is_active', 'disabled_reason');
comment on table integrations.webhook_endpoints is
  'Addresses of other systems that are told what happens: which events, signed with which secret.';
