create table audit.alerts (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  rule text not null constraint alert_rule_shape check (rule ~ '^[a-z_]{1,60}$'),
  -- What the events have in common: the address or the person behind them.
  group_key text not null,
  priority text not null constraint alert_priority_known check (priority in ('low', 'medium', 'high', 'critical')),
  title text not null constraint alert_title_length check (length(title) between 1 and 300),
  status text not null default 'open' constraint alert_status_known check (status in ('open', 'acknowledged', 'resolved')),
  event_count int not null constraint alert_count_positive check (event_count > 0),
  -- The newest hundred.
  source_events uuid[] not null constraint alert_sources_some check (cardinality(source_events) between 1 and 100),
  indicators jsonb not null default '{}' constraint alert_indicators_object check (jsonb_typeof(indicators) = 'object'),
  recommended_actions text[] not null default '{}',
  first_at timestamptz not null,
  last_at timestamptz not null,
  note text constraint alert_note_length check (length(note) <= 2000),
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved_by uuid,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint alerts_tenant_key unique (tenant_id, id),
  constraint alert_resolution check ((status = 'resolved') = (resolved_at is not null))
);
create unique index alerts_live_key on audit.alerts (tenant_id, rule, group_key) where status <> 'resolved';
create index alerts_newest on audit.alerts (tenant_id, last_at desc, id desc);
alter table audit.alerts enable row level security;
revoke all on audit.alerts from anon, authenticated, service_role;
grant select, update (status, note, acknowledged_by, acknowledged_at, resolved_by, resolved_at) on audit.alerts to authenticated;
create policy tenant_wall on audit.alerts as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on audit.alerts for select to authenticated using ((select app.read_scope('admin.security')) = 'ALL');
create policy updates on audit.alerts for update to authenticated
  using ((select app.write_scope('admin.security')) = 'ALL') with check ((select app.write_scope('admin.security')) = 'ALL');
create trigger touch before update on audit.alerts for each row execute function app.touch();
create trigger record after insert or update of status, note on audit.alerts
  for each row execute function audit.record('security_alert', 'security');
create trigger announce after insert or update of status on audit.alerts
  for each row execute function app.announce('security_alert', 'admin.security', 'rule', 'priority', 'status');
comment on table audit.alerts is
  'What the threat rules found: one live alert per rule and group, growing until somebody resolves it.';
