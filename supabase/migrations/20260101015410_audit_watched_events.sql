create table audit.watched_events (
  tenant_id uuid not null default app.tenant_id(),
  event_at timestamptz(3) not null,
  event_id uuid not null,
  primary key (tenant_id, event_at, event_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table audit.watched_events enable row level security;
revoke all on audit.watched_events from anon, authenticated, service_role;
create policy tenant_wall on audit.watched_events as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
comment on table audit.watched_events is
  'Chained events that may set off a threat rule and have not been looked at yet. Filled when an event is chained, so that the '
  'change it records never waits for a rule.';
