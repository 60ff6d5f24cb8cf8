create table audit.threat_rules (
  id uuid primary key default app.new_id(),
  -- Null: the default of the product, until an organisation makes the rule its own.
  tenant_id uuid default app.tenant_id() references identity.tenants (id),
  rule text not null constraint threat_rule_shape check (rule ~ '^[a-z_]{1,60}$'),
  is_enabled boolean not null default true,
  -- What sets the rule off: an action or a whole category.
  trigger_action text,
  trigger_category text,
  -- What has to be true besides; null: nothing.
  condition text constraint threat_condition_known check (
    condition in ('distinct_accounts', 'distinct_countries', 'outside_hours', 'security_settings')
  ),
  threshold int not null constraint threat_threshold_range check (threshold between 1 and 10000),
  window_seconds int not null constraint threat_window_range check (window_seconds between 1 and 86400),
  group_by text not null constraint threat_group_known check (group_by in ('ip', 'actor', 'actor_or_ip')),
  priority text not null constraint threat_priority_known check (priority in ('low', 'medium', 'high', 'critical')),
  -- Working hours where the organisation is: from, up to and not including. Only for outside_hours.
  opens_at smallint constraint threat_opening_hour check (opens_at between 0 and 23),
  closes_at smallint constraint threat_closing_hour check (closes_at between 1 and 24),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint threat_rules_tenant_key unique (tenant_id, id),
  constraint threat_rules_rule_key unique nulls not distinct (tenant_id, rule),
  constraint threat_trigger_single check (num_nonnulls(trigger_action, trigger_category) = 1),
  constraint threat_hours_order check (num_nulls(opens_at, closes_at) in (0, 2) and coalesce(opens_at < closes_at, true))
);
alter table audit.threat_rules enable row level security;
revoke all on audit.threat_rules from anon, authenticated, service_role;
grant select on audit.threat_rules to authenticated;
create policy tenant_wall on audit.threat_rules as restrictive for all to authenticated
  using (tenant_id is null or tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on audit.threat_rules for select to authenticated
  using ((select app.read_scope('admin.security')) = 'ALL');
create trigger touch before update on audit.threat_rules for each row execute function app.touch();
create trigger record after insert or update on audit.threat_rules
  for each row execute function audit.record('threat_rule', 'configuration');
comment on table audit.threat_rules is
  'What counts as a threat: the defaults of the product, and the rules an organisation has set differently.';

insert into audit.threat_rules (
  tenant_id, rule, trigger_action, trigger_category, condition, threshold, window_seconds, group_by, priority, opens_at, closes_at
) values
  (null, 'brute_force_login', 'login_failed', null, null, 5, 300, 'ip', 'high', null, null),
  (null, 'credential_stuffing', 'login_failed', null, 'distinct_accounts', 5, 300, 'ip', 'high', null, null),
  (null, 'privilege_escalation', 'permission_denied', null, null, 3, 60, 'actor', 'critical', null, null),
  (null, 'mass_data_export', null, 'data_export', null, 10, 600, 'actor', 'high', null, null),
  (null, 'mass_deletion', null, 'data_deletion', null, 20, 300, 'actor', 'critical', null, null),
  (null, 'after_hours_activity', null, 'data_access', 'outside_hours', 1, 300, 'actor', 'medium', 8, 20),
  (null, 'impossible_travel', 'login_success', null, 'distinct_countries', 2, 3600, 'actor', 'critical', null, null),
  (null, 'config_tampering', null, 'configuration', 'security_settings', 1, 300, 'actor', 'high', null, null),
  (null, 'injection_attempt', 'waf_blocked', null, null, 1, 300, 'ip', 'high', null, null),
  (null, 'api_abuse', 'rate_limit_exceeded', null, null, 3, 300, 'actor_or_ip', 'medium', null, null);

-- The rules of an organisation: its own where it has one, else the default.
create function audit.rules_in_force(p_tenant uuid) returns setof audit.threat_rules
language plpgsql stable set search_path = ''
as $$
begin
  return query
    select distinct on (r.rule) r.* from audit.threat_rules r
    where r.tenant_id is null or r.tenant_id = p_tenant
    order by r.rule, r.tenant_id nulls last;
end
$$;
revoke execute on function audit.rules_in_force(uuid) from public;
grant execute on function audit.rules_in_force(uuid) to authenticated;

-- Changes one rule for the caller's organisation; null leaves a figure as it is. Raises threat_rule_unknown,
-- threat_hours_order, threat_hours_unused.
create function audit.change_rule(
  p_rule text, p_enabled boolean, p_threshold int, p_window int, p_priority text, p_opens int, p_closes int
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  found_rule audit.threat_rules;
begin
  if app.write_scope('admin.security') is distinct from 'ALL' then
    perform app.refuse('authorization_error', '{"required": "admin.security.write"}');
  end if;
  select r.* into found_rule from audit.rules_in_force(tenant) r where r.rule = p_rule;
  if found_rule is null then
    perform app.refuse('threat_rule_unknown', jsonb_build_object('rule', p_rule));
  end if;
  if found_rule.opens_at is null and num_nonnulls(p_opens, p_closes) > 0 then
    perform app.refuse('threat_hours_unused', jsonb_build_object('rule', p_rule));
  end if;
  insert into audit.threat_rules (
    tenant_id, rule, trigger_action, trigger_category, condition, threshold, window_seconds, group_by, priority, opens_at, closes_at
  ) values (
    tenant, p_rule, found_rule.trigger_action, found_rule.trigger_category, found_rule.condition, found_rule.threshold,
    found_rule.window_seconds, found_rule.group_by, found_rule.priority, found_rule.opens_at, found_rule.closes_at
  ) on conflict on constraint threat_rules_rule_key do nothing;
  update audit.threat_rules r set is_enabled = coalesce(p_enabled, r.is_enabled),
    threshold = coalesce(p_threshold, r.threshold), window_seconds = coalesce(p_window, r.window_seconds),
    priority = coalesce(p_priority, r.priority), opens_at = coalesce(p_opens, r.opens_at),
    closes_at = coalesce(p_closes, r.closes_at)
  where r.tenant_id = tenant and r.rule = p_rule;
end
$$;
revoke execute on function audit.change_rule(text, boolean, int, int, text, int, int) from public;
grant execute on function audit.change_rule(text, boolean, int, int, text, int, int) to authenticated;
comment on function audit.change_rule(text, boolean, int, int, text, int, int) is
  'Makes a threat rule the organisation''s own and changes what is given.';
