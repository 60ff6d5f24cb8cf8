-- The net schema, made from the migrations. Do not edit: see schema_snapshot_test.ts.

schema app usage granted to authenticated, comptoir_gate;

-- How far each consumer is with the events of a tenant. What it does in the database it does exactly once.
table app.consumer_positions (
  tenant_id uuid not null default app.tenant_id(),
  consumer text not null,
  position bigint not null,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  last_error text,
  updated_at timestamp with time zone not null default now(),
  constraint consumer_positions_pkey PRIMARY KEY (tenant_id, consumer),
  constraint consumer_error_length CHECK (length(last_error) <= 1000),
  constraint consumer_positions_consumer_fkey FOREIGN KEY (consumer) REFERENCES app.consumers(name) ON DELETE CASCADE
) with row security;
CREATE INDEX consumer_positions_by_consumer ON app.consumer_positions USING btree (consumer);
CREATE INDEX consumer_positions_lagging ON app.consumer_positions USING btree (consumer, next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('automation'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger touch BEFORE UPDATE ON app.consumer_positions FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Readers of the outbox, each with its own position.
table app.consumers (
  name text not null,
  position bigint not null,
  lease_id uuid,
  lease_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint consumers_pkey PRIMARY KEY (name),
  constraint consumer_name_shape CHECK (name ~ '^[a-z_]+(\.[a-z_]+)*$'::text AND length(name) <= 60),
  constraint consumer_position_positive CHECK ("position" >= 0)
) with row security;
trigger touch BEFORE UPDATE ON app.consumers FOR EACH ROW EXECUTE FUNCTION app.touch();

-- The outbox: what happened, in order, written in the transaction in which it happened.
table app.events (
  id bigint not null generated always as identity,
  tenant_id uuid not null default app.tenant_id(),
  type text not null,
  entity text not null,
  entity_id uuid not null,
  payload jsonb not null default '{}'::jsonb,
  actor_id uuid,
  channel text not null default ''::text,
  company_id uuid,
  team_id uuid,
  owner_id uuid,
  at timestamp with time zone not null default clock_timestamp(),
  constraint events_pkey PRIMARY KEY (id, at),
  constraint event_payload_object CHECK (jsonb_typeof(payload) = 'object'::text),
  constraint event_type_shape CHECK (type ~ '^[a-z_]+(\.[a-z_]+)+$'::text)
) with row security;
CREATE INDEX events_by_entity ON ONLY app.events USING btree (tenant_id, entity, entity_id, id);
CREATE INDEX events_by_tenant ON ONLY app.events USING btree (tenant_id, id);
CREATE INDEX events_by_type ON ONLY app.events USING btree (tenant_id, type, id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('audit-log'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;

-- Answers given under an Idempotency-Key, kept 24 hours. The row is written in the transaction it protects, or claimed before work outside of one.
table app.idempotency_keys (
  tenant_id uuid not null default app.tenant_id(),
  actor_id uuid not null default app.user_id(),
  endpoint text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  headers jsonb,
  body text,
  claim_id uuid,
  claim_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (tenant_id, actor_id, endpoint, key),
  constraint idempotency_key_length CHECK (length(key) >= 1 AND length(key) <= 200)
) with row security;
CREATE INDEX idempotency_keys_by_age ON app.idempotency_keys USING btree (created_at);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (actor_id = ( SELECT app.user_id() AS user_id));
policy reads for select to authenticated using (actor_id = ( SELECT app.user_id() AS user_id));
policy updates for update to authenticated using (actor_id = ( SELECT app.user_id() AS user_id)) with check (same);
grant insert (endpoint, key, fingerprint, claim_id, claim_until) to authenticated;
grant select to authenticated;
grant update (fingerprint, status, headers, body, claim_id, claim_until, created_at) to authenticated;

-- How many live rows each list of a tenant has, in slots that add up.
table app.list_counts (
  tenant_id uuid not null,
  list text not null,
  slot smallint not null,
  n bigint not null default 0,
  constraint list_counts_pkey PRIMARY KEY (tenant_id, list, slot)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant select to authenticated;

-- Which workers sleep, until when: whoever makes work for them sends a notification.
unlogged table app.naps (
  channel text not null,
  until timestamp with time zone not null,
  constraint naps_pkey PRIMARY KEY (channel),
  constraint nap_channel_shape CHECK (channel ~ '^[a-z_]{1,40}$'::text)
) with row security;

-- Requests counted per bucket and fixed window. Workers lease permits in small lots.
unlogged table app.rate_windows (
  bucket text not null,
  window_start timestamp with time zone not null,
  used integer not null,
  constraint rate_windows_pkey PRIMARY KEY (bucket, window_start),
  constraint rate_used_positive CHECK (used >= 0)
) with row security;
CREATE INDEX rate_windows_by_start ON app.rate_windows USING btree (window_start);

function app.advance_consumer(p_name text, p_lease uuid, p_position bigint) returns boolean language sql;
function app.announce() returns trigger language plpgsql security definer;
function app.api_key_limit(p_hash text) returns json language sql stable security definer;
function app.begin_as(p_tenant uuid, p_user uuid, p_grants jsonb, p_teams uuid[], p_companies text, p_request text) returns void language plpgsql;
function app.begin_events(p_consumer text, p_lease uuid, p_position bigint, p_catching_up boolean) returns bigint language plpgsql security definer granted to authenticated;
function app.claims() returns jsonb language plpgsql stable granted to authenticated, service_role;
function app.company_ids() returns uuid[] language plpgsql stable granted to authenticated, service_role;
function app.contact_id() returns uuid language plpgsql stable granted to authenticated, service_role;
function app.count_deleted() returns trigger language plpgsql security definer;
function app.count_inserted() returns trigger language plpgsql security definer;
function app.count_updated() returns trigger language plpgsql security definer;
function app.end_events(p_consumer text, p_position bigint, p_caught_up boolean) returns void language plpgsql security definer granted to authenticated;
function app.enqueue(p_kind text, p_payload jsonb DEFAULT '{}'::jsonb, p_key text DEFAULT NULL::text, p_run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_lane text DEFAULT NULL::text, p_visible boolean DEFAULT true, p_tenant uuid DEFAULT NULL::uuid) returns uuid language plpgsql security definer granted to authenticated;
function app.enter_api_key(p_hash text, p_ip text, p_key text, p_action text, p_request text) returns json language plpgsql security definer;
function app.enter_portal(p_claims text, p_request text) returns json language plpgsql security definer;
function app.enter_service(p_tenant uuid, p_request text) returns json language plpgsql security definer;
function app.enter_session(p_claims text, p_key text, p_action text, p_request text, p_assurance text DEFAULT 'session'::text) returns json language plpgsql security definer;
function app.event_horizon(p_settled bigint, p_upto bigint, p_after xid8, OUT settled bigint, OUT upto bigint, OUT after xid8) returns record language plpgsql;
function app.events_read_by_all() returns bigint language plpgsql stable;
function app.folded(p_text text) returns text language plpgsql immutable granted to authenticated, service_role;
function app.granted(VARIADIC p_keys text[]) returns jsonb language plpgsql stable granted to authenticated, service_role;
function app.grants() returns jsonb language plpgsql stable granted to authenticated, service_role;
function app.hears_company(p_company text) returns boolean language plpgsql stable security definer granted to authenticated;
function app.hold_consumer(p_name text, p_lease uuid, p_lease_seconds integer) returns bigint language sql;
function app.join_consumer(p_name text, p_from_oldest boolean) returns void language sql;
function app.lagging_tenants(p_consumer text) returns TABLE(tenant_id uuid, "position" bigint) language sql stable;
function app.lease_permits(p_buckets text[], p_limits integer[], p_seconds integer[], p_wants integer[]) returns TABLE(bucket text, granted integer, used integer, resets_at timestamp with time zone) language plpgsql;
function app.leave_consumer(p_name text, p_lease uuid) returns void language sql;
function app.list_total(p_list text) returns bigint language plpgsql stable granted to authenticated;
function app.live_listeners(p_sessions uuid[]) returns TABLE(session_id uuid, grants jsonb, team_ids uuid[], company_ids uuid[], is_staff boolean) language sql stable;
function app.live_scope(p_key text) returns text language plpgsql stable granted to authenticated;
function app.may_listen(p_topic text) returns boolean language plpgsql stable granted to authenticated;
function app.may_meet(p_topic text) returns boolean language plpgsql stable granted to authenticated;
function app.member_id() returns uuid language plpgsql stable granted to authenticated, service_role;
function app.nap(p_channels text[], p_ms integer) returns void language sql;
function app.new_id() returns uuid language plpgsql granted to authenticated, comptoir_gate, service_role;
function app.note_activity(p_sessions uuid[], p_addresses text[], p_keys uuid[]) returns void language plpgsql security definer;
function app.note_lag(p_consumer text, p_tenant uuid, p_position bigint, p_error text) returns void language sql;
function app.prepare_event_weeks(p_weeks integer) returns integer language plpgsql;
function app.publish(p_type text, p_entity text, p_entity_id uuid, p_channel text, p_payload jsonb DEFAULT '{}'::jsonb, p_tenant uuid DEFAULT NULL::uuid, p_owner uuid DEFAULT NULL::uuid, p_team uuid DEFAULT NULL::uuid, p_company uuid DEFAULT NULL::uuid) returns void language plpgsql security definer granted to authenticated;
function app.read_scope(p_key text) returns text language plpgsql stable granted to authenticated, service_role;
function app.refuse(p_problem text, p_details jsonb DEFAULT NULL::jsonb) returns void language plpgsql granted to authenticated, comptoir_gate, service_role;
function app.remove_old_events(p_days integer, OUT weeks integer, OUT events integer) returns record language plpgsql;
function app.request() returns jsonb language plpgsql stable granted to authenticated, service_role;
function app.require(p_grants jsonb, p_key text, p_action text) returns void language plpgsql;
function app.require_writable(p_job uuid, p_who text) returns void language plpgsql;
function app.retire_consumer(p_name text) returns void language sql;
function app.scope_of(p_grants jsonb, p_key text) returns text language plpgsql immutable;
function app.scope_rank(p_scope text) returns integer language plpgsql immutable granted to authenticated, service_role;
function app.sees_company(p_company uuid) returns boolean language plpgsql stable granted to authenticated, service_role;
function app.team_ids() returns uuid[] language plpgsql stable granted to authenticated, service_role;
function app.team_listens(p_tenant uuid, p_team uuid, p_key text) returns boolean language plpgsql stable;
function app.tenant_id() returns uuid language plpgsql stable granted to authenticated, service_role;
function app.touch() returns trigger language plpgsql;
function app.user_id() returns uuid language plpgsql stable granted to authenticated, service_role;
function app.wake(p_channel text) returns void language plpgsql security definer;
function app.write_scope(p_key text) returns text language plpgsql stable granted to authenticated, service_role;

schema audit usage granted to authenticated;
domain audit.actor_kind as text constraint audit_actor_known CHECK (VALUE = ANY (ARRAY['user'::text, 'system'::text, 'service'::text, 'api_key'::text, 'anonymous'::text, 'external'::text]));
domain audit.event_action as text constraint audit_action_shape CHECK (VALUE ~ '^[a-z0-9_.]{1,100}$'::text);
domain audit.event_category as text constraint audit_category_known CHECK (VALUE = ANY (ARRAY['authentication'::text, 'authorization'::text, 'data_access'::text, 'data_modification'::text, 'data_deletion'::text, 'data_export'::text, 'configuration'::text, 'security'::text, 'compliance'::text, 'system'::text, 'network'::text, 'application'::text, 'user_activity'::text, 'financial'::text, 'admin'::text]));
domain audit.event_description as text constraint audit_description_length CHECK (length(VALUE) <= 1000);
domain audit.event_outcome as text constraint audit_outcome_known CHECK (VALUE = ANY (ARRAY['success'::text, 'failure'::text, 'unknown'::text, 'in_progress'::text]));
domain audit.event_severity as text constraint audit_severity_known CHECK (VALUE = ANY (ARRAY['debug'::text, 'info'::text, 'notice'::text, 'warning'::text, 'error'::text, 'critical'::text, 'alert'::text, 'emergency'::text]));

-- What the threat rules found: one live alert per rule and group, growing until somebody resolves it.
table audit.alerts (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  rule text not null,
  group_key text not null,
  priority text not null,
  title text not null,
  status text not null default 'open'::text,
  event_count integer not null,
  source_events uuid[] not null,
  indicators jsonb not null default '{}'::jsonb,
  recommended_actions text[] not null default '{}'::text[],
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  note text,
  acknowledged_by uuid,
  acknowledged_at timestamp with time zone,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint alerts_pkey PRIMARY KEY (id),
  constraint alerts_tenant_key UNIQUE (tenant_id, id),
  constraint alert_count_positive CHECK (event_count > 0),
  constraint alert_indicators_object CHECK (jsonb_typeof(indicators) = 'object'::text),
  constraint alert_note_length CHECK (length(note) <= 2000),
  constraint alert_priority_known CHECK (priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])),
  constraint alert_resolution CHECK ((status = 'resolved'::text) = (resolved_at IS NOT NULL)),
  constraint alert_rule_shape CHECK (rule ~ '^[a-z_]{1,60}$'::text),
  constraint alert_sources_some CHECK (cardinality(source_events) >= 1 AND cardinality(source_events) <= 100),
  constraint alert_status_known CHECK (status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'resolved'::text])),
  constraint alert_title_length CHECK (length(title) >= 1 AND length(title) <= 300),
  constraint alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX alerts_live_key ON audit.alerts USING btree (tenant_id, rule, group_key) WHERE (status <> 'resolved'::text);
CREATE INDEX alerts_newest ON audit.alerts USING btree (tenant_id, last_at DESC, id DESC);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('admin.security'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('admin.security'::text) AS write_scope) = 'ALL'::text) with check (same);
grant select to authenticated;
grant update (status, note, acknowledged_by, acknowledged_at, resolved_by, resolved_at) to authenticated;
trigger announce AFTER INSERT OR UPDATE OF status ON audit.alerts FOR EACH ROW EXECUTE FUNCTION app.announce('security_alert', 'admin.security', 'rule', 'priority', 'status');
trigger record AFTER INSERT OR UPDATE OF status, note ON audit.alerts FOR EACH ROW EXECUTE FUNCTION audit.record('security_alert', 'security');
trigger touch BEFORE UPDATE ON audit.alerts FOR EACH ROW EXECUTE FUNCTION app.touch();

-- The end of each hash chain, one per tenant and category. The row is locked while links are appended, so a chain has no fork.
table audit.chain_heads (
  tenant_id uuid not null default app.tenant_id(),
  category text not null,
  last_sequence bigint not null default 0,
  last_hash text not null default 'aeebad4a796fcc2e15dc4c6061b45ed9b373f26adfc798ca7d2d8cc58182718e'::text,
  constraint chain_heads_pkey PRIMARY KEY (tenant_id, category),
  constraint chain_head_hash_shape CHECK (last_hash ~ '^[0-9a-f]{64}$'::text),
  constraint chain_head_sequence CHECK (last_sequence >= 0)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('audit-log'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;

-- The place of each event in the hash chain of its tenant and category: sequence 1, 2, 3 … without a gap, each hash over the event and the hash before it, under a key the database does not have.
table audit.chain_links (
  tenant_id uuid not null default app.tenant_id(),
  category text not null,
  sequence_number bigint not null,
  event_id uuid not null,
  event_at timestamp(3) with time zone not null,
  previous_hash text not null,
  event_hash text not null,
  chain_version smallint not null,
  constraint chain_links_pkey PRIMARY KEY (tenant_id, category, sequence_number),
  constraint chain_links_event_key UNIQUE (tenant_id, event_id),
  constraint chain_link_hash_shape CHECK (event_hash ~ '^[0-9a-f]{64}$'::text),
  constraint chain_link_previous_shape CHECK (previous_hash ~ '^[0-9a-f]{64}$'::text),
  constraint chain_link_sequence CHECK (sequence_number >= 1)
) with row security;
CREATE INDEX chain_links_by_time ON audit.chain_links USING btree (tenant_id, category, event_at) INCLUDE (sequence_number);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('audit-log'::text) AS read_scope) IS NOT NULL);
grant select to authenticated;
trigger append_only BEFORE DELETE OR TRUNCATE ON audit.chain_links FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
trigger no_update BEFORE UPDATE ON audit.chain_links FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Who did what to which record, with the state before and after. Rows are never changed or removed.
table audit.events (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  category audit.event_category not null,
  at timestamp(3) with time zone not null default date_trunc('milliseconds'::text, clock_timestamp()),
  action audit.event_action not null,
  description audit.event_description not null default ''::text,
  severity audit.event_severity not null default 'info'::text,
  outcome audit.event_outcome not null default 'success'::text,
  actor_type audit.actor_kind not null default 'user'::text,
  actor_id text,
  actor_roles text[],
  ip_address text,
  user_agent text,
  session_id text,
  auth_method text,
  entity_type text,
  entity_id text,
  before_state text,
  after_state text,
  context jsonb not null default '{}'::jsonb,
  request_id text,
  constraint events_pkey PRIMARY KEY (id),
  constraint audit_context_size CHECK (pg_column_size(context) <= 8192)
) with row security;
CREATE INDEX audit_events_by_action ON audit.events USING btree (tenant_id, action, at DESC, id DESC);
CREATE INDEX audit_events_by_actor ON audit.events USING btree (tenant_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_events_by_category ON audit.events USING btree (tenant_id, category, at DESC, id DESC);
CREATE INDEX audit_events_by_entity ON audit.events USING btree (tenant_id, entity_id, entity_type, at DESC, id DESC) WHERE (entity_id IS NOT NULL);
CREATE INDEX audit_events_by_entity_type ON audit.events USING btree (tenant_id, entity_type, at DESC, id DESC) WHERE (entity_type IS NOT NULL);
CREATE INDEX audit_events_newest ON audit.events USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX audit_events_notable ON audit.events USING btree (tenant_id, severity, at DESC, id DESC) WHERE ((severity)::text <> ALL (ARRAY['debug'::text, 'info'::text]));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('audit-log'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (actor_id = (( SELECT app.user_id() AS user_id))::text) WHEN 'SELF'::text THEN (actor_id = (( SELECT app.user_id() AS user_id))::text) ELSE false END;
grant select to authenticated;
trigger append_only BEFORE DELETE OR TRUNCATE ON audit.events FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
trigger await_link AFTER INSERT ON audit.events FOR EACH ROW EXECUTE FUNCTION audit.await_link();
trigger no_update BEFORE UPDATE ON audit.events FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- What the hash of an event covers, as text.
view audit.hashed_events with {security_invoker=true} as
 SELECT tenant_id,
    id,
    category,
    at,
    to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text) AS "timestamp",
    action,
    description,
    severity,
    outcome,
    actor_type,
    actor_id,
    actor_roles,
    ip_address,
    user_agent,
    session_id,
    auth_method,
    entity_type,
    entity_id,
    before_state,
    after_state,
    context::text AS context,
    request_id
   FROM audit.events e;
grant select to authenticated;

-- Events that are written and not chained yet. Rows live for about a second.
table audit.pending_links (
  tenant_id uuid not null,
  category text not null,
  event_at timestamp(3) with time zone not null,
  event_id uuid not null,
  constraint pending_links_pkey PRIMARY KEY (tenant_id, category, event_at, event_id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('audit-log'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;

-- What counts as a threat: the defaults of the product, and the rules an organisation has set differently.
table audit.threat_rules (
  id uuid not null default app.new_id(),
  tenant_id uuid default app.tenant_id(),
  rule text not null,
  is_enabled boolean not null default true,
  trigger_action text,
  trigger_category text,
  condition text,
  threshold integer not null,
  window_seconds integer not null,
  group_by text not null,
  priority text not null,
  opens_at smallint,
  closes_at smallint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint threat_rules_pkey PRIMARY KEY (id),
  constraint threat_rules_rule_key UNIQUE NULLS NOT DISTINCT (tenant_id, rule),
  constraint threat_rules_tenant_key UNIQUE (tenant_id, id),
  constraint threat_closing_hour CHECK (closes_at >= 1 AND closes_at <= 24),
  constraint threat_condition_known CHECK (condition = ANY (ARRAY['distinct_accounts'::text, 'distinct_countries'::text, 'outside_hours'::text, 'security_settings'::text])),
  constraint threat_group_known CHECK (group_by = ANY (ARRAY['ip'::text, 'actor'::text, 'actor_or_ip'::text])),
  constraint threat_hours_order CHECK ((num_nulls(opens_at, closes_at) = ANY (ARRAY[0, 2])) AND COALESCE(opens_at < closes_at, true)),
  constraint threat_opening_hour CHECK (opens_at >= 0 AND opens_at <= 23),
  constraint threat_priority_known CHECK (priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])),
  constraint threat_rule_shape CHECK (rule ~ '^[a-z_]{1,60}$'::text),
  constraint threat_threshold_range CHECK (threshold >= 1 AND threshold <= 10000),
  constraint threat_trigger_single CHECK (num_nonnulls(trigger_action, trigger_category) = 1),
  constraint threat_window_range CHECK (window_seconds >= 1 AND window_seconds <= 86400),
  constraint threat_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using ((tenant_id IS NULL) OR (tenant_id = ( SELECT app.tenant_id() AS tenant_id))) with check (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy reads for select to authenticated using (( SELECT app.read_scope('admin.security'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger record AFTER INSERT OR UPDATE ON audit.threat_rules FOR EACH ROW EXECUTE FUNCTION audit.record('threat_rule', 'configuration');
trigger touch BEFORE UPDATE ON audit.threat_rules FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Chained events that may set off a threat rule and have not been looked at yet. Filled when an event is chained, so that the change it records never waits for a rule.
table audit.watched_events (
  tenant_id uuid not null default app.tenant_id(),
  event_at timestamp(3) with time zone not null,
  event_id uuid not null,
  constraint watched_events_pkey PRIMARY KEY (tenant_id, event_at, event_id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);

function audit.append(p_category text, p_action text, p_description text, p_entity_type text DEFAULT NULL::text, p_entity_id text DEFAULT NULL::text, p_before jsonb DEFAULT NULL::jsonb, p_after jsonb DEFAULT NULL::jsonb, p_severity text DEFAULT 'info'::text, p_outcome text DEFAULT 'success'::text, p_context jsonb DEFAULT '{}'::jsonb, p_tenant uuid DEFAULT NULL::uuid, p_actor_id text DEFAULT NULL::text, p_actor_type text DEFAULT NULL::text) returns uuid language plpgsql security definer;
function audit.append_links(p_category text, p_events uuid[], p_hashes text[], p_version integer) returns void language plpgsql security definer granted to authenticated;
function audit.await_link() returns trigger language plpgsql;
function audit.begin_export(p_details jsonb, OUT id uuid, OUT at timestamp with time zone) returns record language plpgsql security definer granted to authenticated;
function audit.chains_to_seal(p_limit integer) returns TABLE(tenant_id uuid, category text) language sql stable security definer;
function audit.change_rule(p_rule text, p_enabled boolean, p_threshold integer, p_window integer, p_priority text, p_opens integer, p_closes integer) returns void language plpgsql security definer granted to authenticated;
function audit.instant_of(p_text text, p_end_of_day boolean) returns timestamp with time zone language sql stable granted to authenticated;
function audit.log_event(p_category text, p_action text, p_description text, p_entity_type text, p_entity_id text, p_severity text, p_outcome text, p_context jsonb, OUT id uuid, OUT at timestamp with time zone) returns record language plpgsql security definer granted to authenticated;
function audit.masked(p_state jsonb) returns jsonb language plpgsql immutable granted to authenticated;
function audit.note_refused(p_claims jsonb, p_request jsonb, p_action text, p_required text) returns void language plpgsql;
function audit.note_request(p_claims jsonb, p_request jsonb, p_endpoint text, p_status integer, p_ms integer) returns void language plpgsql;
function audit.raise_alert(p_rule text, p_group text, p_priority text, p_title text, p_events uuid[], p_new uuid[], p_indicators jsonb, p_actions text[], p_first timestamp with time zone, p_last timestamp with time zone) returns TABLE(alert_id uuid, is_new boolean) language plpgsql security definer granted to authenticated;
function audit.record() returns trigger language plpgsql security definer;
function audit.refuse_change() returns trigger language plpgsql;
function audit.rules_in_force(p_tenant uuid) returns SETOF audit.threat_rules language plpgsql stable granted to authenticated;
function audit.take_unsealed(p_category text, p_limit integer, p_event uuid DEFAULT NULL::uuid, p_wait boolean DEFAULT true) returns TABLE(last_sequence bigint, last_hash text, event json) language plpgsql security definer granted to authenticated;
function audit.take_watched(p_limit integer) returns SETOF uuid language plpgsql security definer granted to authenticated;
function audit.tenants_to_watch(p_limit integer) returns SETOF uuid language sql stable security definer;

schema crm usage granted to authenticated;

-- What happened with a contact. Append-only.
table crm.activities (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid default app.member_id(),
  contact_id uuid,
  type text not null,
  description text not null,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint activities_pkey PRIMARY KEY (id),
  constraint activities_tenant_key UNIQUE (tenant_id, id),
  constraint activity_description_given CHECK (length(description) >= 1 AND length(description) <= 10000),
  constraint activity_metadata_object CHECK (jsonb_typeof(metadata) = 'object'::text),
  constraint activity_type_known CHECK (type = ANY (ARRAY['EMAIL_SENT'::text, 'EMAIL_RECEIVED'::text, 'WHATSAPP_SENT'::text, 'WHATSAPP_RECEIVED'::text, 'SMS_SENT'::text, 'CALL_MADE'::text, 'CALL_RECEIVED'::text, 'NOTE_ADDED'::text, 'MEETING'::text, 'SITE_VISIT'::text, 'QUOTE_SENT'::text, 'INVOICE_SENT'::text, 'PAYMENT_RECEIVED'::text])),
  constraint activities_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint activity_contact_unknown FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id)
) with row security;
CREATE INDEX activities_by_contact ON crm.activities USING btree (tenant_id, contact_id, created_at DESC);
CREATE INDEX activities_newest ON crm.activities USING btree (tenant_id, created_at DESC, id DESC);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('contacts'::text) AS write_scope) IS NOT NULL);
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('contacts'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN ((user_id = ( SELECT app.user_id() AS user_id)) OR (EXISTS ( SELECT FROM crm.contacts c WHERE ((c.tenant_id = activities.tenant_id) AND (c.id = activities.contact_id))))) WHEN 'SELF'::text THEN ((user_id = ( SELECT app.user_id() AS user_id)) OR (EXISTS ( SELECT FROM crm.contacts c WHERE ((c.tenant_id = activities.tenant_id) AND (c.id = activities.contact_id))))) ELSE false END;
grant insert (contact_id, type, description, metadata) to authenticated;
grant select to authenticated;

-- Live contacts with the columns of a list row.
view crm.contact_cards with {security_invoker=true} as
 SELECT id,
    first_name,
    last_name,
        CASE
            WHEN first_name IS NOT NULL AND last_name IS NOT NULL THEN (first_name || ' '::text) || last_name
            ELSE COALESCE(company_name, 'Unknown'::text)
        END AS full_name,
    email,
    phone,
    company_name AS company,
    address,
    tags,
    is_vip,
    is_supplier,
    active,
    custom_fields,
    ( SELECT count(*) AS count
           FROM crm.vehicles v
          WHERE v.owner_id = c.id AND v.deleted_at IS NULL) AS vehicles_count,
    created_at,
    updated_at
   FROM crm.contacts c
  WHERE deleted_at IS NULL;
grant select to authenticated;

-- A person or company the tenant deals with: contact and customer are one record.
table crm.contacts (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  party_type text not null default 'person'::text,
  title text not null default ''::text,
  first_name text,
  last_name text,
  company_name text,
  email text,
  phone text,
  whatsapp text,
  telegram text,
  facebook text,
  instagram text,
  twitter text,
  tax_id text,
  nationality text,
  birthdate date,
  birth_place text,
  passport_number text,
  passport_issue_date date,
  passport_expiration_date date,
  passport_metadata jsonb,
  gender text not null default ''::text,
  address jsonb,
  address_local text,
  address_abroad text,
  notify_documents_expiration boolean not null default false,
  notify_by text,
  active boolean not null default true,
  tags text[] not null default '{}'::text[],
  is_vip boolean not null default false,
  is_supplier boolean not null default false,
  custom_fields jsonb not null default '{}'::jsonb,
  search_text text generated always as app.folded(((((((((COALESCE(first_name, ''::text) || ' '::text) || COALESCE(last_name, ''::text)) || ' '::text) || COALESCE(email, ''::text)) || ' '::text) || COALESCE(phone, ''::text)) || ' '::text) || COALESCE(company_name, ''::text))) stored,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint contacts_tenant_key UNIQUE (tenant_id, id),
  constraint company_name_length CHECK (length(company_name) >= 1 AND length(company_name) <= 255),
  constraint contact_address_object CHECK (jsonb_typeof(address) = 'object'::text),
  constraint contact_birth_place_length CHECK (length(birth_place) <= 100),
  constraint contact_custom_fields_object CHECK (jsonb_typeof(custom_fields) = 'object'::text AND octet_length(custom_fields::text) <= 16384),
  constraint contact_email_normal CHECK (email = lower(btrim(email)) AND length(email) <= 255),
  constraint contact_facebook_length CHECK (length(facebook) <= 50),
  constraint contact_gender_known CHECK (gender = ANY (ARRAY[''::text, 'M'::text, 'F'::text])),
  constraint contact_instagram_length CHECK (length(instagram) <= 50),
  constraint contact_name_missing CHECK (first_name IS NOT NULL AND last_name IS NOT NULL OR company_name IS NOT NULL),
  constraint contact_nationality_shape CHECK (nationality ~ '^[A-Z]{3}$'::text),
  constraint contact_notify_by_known CHECK (notify_by = ANY (ARRAY['Email'::text, 'SMS'::text, 'WhatsApp'::text, 'Telegram'::text, 'Telephone'::text])),
  constraint contact_notify_by_missing CHECK (NOT notify_documents_expiration OR notify_by IS NOT NULL),
  constraint contact_passport_normal CHECK (passport_number = upper(btrim(passport_number)) AND length(passport_number) >= 1 AND length(passport_number) <= 50),
  constraint contact_phone_e164 CHECK (phone ~ '^\+[1-9]\d{6,14}$'::text),
  constraint contact_tax_id_length CHECK (length(tax_id) <= 30),
  constraint contact_telegram_e164 CHECK (telegram ~ '^\+[1-9]\d{6,14}$'::text),
  constraint contact_title_known CHECK (title = ANY (ARRAY[''::text, 'Mr'::text, 'Mrs'::text, 'Ms'::text, 'Miss'::text, 'Dr'::text, 'Prof'::text])),
  constraint contact_twitter_length CHECK (length(twitter) <= 50),
  constraint contact_whatsapp_e164 CHECK (whatsapp ~ '^\+[1-9]\d{6,14}$'::text),
  constraint first_name_length CHECK (length(first_name) >= 1 AND length(first_name) <= 100),
  constraint last_name_length CHECK (length(last_name) >= 1 AND length(last_name) <= 100),
  constraint party_type_known CHECK (party_type = ANY (ARRAY['person'::text, 'company'::text])),
  constraint contact_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint contact_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX contacts_by_fragment ON crm.contacts USING gin (tenant_id, search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_by_owner ON crm.contacts USING btree (tenant_id, owner_user_id);
CREATE INDEX contacts_by_tag ON crm.contacts USING gin (tenant_id, tags) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_by_team ON crm.contacts USING btree (tenant_id, team_id);
CREATE INDEX contacts_newest ON crm.contacts USING btree (tenant_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX duplicate_email ON crm.contacts USING btree (tenant_id, email) WHERE ((deleted_at IS NULL) AND (email IS NOT NULL));
CREATE UNIQUE INDEX duplicate_passport ON crm.contacts USING btree (tenant_id, passport_number) WHERE ((deleted_at IS NULL) AND (passport_number IS NOT NULL));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check  CASE ( SELECT app.write_scope('contacts'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('contacts'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy updates for update to authenticated using  CASE ( SELECT app.write_scope('contacts'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END with check (same);
grant insert (party_type, title, first_name, last_name, company_name, email, phone, whatsapp, telegram, facebook, instagram, twitter, tax_id, nationality, birthdate, birth_place, passport_number, passport_issue_date, passport_expiration_date, passport_metadata, gender, address, address_local, address_abroad, notify_documents_expiration, notify_by, active, tags, is_vip, is_supplier, custom_fields) to authenticated;
grant select to authenticated;
grant update (owner_user_id, team_id, party_type, title, first_name, last_name, company_name, email, phone, whatsapp, telegram, facebook, instagram, twitter, tax_id, nationality, birthdate, birth_place, passport_number, passport_issue_date, passport_expiration_date, passport_metadata, gender, address, address_local, address_abroad, notify_documents_expiration, notify_by, active, tags, is_vip, is_supplier, custom_fields, deleted_at) to authenticated;
trigger announce AFTER INSERT OR DELETE OR UPDATE ON crm.contacts FOR EACH ROW EXECUTE FUNCTION app.announce('contact', 'contacts');
trigger count_deleted AFTER DELETE ON crm.contacts REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION app.count_deleted();
trigger count_inserted AFTER INSERT ON crm.contacts REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.count_inserted();
trigger count_updated AFTER UPDATE ON crm.contacts REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION app.count_updated();
trigger record AFTER INSERT OR DELETE OR UPDATE ON crm.contacts FOR EACH ROW EXECUTE FUNCTION audit.record('contact', 'data_modification');
trigger touch BEFORE UPDATE ON crm.contacts FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Something to be done, perhaps with a contact.
table crm.tasks (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  title text not null,
  description text,
  assignee_id uuid,
  contact_id uuid,
  due_date timestamp with time zone,
  completed_at timestamp with time zone,
  status text not null default 'TODO'::text,
  priority text not null default 'MEDIUM'::text,
  position numeric(20,6) not null default 0,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_tenant_key UNIQUE (tenant_id, id),
  constraint task_priority_known CHECK (priority = ANY (ARRAY['LOW'::text, 'MEDIUM'::text, 'HIGH'::text, 'URGENT'::text])),
  constraint task_status_known CHECK (status = ANY (ARRAY['TODO'::text, 'IN_PROGRESS'::text, 'DONE'::text, 'CANCELLED'::text])),
  constraint task_title_length CHECK (length(title) >= 1 AND length(title) <= 255),
  constraint task_assignee_unknown FOREIGN KEY (tenant_id, assignee_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint task_contact_unknown FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id),
  constraint task_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint task_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint tasks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX tasks_by_assignee ON crm.tasks USING btree (tenant_id, assignee_id);
CREATE INDEX tasks_by_contact ON crm.tasks USING btree (tenant_id, contact_id);
CREATE INDEX tasks_by_owner ON crm.tasks USING btree (tenant_id, owner_user_id);
CREATE INDEX tasks_by_team ON crm.tasks USING btree (tenant_id, team_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check  CASE ( SELECT app.write_scope('tasks'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('tasks'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy updates for update to authenticated using  CASE ( SELECT app.write_scope('tasks'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END with check (same);
grant insert (title, description, assignee_id, contact_id, due_date, status, priority, position) to authenticated;
grant select to authenticated;
grant update (title, description, assignee_id, contact_id, due_date, completed_at, status, priority, position, deleted_at) to authenticated;
trigger announce AFTER INSERT OR DELETE OR UPDATE ON crm.tasks FOR EACH ROW EXECUTE FUNCTION app.announce('task', 'tasks', 'status');
trigger record AFTER INSERT OR DELETE OR UPDATE ON crm.tasks FOR EACH ROW EXECUTE FUNCTION audit.record('task', 'data_modification');
trigger touch BEFORE UPDATE ON crm.tasks FOR EACH ROW EXECUTE FUNCTION app.touch();

-- A vehicle of a contact.
table crm.vehicles (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  owner_id uuid not null,
  vin text not null,
  license_plate text not null,
  make text not null,
  model text not null,
  year integer not null,
  color text,
  mileage integer,
  insurance_expiry date,
  warranty_expiry date,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint vehicles_pkey PRIMARY KEY (id),
  constraint vehicles_tenant_key UNIQUE (tenant_id, id),
  constraint vehicle_color_length CHECK (length(color) <= 50),
  constraint vehicle_make_length CHECK (length(make) >= 1 AND length(make) <= 50),
  constraint vehicle_mileage_range CHECK (mileage >= 0 AND mileage <= 2000000),
  constraint vehicle_model_length CHECK (length(model) >= 1 AND length(model) <= 100),
  constraint vehicle_plate_length CHECK (length(license_plate) >= 1 AND length(license_plate) <= 15),
  constraint vehicle_vin_shape CHECK (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'::text),
  constraint vehicle_year_range CHECK (year >= 1900 AND year <= 2200),
  constraint vehicle_keeper_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint vehicle_owner_unknown FOREIGN KEY (tenant_id, owner_id) REFERENCES crm.contacts(tenant_id, id),
  constraint vehicle_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint vehicles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX duplicate_vin ON crm.vehicles USING btree (tenant_id, vin) WHERE (deleted_at IS NULL);
CREATE INDEX vehicles_by_keeper ON crm.vehicles USING btree (tenant_id, owner_user_id);
CREATE INDEX vehicles_by_owner ON crm.vehicles USING btree (tenant_id, owner_id);
CREATE INDEX vehicles_by_team ON crm.vehicles USING btree (tenant_id, team_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check  CASE ( SELECT app.write_scope('vehicles'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('vehicles'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy updates for update to authenticated using  CASE ( SELECT app.write_scope('vehicles'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END with check (same);
grant insert (owner_id, vin, license_plate, make, model, year, color, mileage, insurance_expiry, warranty_expiry) to authenticated;
grant select to authenticated;
grant update (owner_id, vin, license_plate, make, model, year, color, mileage, insurance_expiry, warranty_expiry, deleted_at) to authenticated;
trigger announce AFTER INSERT OR DELETE OR UPDATE ON crm.vehicles FOR EACH ROW EXECUTE FUNCTION app.announce('vehicle', 'vehicles', 'owner_id');
trigger record AFTER INSERT OR DELETE OR UPDATE ON crm.vehicles FOR EACH ROW EXECUTE FUNCTION audit.record('vehicle', 'data_modification');
trigger touch BEFORE UPDATE ON crm.vehicles FOR EACH ROW EXECUTE FUNCTION app.touch();

function crm.contact_page(p_page integer, p_limit integer, p_search text, p_tags text[], p_is_vip boolean) returns json language plpgsql stable granted to authenticated;
function crm.full_name(c crm.contacts) returns text language plpgsql immutable granted to authenticated, service_role;
function crm.matching_contacts(p_search text, p_tags text[], p_is_vip boolean) returns TABLE(id uuid, created_at timestamp with time zone) language plpgsql stable security definer granted to authenticated;
function crm.note_activity(p_type text, p_contact uuid, p_description text, p_metadata jsonb DEFAULT '{}'::jsonb) returns void language plpgsql security definer granted to authenticated;

schema documents usage granted to authenticated;

-- The files whose content is there, for other domains.
view documents.file_directory with {security_invoker=true} as
 SELECT tenant_id,
    id,
    storage_key,
    size,
    sha256,
    media_type
   FROM documents.files f
  WHERE status = 'stored'::text AND deleted_at IS NULL;
grant select to authenticated;

-- Files in the bucket documents. A row is written before its object and confirmed after it: whatever a crash leaves is pending, and cleaned up.
table documents.files (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  created_by uuid default app.user_id(),
  kind text not null default 'document'::text,
  entity text,
  entity_id uuid,
  original_name text not null,
  storage_key text not null,
  size bigint not null,
  sha256 text not null,
  media_type text not null,
  status text not null default 'pending'::text,
  scan_status text not null default 'unscanned'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint files_pkey PRIMARY KEY (id),
  constraint file_key_taken UNIQUE (tenant_id, storage_key),
  constraint files_tenant_key UNIQUE (tenant_id, id),
  constraint file_entity_shape CHECK (entity ~ '^[a-z][a-z_]{0,39}$'::text),
  constraint file_entity_whole CHECK ((entity IS NULL) = (entity_id IS NULL)),
  constraint file_infected_never_served CHECK (scan_status <> 'infected'::text OR status <> 'stored'::text),
  constraint file_key_of_tenant CHECK (storage_key ~ (('^'::text || tenant_id) || '/[a-z_]+/[0-9a-f-]{36}\.[a-z0-9]{1,8}$'::text)),
  constraint file_kind_shape CHECK (kind ~ '^[a-z][a-z_]{0,39}$'::text),
  constraint file_media_type_shape CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]{1,100}$'::text),
  constraint file_name_length CHECK (length(original_name) >= 1 AND length(original_name) <= 255),
  constraint file_scan_status_known CHECK (scan_status = ANY (ARRAY['unscanned'::text, 'clean'::text, 'infected'::text])),
  constraint file_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint file_size_range CHECK (size >= 1 AND size <= 26214400),
  constraint file_status_known CHECK (status = ANY (ARRAY['pending'::text, 'stored'::text, 'quarantined'::text, 'lost'::text])),
  constraint file_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint file_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint files_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX files_by_entity ON documents.files USING btree (tenant_id, entity, entity_id) WHERE (deleted_at IS NULL);
CREATE INDEX files_by_owner ON documents.files USING btree (tenant_id, owner_user_id);
CREATE INDEX files_by_team ON documents.files USING btree (tenant_id, team_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check  CASE ( SELECT app.write_scope('documents'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('documents'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy updates for update to authenticated using  CASE ( SELECT app.write_scope('documents'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END with check (same);
grant insert (kind, entity, entity_id, original_name, storage_key, size, sha256, media_type, scan_status) to authenticated;
grant select to authenticated;
grant update (status, scan_status, deleted_at) to authenticated;
trigger announce AFTER INSERT OR DELETE OR UPDATE ON documents.files FOR EACH ROW EXECUTE FUNCTION app.announce('file', 'documents');
trigger record AFTER INSERT OR DELETE OR UPDATE ON documents.files FOR EACH ROW EXECUTE FUNCTION audit.record('file', 'data_modification');
trigger touch BEFORE UPDATE ON documents.files FOR EACH ROW EXECUTE FUNCTION app.touch();

function documents.orphans(p_limit integer) returns TABLE(storage_key text, file_id uuid) language plpgsql stable security definer granted to authenticated;

schema finance usage granted to authenticated;

-- Accounts of automatic entries: Swiss chart of accounts for small companies, French plan comptable général.
table finance.account_roles (
  country text not null,
  role text not null,
  account_number text not null,
  account_name text not null,
  constraint account_roles_pkey PRIMARY KEY (country, role),
  constraint account_number_shape CHECK (account_number ~ '^\d{3,10}$'::text),
  constraint account_role_country_shape CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint account_role_known CHECK (role = ANY (ARRAY['receivable'::text, 'bank'::text, 'revenue'::text, 'revenue_goods'::text, 'output_vat'::text, 'bad_debt'::text]))
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- The ledger. Entries are written with the business change they record and are corrected by a mirror entry only.
table finance.accounting_entries (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid,
  entry_date date not null,
  posting_date date not null default finance.today(),
  reference text,
  description text not null,
  document_type text not null,
  document_id uuid not null,
  status text not null default 'posted'::text,
  reverses_id uuid,
  total_debit numeric(14,2) not null,
  total_credit numeric(14,2) not null,
  currency text not null,
  created_from text not null,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint accounting_entries_pkey PRIMARY KEY (id),
  constraint accounting_entries_tenant_key UNIQUE (tenant_id, id),
  constraint entry_reversed_once UNIQUE (tenant_id, reverses_id),
  constraint entry_balanced CHECK (total_debit = total_credit),
  constraint entry_status_known CHECK (status = ANY (ARRAY['draft'::text, 'posted'::text, 'reversed'::text])),
  constraint entry_total_positive CHECK (total_debit > 0::numeric),
  constraint accounting_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint entry_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint entry_reverses_unknown FOREIGN KEY (tenant_id, reverses_id) REFERENCES finance.accounting_entries(tenant_id, id)
) with row security;
CREATE INDEX accounting_entries_by_date ON finance.accounting_entries USING btree (tenant_id, owner_company_id, entry_date, id);
CREATE INDEX accounting_entries_by_document ON finance.accounting_entries USING btree (tenant_id, document_type, document_id);
policy company_wall restrictive for all to authenticated using ((owner_company_id IS NULL) OR (( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((( SELECT app.read_scope('accounting'::text) AS read_scope) = 'ALL'::text) OR (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text));
grant select to authenticated;
trigger entry_lines_balanced AFTER INSERT ON finance.accounting_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.check_entry_balance();
trigger keep_posted BEFORE UPDATE ON finance.accounting_entries FOR EACH ROW EXECUTE FUNCTION finance.keep_posted_entry();
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.accounting_entries FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER INSERT OR UPDATE ON finance.accounting_entries FOR EACH ROW EXECUTE FUNCTION audit.record('accounting_entry', 'financial');

-- Debits and credits of an entry; each line has exactly one side.
table finance.accounting_entry_lines (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  entry_id uuid not null,
  line_number integer not null,
  account_number text not null,
  account_name text not null,
  debit numeric(14,2) not null default 0,
  credit numeric(14,2) not null default 0,
  description text,
  vat_rate numeric(5,2),
  vat_code text,
  cost_center text,
  constraint accounting_entry_lines_pkey PRIMARY KEY (id),
  constraint accounting_entry_lines_tenant_key UNIQUE (tenant_id, id),
  constraint entry_line_taken UNIQUE (tenant_id, entry_id, line_number),
  constraint entry_line_account_shape CHECK (account_number ~ '^\d{3,10}$'::text),
  constraint entry_line_number_positive CHECK (line_number > 0),
  constraint entry_line_one_side CHECK (debit >= 0::numeric AND credit >= 0::numeric AND (debit = 0::numeric) <> (credit = 0::numeric)),
  constraint entry_line_entry FOREIGN KEY (tenant_id, entry_id) REFERENCES finance.accounting_entries(tenant_id, id)
) with row security;
CREATE INDEX accounting_entry_lines_by_account ON finance.accounting_entry_lines USING btree (tenant_id, account_number);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (EXISTS ( SELECT FROM finance.accounting_entries e WHERE ((e.tenant_id = accounting_entry_lines.tenant_id) AND (e.id = accounting_entry_lines.entry_id))));
grant select to authenticated;
trigger entry_lines_balanced AFTER INSERT OR DELETE OR UPDATE ON finance.accounting_entry_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.check_entry_balance();
trigger keep_posted BEFORE DELETE OR UPDATE ON finance.accounting_entry_lines FOR EACH ROW EXECUTE FUNCTION finance.keep_posted_lines();

-- Accounts of the companies. Made by whoever keeps the settings, or by the first statement of a company's own IBAN.
table finance.bank_accounts (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  account_name text not null,
  bank_name text,
  iban text,
  account_number text,
  currency text not null,
  balance numeric(14,2),
  balance_date date,
  last_sync timestamp with time zone,
  origin text not null default 'manual'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint bank_accounts_pkey PRIMARY KEY (id),
  constraint bank_account_number_taken UNIQUE (tenant_id, owner_company_id, account_number, currency),
  constraint bank_account_taken UNIQUE (tenant_id, iban, currency),
  constraint bank_accounts_tenant_key UNIQUE (tenant_id, id),
  constraint bank_account_bank_length CHECK (length(bank_name) >= 1 AND length(bank_name) <= 100),
  constraint bank_account_currency_shape CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint bank_account_iban_shape CHECK (iban ~ '^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$'::text),
  constraint bank_account_identified CHECK (iban IS NOT NULL OR account_number IS NOT NULL),
  constraint bank_account_name_length CHECK (length(account_name) >= 1 AND length(account_name) <= 100),
  constraint bank_account_number_length CHECK (length(account_number) >= 1 AND length(account_number) <= 50),
  constraint bank_account_origin_known CHECK (origin = ANY (ARRAY['manual'::text, 'statement'::text])),
  constraint bank_account_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint bank_accounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[]))) with check (same);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using ((( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text) OR (( SELECT app.read_scope('settings'::text) AS read_scope) = 'ALL'::text));
grant insert (owner_company_id, account_name, bank_name, iban, account_number, currency) to authenticated;
grant select to authenticated;
trigger record AFTER INSERT ON finance.bank_accounts FOR EACH ROW EXECUTE FUNCTION audit.record('bank_account', 'configuration');
trigger touch BEFORE UPDATE ON finance.bank_accounts FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Files that were imported, also those that brought nothing new. Written once, complete.
table finance.bank_imports (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  source text not null,
  filename text,
  file_sha256 text,
  file_bytes integer,
  statements jsonb not null default '[]'::jsonb,
  imported integer not null,
  duplicates integer not null,
  errors integer not null default 0,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  constraint bank_imports_pkey PRIMARY KEY (id),
  constraint bank_imports_tenant_key UNIQUE (tenant_id, id),
  constraint bank_import_sha256_shape CHECK (file_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint bank_import_source_known CHECK (source = ANY (ARRAY['CAMT053'::text, 'CSV'::text, 'API'::text])),
  constraint bank_import_statements_list CHECK (jsonb_typeof(statements) = 'array'::text),
  constraint bank_import_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint bank_imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX bank_imports_by_company ON finance.bank_imports USING btree (tenant_id, owner_company_id, created_at DESC, id DESC);
CREATE INDEX bank_imports_by_file ON finance.bank_imports USING btree (tenant_id, file_sha256);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.bank_imports FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER INSERT OR UPDATE ON finance.bank_imports FOR EACH ROW EXECUTE FUNCTION audit.record('bank_import', 'financial');

-- Booked movements of the accounts, and how far each has been matched with invoices. Written by the functions of this schema only.
table finance.bank_transactions (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  bank_account_id uuid not null,
  import_id uuid not null,
  import_source text not null,
  bank_reference text not null,
  kind text not null default 'payment'::text,
  date date not null,
  value_date date not null,
  amount numeric(14,2) not null,
  currency text not null,
  type text not null generated always as 
CASE
    WHEN (amount < (0)::numeric) THEN 'debit'::text
    ELSE 'credit'::text
END stored,
  description text not null,
  reference text,
  reference_type text,
  end_to_end_id text,
  counterparty_name text,
  counterparty_iban text,
  bank_tx_code text,
  balance_after numeric(14,2),
  is_reversal boolean not null default false,
  charges numeric(14,2),
  instructed_amount numeric(14,2),
  instructed_currency text,
  imported_at timestamp with time zone not null default now(),
  reconciled_amount numeric(14,2) not null default 0,
  remaining_amount numeric(14,2) not null generated always as (abs(amount) - reconciled_amount) stored,
  reconciled boolean not null generated always as ((reconciled_amount > (0)::numeric) AND ((abs(amount) - reconciled_amount) <= 0.05)) stored,
  reconciled_at timestamp with time zone,
  reconciliation_type text,
  match_score numeric(5,2),
  examined_at timestamp with time zone,
  duplicate_of_invoice_id uuid,
  constraint bank_transactions_pkey PRIMARY KEY (id),
  constraint bank_transaction_booked UNIQUE (tenant_id, bank_account_id, bank_reference),
  constraint bank_transactions_tenant_key UNIQUE (tenant_id, id),
  constraint bank_transaction_currency_shape CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint bank_transaction_kind_known CHECK (kind = ANY (ARRAY['payment'::text, 'charges'::text, 'difference'::text])),
  constraint bank_transaction_match_known CHECK (reconciliation_type = ANY (ARRAY['auto'::text, 'manual'::text, 'suggested'::text])),
  constraint bank_transaction_overused CHECK (reconciled_amount >= 0::numeric AND reconciled_amount <= abs(amount)),
  constraint bank_transaction_reference_known CHECK (reference_type = ANY (ARRAY['QRR'::text, 'SCOR'::text])),
  constraint bank_transaction_reference_length CHECK (length(bank_reference) >= 1 AND length(bank_reference) <= 200),
  constraint bank_transaction_source_known CHECK (import_source = ANY (ARRAY['CAMT053'::text, 'CSV'::text, 'API'::text])),
  constraint bank_transaction_account_unknown FOREIGN KEY (tenant_id, bank_account_id) REFERENCES finance.bank_accounts(tenant_id, id),
  constraint bank_transaction_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint bank_transaction_duplicate_unknown FOREIGN KEY (tenant_id, duplicate_of_invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint bank_transaction_import_unknown FOREIGN KEY (tenant_id, import_id) REFERENCES finance.bank_imports(tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint bank_transactions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX bank_transactions_by_company ON finance.bank_transactions USING btree (tenant_id, owner_company_id, date DESC, id DESC);
CREATE INDEX bank_transactions_by_import ON finance.bank_transactions USING btree (tenant_id, import_id);
CREATE INDEX bank_transactions_open ON finance.bank_transactions USING btree (tenant_id, owner_company_id, date DESC, id DESC) WHERE (NOT reconciled);
CREATE INDEX bank_transactions_paid_twice ON finance.bank_transactions USING btree (tenant_id, duplicate_of_invoice_id) WHERE (duplicate_of_invoice_id IS NOT NULL);
CREATE INDEX bank_transactions_to_examine ON finance.bank_transactions USING btree (tenant_id, owner_company_id, examined_at NULLS FIRST, date, id) WHERE (NOT reconciled);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger facts_stay BEFORE UPDATE OF bank_account_id, bank_reference, date, value_date, amount, currency, description, reference, counterparty_name, counterparty_iban, is_reversal ON finance.bank_transactions FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.bank_transactions FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER UPDATE ON finance.bank_transactions FOR EACH ROW WHEN ((new.reconciled_amount <> old.reconciled_amount)) EXECUTE FUNCTION audit.record('bank_transaction', 'financial');

-- Counts the changes of a tenant's configuration. Whoever keeps a copy compares the number and knows whether it still holds.
table finance.config_versions (
  tenant_id uuid not null default app.tenant_id(),
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint config_versions_pkey PRIMARY KEY (tenant_id),
  constraint config_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant select to authenticated;

-- Names and IBANs under which a client has paid before, learned from matches a person confirmed.
table finance.counterparty_aliases (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  client_id uuid not null,
  kind text not null,
  value text not null,
  uses integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint counterparty_aliases_pkey PRIMARY KEY (id),
  constraint alias_known UNIQUE (tenant_id, client_id, kind, value),
  constraint counterparty_aliases_tenant_key UNIQUE (tenant_id, id),
  constraint alias_kind_known CHECK (kind = ANY (ARRAY['iban'::text, 'name'::text])),
  constraint alias_uses_positive CHECK (uses > 0),
  constraint alias_value_length CHECK (length(value) >= 1 AND length(value) <= 200),
  constraint alias_client_unknown FOREIGN KEY (tenant_id, client_id) REFERENCES crm.contacts(tenant_id, id),
  constraint counterparty_aliases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger record AFTER INSERT OR DELETE ON finance.counterparty_aliases FOR EACH ROW EXECUTE FUNCTION audit.record('counterparty_alias', 'financial');
trigger touch BEFORE UPDATE ON finance.counterparty_aliases FOR EACH ROW EXECUTE FUNCTION app.touch();

-- The last number given per company, kind of document and period. The row is locked until the document is stored, so no number is lost.
table finance.document_counters (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  company_id uuid,
  kind text not null,
  period text not null,
  last_sequence integer not null,
  constraint document_counters_pkey PRIMARY KEY (id),
  constraint document_counters_key UNIQUE NULLS NOT DISTINCT (tenant_id, company_id, kind, period),
  constraint document_kind_known CHECK (kind = ANY (ARRAY['invoice'::text, 'quote'::text, 'credit_note'::text, 'milestone'::text, 'recurring'::text, 'time_and_materials'::text, 'support'::text])),
  constraint document_period_shape CHECK (period ~ '^\d{4}(\d{2})?$'::text),
  constraint document_sequence_positive CHECK (last_sequence > 0),
  constraint document_counter_company FOREIGN KEY (tenant_id, company_id) REFERENCES identity.companies(tenant_id, id),
  constraint document_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (company_id IS NULL) OR (company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
grant select to authenticated;

-- Swiss francs per unit of a currency: convert by multiplying, never by dividing.
table finance.exchange_rates (
  id uuid not null default app.new_id(),
  tenant_id uuid default app.tenant_id(),
  currency text not null,
  rate_to_chf numeric(14,6) not null,
  as_of date not null,
  source text not null,
  created_at timestamp with time zone not null default now(),
  constraint exchange_rates_pkey PRIMARY KEY (id),
  constraint exchange_rate_taken UNIQUE NULLS NOT DISTINCT (tenant_id, currency, as_of),
  constraint exchange_currency_shape CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint exchange_rate_positive CHECK (rate_to_chf > 0::numeric),
  constraint exchange_source_length CHECK (length(source) >= 1 AND length(source) <= 100),
  constraint exchange_rates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using ((tenant_id IS NULL) OR (tenant_id = ( SELECT app.tenant_id() AS tenant_id))) with check (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
policy updates for update to authenticated using ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)) AND (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text)) with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
grant insert (currency, rate_to_chf, as_of, source) to authenticated;
grant select to authenticated;
grant update (rate_to_chf, source) to authenticated;
trigger record AFTER INSERT OR UPDATE ON finance.exchange_rates FOR EACH ROW WHEN ((new.tenant_id IS NOT NULL)) EXECUTE FUNCTION audit.record('exchange_rate', 'configuration');

-- Invoices as other domains show them: number, dates, amounts, status of today.
view finance.invoice_directory with {security_invoker=true} as
 SELECT id,
    tenant_id,
    client_id AS contact_id,
    invoice_number,
    finance.shown_status(status, due_date, ( SELECT finance.today() AS today)) AS status,
    date,
    due_date,
    currency,
    amount_ttc,
    remaining_amount,
    created_at
   FROM finance.invoices i
  WHERE deleted_at IS NULL;
grant select to authenticated;

-- The files of issued invoices as the customer got them, with their SHA-256. The first one stays.
table finance.invoice_documents (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  invoice_id uuid not null,
  kind text not null,
  filename text not null,
  content bytea not null,
  sha256 text not null generated always as encode(sha256(content), 'hex'::text) stored,
  created_at timestamp with time zone not null default now(),
  constraint invoice_documents_pkey PRIMARY KEY (id),
  constraint invoice_document_taken UNIQUE (tenant_id, invoice_id, kind),
  constraint invoice_documents_tenant_key UNIQUE (tenant_id, id),
  constraint invoice_document_filename_length CHECK (length(filename) >= 1 AND length(filename) <= 255),
  constraint invoice_document_kind_known CHECK (kind = ANY (ARRAY['invoice'::text, 'credit_note'::text])),
  constraint invoice_document_size CHECK (length(content) >= 1 AND length(content) <= 20971520),
  constraint invoice_document_invoice FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint invoice_documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (EXISTS ( SELECT FROM finance.invoices i WHERE ((i.tenant_id = invoice_documents.tenant_id) AND (i.id = invoice_documents.invoice_id))));
grant select to authenticated;
trigger no_removal BEFORE DELETE OR UPDATE OR TRUNCATE ON finance.invoice_documents FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();

-- Lines of invoices; line_net is computed by the database and rounded half away from zero.
table finance.invoice_lines (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  invoice_id uuid not null,
  position integer not null,
  description text not null,
  quantity numeric(14,3) not null,
  unit text,
  unit_price numeric(14,4) not null,
  discount numeric(5,2) not null default 0,
  discount_amount numeric(14,2) not null default 0,
  vat_code text,
  vat_rate numeric(5,2) not null,
  service_date date,
  account_number text,
  line_net numeric(14,2) not null generated always as round((((quantity * unit_price) * ((1)::numeric - (discount / (100)::numeric))) - discount_amount), 2) stored,
  constraint invoice_lines_pkey PRIMARY KEY (id),
  constraint invoice_line_position_taken UNIQUE (tenant_id, invoice_id, "position"),
  constraint invoice_lines_tenant_key UNIQUE (tenant_id, id),
  constraint discount_exceeds_line CHECK (line_net >= 0::numeric),
  constraint invoice_line_description_length CHECK (length(description) >= 1 AND length(description) <= 500),
  constraint invoice_line_discount_not_negative CHECK (discount_amount >= 0::numeric),
  constraint invoice_line_discount_range CHECK (discount >= 0::numeric AND discount <= 100::numeric),
  constraint invoice_line_position_positive CHECK ("position" > 0),
  constraint invoice_line_price_not_negative CHECK (unit_price >= 0::numeric),
  constraint invoice_line_quantity_positive CHECK (quantity > 0::numeric),
  constraint invoice_line_unit_length CHECK (length(unit) <= 30),
  constraint invoice_line_vat_range CHECK (vat_rate >= 0::numeric AND vat_rate <= 100::numeric),
  constraint invoice_line_invoice FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (EXISTS ( SELECT FROM finance.invoices i WHERE ((i.tenant_id = invoice_lines.tenant_id) AND (i.id = invoice_lines.invoice_id))));
grant select to authenticated;
trigger keep_sent_deleted AFTER DELETE ON finance.invoice_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION finance.keep_sent_lines();
trigger keep_sent_inserted AFTER INSERT ON finance.invoice_lines REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION finance.keep_sent_lines();
trigger keep_sent_updated AFTER UPDATE ON finance.invoice_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION finance.keep_sent_lines();

-- Invoices with the code of their company and their status of today.
view finance.invoice_sheets with {security_invoker=true} as
 SELECT i.id,
    i.invoice_number,
    i.type,
    c.code AS owner_company,
    i.owner_company_id,
    i.client_id,
    i.client_name,
    i.client_address,
    i.contact_id,
    i.project_id,
    i.quote_id,
    i.date,
    i.due_date,
    i.service_from,
    i.service_to,
    i.currency,
    i.exchange_rate,
    i.payment_terms,
    i.payment_method,
    i.language,
    i.amount_ht,
    i.amount_tva,
    i.amount_ttc,
    i.tva_by_rate,
    i.paid_amount,
    i.credited_amount,
    i.remaining_amount,
    finance.shown_status(i.status, i.due_date, day.today) AS status,
    (i.status = ANY (ARRAY['sent'::text, 'partial'::text, 'overdue'::text, 'disputed'::text])) AND i.due_date < day.today AS is_overdue,
        CASE
            WHEN i.status = ANY (ARRAY['sent'::text, 'partial'::text, 'overdue'::text, 'disputed'::text]) THEN GREATEST(day.today - i.due_date, 0)
            ELSE 0
        END AS days_overdue,
    i.qr_reference,
    i.reference_type,
    i.iban_used,
    i.sent_at,
    i.sent_to,
    i.last_sent_at,
    i.viewed_at,
    i.paid_at,
    i.reminder_level,
    i.reminder_count,
    i.last_reminder_at,
    i.cancelled_at,
    i.cancellation_reason,
    i.is_credit_note,
    i.original_invoice_id,
    i.notes,
    i.created_by,
    i.version,
    i.created_at,
    i.updated_at
   FROM finance.invoices i
     CROSS JOIN ( SELECT finance.today() AS today) day
     LEFT JOIN identity.companies c ON c.tenant_id = i.tenant_id AND c.id = i.owner_company_id
  WHERE i.deleted_at IS NULL;
grant select to authenticated;

-- Client invoices and credit notes. Read under row security; written only by the functions of this schema, which check the caller, lock the row and keep totals, payments and ledger in step.
table finance.invoices (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  type text not null default 'standard'::text,
  status text not null default 'draft'::text,
  invoice_number text,
  number_period text,
  number_sequence integer,
  client_id uuid,
  client_name text not null,
  client_address jsonb not null default '{}'::jsonb,
  contact_id uuid,
  project_id uuid,
  quote_id uuid,
  original_invoice_id uuid,
  date date not null default finance.today(),
  due_date date not null,
  service_from date,
  service_to date,
  currency text not null,
  exchange_rate numeric(14,6) not null default 1,
  payment_terms integer not null default 30,
  payment_method text,
  language text not null default 'fr'::text,
  amount_ht numeric(14,2) not null default 0,
  amount_tva numeric(14,2) not null default 0,
  amount_ttc numeric(14,2) not null default 0,
  tva_by_rate jsonb not null default '[]'::jsonb,
  paid_amount numeric(14,2) not null default 0,
  credited_amount numeric(14,2) not null default 0,
  remaining_amount numeric(14,2) not null generated always as ((amount_ttc - paid_amount) - credited_amount) stored,
  seller jsonb,
  qr_reference text,
  reference_type text,
  iban_used text,
  sent_at timestamp with time zone,
  sent_to text,
  last_sent_at timestamp with time zone,
  viewed_at timestamp with time zone,
  paid_at date,
  reminder_level integer not null default 0,
  reminder_count integer not null default 0,
  last_reminder_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  is_credit_note boolean not null generated always as (type = 'credit_note'::text) stored,
  notes text,
  version integer not null default 1,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  search_text text not null generated always as app.folded(((((((((COALESCE(invoice_number, ''::text) || ' '::text) || COALESCE((number_period || lpad((number_sequence)::text, GREATEST(4, length((number_sequence)::text)), '0'::text)), ''::text)) || ' '::text) || client_name) || ' '::text) || COALESCE(qr_reference, ''::text)) || ' '::text) || COALESCE(notes, ''::text))) stored,
  constraint invoices_pkey PRIMARY KEY (id),
  constraint invoices_tenant_key UNIQUE (tenant_id, id),
  constraint client_address_object CHECK (jsonb_typeof(client_address) = 'object'::text),
  constraint client_name_length CHECK (length(client_name) >= 1 AND length(client_name) <= 255),
  constraint invoice_cancelled_unpaid CHECK (status <> 'cancelled'::text OR paid_amount = 0::numeric),
  constraint invoice_credit_not_negative CHECK (credited_amount >= 0::numeric),
  constraint invoice_currency_known CHECK (currency = ANY (ARRAY['CHF'::text, 'EUR'::text, 'USD'::text])),
  constraint invoice_draft_unnumbered CHECK (status <> 'draft'::text OR invoice_number IS NULL),
  constraint invoice_draft_unpaid CHECK (status <> 'draft'::text OR paid_amount = 0::numeric),
  constraint invoice_due_before_date CHECK (due_date >= date),
  constraint invoice_exchange_rate_positive CHECK (exchange_rate > 0::numeric),
  constraint invoice_language_known CHECK (language = ANY (ARRAY['fr'::text, 'de'::text, 'it'::text, 'en'::text])),
  constraint invoice_net_not_negative CHECK (amount_ht >= 0::numeric),
  constraint invoice_notes_length CHECK (length(notes) <= 2000),
  constraint invoice_numbered CHECK ((status = ANY (ARRAY['draft'::text, 'cancelled'::text])) AND sent_at IS NULL OR invoice_number IS NOT NULL AND sent_at IS NOT NULL),
  constraint invoice_overpaid CHECK (paid_amount >= 0::numeric AND paid_amount <= (amount_ttc - credited_amount + 0.01)),
  constraint invoice_payment_terms_range CHECK (payment_terms >= 0 AND payment_terms <= 365),
  constraint invoice_reference_known CHECK (reference_type = ANY (ARRAY['QRR'::text, 'SCOR'::text, 'NON'::text])),
  constraint invoice_reminder_level_range CHECK (reminder_level >= 0 AND reminder_level <= 3),
  constraint invoice_seller_object CHECK (jsonb_typeof(seller) = 'object'::text),
  constraint invoice_sent_kept CHECK (deleted_at IS NULL OR invoice_number IS NULL),
  constraint invoice_service_period CHECK (service_to >= service_from),
  constraint invoice_status_known CHECK (status = ANY (ARRAY['draft'::text, 'sent'::text, 'partial'::text, 'paid'::text, 'overdue'::text, 'cancelled'::text, 'disputed'::text, 'written_off'::text])),
  constraint invoice_total CHECK (amount_ttc = (amount_ht + amount_tva)),
  constraint invoice_type_known CHECK (type = ANY (ARRAY['standard'::text, 'deposit'::text, 'balance'::text, 'milestone'::text, 'recurring'::text, 'time_and_materials'::text, 'support'::text, 'credit_note'::text])),
  constraint invoice_vat_list CHECK (jsonb_typeof(tva_by_rate) = 'array'::text),
  constraint invoice_vat_not_negative CHECK (amount_tva >= 0::numeric),
  constraint invoice_client_unknown FOREIGN KEY (tenant_id, client_id) REFERENCES crm.contacts(tenant_id, id),
  constraint invoice_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint invoice_contact_unknown FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id),
  constraint invoice_original_unknown FOREIGN KEY (tenant_id, original_invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint invoice_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint invoice_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint invoices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX invoice_number_taken ON finance.invoices USING btree (tenant_id, owner_company_id, invoice_number) NULLS NOT DISTINCT WHERE (invoice_number IS NOT NULL);
CREATE INDEX invoices_by_amount ON finance.invoices USING btree (tenant_id, amount_ttc);
CREATE INDEX invoices_by_client ON finance.invoices USING btree (tenant_id, client_id, created_at DESC, id DESC);
CREATE INDEX invoices_by_company ON finance.invoices USING btree (tenant_id, owner_company_id, created_at DESC, id DESC);
CREATE INDEX invoices_by_contact ON finance.invoices USING btree (tenant_id, contact_id);
CREATE INDEX invoices_by_date ON finance.invoices USING btree (tenant_id, date DESC, number_sequence DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX invoices_by_fragment ON finance.invoices USING gin (tenant_id, search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);
CREATE INDEX invoices_by_original ON finance.invoices USING btree (tenant_id, original_invoice_id);
CREATE INDEX invoices_by_owner ON finance.invoices USING btree (tenant_id, owner_user_id);
CREATE INDEX invoices_by_reference ON finance.invoices USING btree (tenant_id, qr_reference) WHERE (qr_reference IS NOT NULL);
CREATE INDEX invoices_by_team ON finance.invoices USING btree (tenant_id, team_id);
CREATE INDEX invoices_newest ON finance.invoices USING btree (tenant_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX invoices_open ON finance.invoices USING btree (tenant_id, due_date, id) WHERE ((status = ANY (ARRAY['sent'::text, 'partial'::text, 'overdue'::text, 'disputed'::text])) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX quote_already_converted ON finance.invoices USING btree (tenant_id, quote_id) WHERE ((quote_id IS NOT NULL) AND (deleted_at IS NULL));
policy company_wall restrictive for all to authenticated using ((owner_company_id IS NULL) OR (( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using  CASE ( SELECT finance.invoice_scope() AS invoice_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
grant select to authenticated;
trigger count_inserted AFTER INSERT ON finance.invoices REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.count_inserted();
trigger count_updated AFTER UPDATE ON finance.invoices REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION app.count_updated();
trigger keep_sent BEFORE UPDATE ON finance.invoices FOR EACH ROW EXECUTE FUNCTION finance.keep_sent_invoice();
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.invoices FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER INSERT OR UPDATE ON finance.invoices FOR EACH ROW EXECUTE FUNCTION finance.record_invoice_change();

-- What the law adds to a late payment unless a company set its own figures in settings.invoicing.
table finance.late_terms (
  country text not null,
  effective_from date not null,
  late_interest_rate numeric(5,2) not null,
  recovery_indemnity numeric(14,2),
  constraint late_terms_pkey PRIMARY KEY (country, effective_from),
  constraint late_terms_country_shape CHECK (country ~ '^[A-Z]{2}$'::text)
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- Money received for an invoice. Recorded and reversed by finance.record_payment and finance.reverse_payment only.
table finance.payments (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  invoice_id uuid not null,
  owner_company_id uuid,
  amount numeric(14,2) not null,
  currency text not null,
  paid_on date not null,
  method text not null,
  transaction_id uuid,
  auto_reconciled boolean not null default false,
  notes text,
  status text not null default 'recorded'::text,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  accounting_entry_id uuid,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_tenant_key UNIQUE (tenant_id, id),
  constraint payment_amount_positive CHECK (amount > 0::numeric),
  constraint payment_cancelled_when CHECK ((status = 'cancelled'::text) = (cancelled_at IS NOT NULL)),
  constraint payment_method_known CHECK (method = ANY (ARRAY['bank_transfer'::text, 'card'::text, 'cash'::text, 'twint'::text, 'credit'::text, 'lp_payment'::text, 'stripe'::text, 'check'::text, 'crypto'::text, 'paypal'::text, 'other'::text])),
  constraint payment_notes_length CHECK (length(notes) <= 2000),
  constraint payment_status_known CHECK (status = ANY (ARRAY['recorded'::text, 'cancelled'::text])),
  constraint payment_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint payment_entry_unknown FOREIGN KEY (tenant_id, accounting_entry_id) REFERENCES finance.accounting_entries(tenant_id, id),
  constraint payment_invoice_unknown FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint payments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX already_reconciled ON finance.payments USING btree (tenant_id, transaction_id, invoice_id) WHERE ((transaction_id IS NOT NULL) AND (status = 'recorded'::text));
CREATE INDEX payments_by_company ON finance.payments USING btree (tenant_id, owner_company_id, paid_on DESC, id DESC);
CREATE INDEX payments_by_entry ON finance.payments USING btree (tenant_id, accounting_entry_id);
CREATE INDEX payments_by_invoice ON finance.payments USING btree (tenant_id, invoice_id, created_at);
policy company_wall restrictive for all to authenticated using ((owner_company_id IS NULL) OR (( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((( SELECT app.read_scope('payments'::text) AS read_scope) = 'ALL'::text) OR (EXISTS ( SELECT FROM finance.invoices i WHERE ((i.tenant_id = payments.tenant_id) AND (i.id = payments.invoice_id)))));
grant select to authenticated;
trigger announce AFTER INSERT OR UPDATE ON finance.payments FOR EACH ROW EXECUTE FUNCTION app.announce('payment', 'payments', 'invoice_id', 'amount', 'currency', 'status');
trigger free_movement AFTER UPDATE ON finance.payments FOR EACH ROW WHEN (((new.status = 'cancelled'::text) AND (old.status = 'recorded'::text) AND (new.transaction_id IS NOT NULL))) EXECUTE FUNCTION finance.free_movement();
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.payments FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER INSERT OR UPDATE ON finance.payments FOR EACH ROW EXECUTE FUNCTION audit.record('payment', 'financial');
trigger touch BEFORE UPDATE ON finance.payments FOR EACH ROW EXECUTE FUNCTION app.touch();
trigger use_movement AFTER INSERT ON finance.payments FOR EACH ROW WHEN (((new.transaction_id IS NOT NULL) AND (new.status = 'recorded'::text))) EXECUTE FUNCTION finance.use_movement();

-- Matches that wait for a person, at most three per movement, and what became of them.
table finance.reconciliation_suggestions (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  invoice_type text not null default 'client'::text,
  score numeric(5,2) not null,
  confidence numeric(5,4) not null,
  reasons text[] not null default '{}'::text[],
  rank smallint not null,
  status text not null default 'pending'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  reject_reason text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint reconciliation_suggestions_pkey PRIMARY KEY (id),
  constraint reconciliation_suggestions_tenant_key UNIQUE (tenant_id, id),
  constraint suggestion_confidence_range CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
  constraint suggestion_invoice_type_known CHECK (invoice_type = ANY (ARRAY['client'::text, 'supplier'::text])),
  constraint suggestion_rank_positive CHECK (rank > 0),
  constraint suggestion_reason_length CHECK (length(reject_reason) <= 500),
  constraint suggestion_score_range CHECK (score >= 0::numeric AND score <= 100::numeric),
  constraint suggestion_status_known CHECK (status = ANY (ARRAY['pending'::text, 'accepted'::text, 'rejected'::text, 'superseded'::text])),
  constraint reconciliation_suggestions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint suggestion_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint suggestion_invoice_unknown FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint suggestion_transaction_unknown FOREIGN KEY (tenant_id, transaction_id) REFERENCES finance.bank_transactions(tenant_id, id)
) with row security;
CREATE UNIQUE INDEX suggestion_repeated ON finance.reconciliation_suggestions USING btree (tenant_id, transaction_id, invoice_id) WHERE (status = 'pending'::text);
CREATE INDEX suggestions_by_company ON finance.reconciliation_suggestions USING btree (tenant_id, owner_company_id, transaction_id);
CREATE INDEX suggestions_by_invoice ON finance.reconciliation_suggestions USING btree (tenant_id, invoice_id);
CREATE INDEX suggestions_by_transaction ON finance.reconciliation_suggestions USING btree (tenant_id, transaction_id, rank);
CREATE INDEX suggestions_pending ON finance.reconciliation_suggestions USING btree (tenant_id, owner_company_id, transaction_id, rank) WHERE (status = 'pending'::text);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger record AFTER UPDATE ON finance.reconciliation_suggestions FOR EACH ROW WHEN (((new.decided_by IS NOT NULL) AND (old.status = 'pending'::text))) EXECUTE FUNCTION audit.record('reconciliation_suggestion', 'financial');
trigger touch BEFORE UPDATE ON finance.reconciliation_suggestions FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Which part of a movement paid which invoice, who decided it and why. Undone rows stay and say so.
table finance.reconciliations (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  payment_id uuid not null,
  amount numeric(14,2) not null,
  reconciliation_type text not null,
  score numeric(5,2),
  confidence numeric(5,4),
  reasons text[] not null default '{}'::text[],
  notes text,
  reconciled_by uuid default app.user_id(),
  reconciled_at timestamp with time zone not null default clock_timestamp(),
  undone_at timestamp with time zone,
  undone_by uuid,
  undo_reason text,
  constraint reconciliations_pkey PRIMARY KEY (id),
  constraint reconciliation_payment_used UNIQUE (tenant_id, payment_id),
  constraint reconciliations_tenant_key UNIQUE (tenant_id, id),
  constraint reconciliation_amount_positive CHECK (amount > 0::numeric),
  constraint reconciliation_notes_length CHECK (length(notes) <= 2000),
  constraint reconciliation_type_known CHECK (reconciliation_type = ANY (ARRAY['auto'::text, 'manual'::text, 'suggested'::text])),
  constraint reconciliation_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint reconciliation_invoice_unknown FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint reconciliation_payment_unknown FOREIGN KEY (tenant_id, payment_id) REFERENCES finance.payments(tenant_id, id),
  constraint reconciliation_transaction_unknown FOREIGN KEY (tenant_id, transaction_id) REFERENCES finance.bank_transactions(tenant_id, id),
  constraint reconciliations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX pair_already_reconciled ON finance.reconciliations USING btree (tenant_id, transaction_id, invoice_id) WHERE (undone_at IS NULL);
CREATE INDEX reconciliations_by_invoice ON finance.reconciliations USING btree (tenant_id, invoice_id);
CREATE INDEX reconciliations_by_transaction ON finance.reconciliations USING btree (tenant_id, transaction_id);
CREATE INDEX reconciliations_newest ON finance.reconciliations USING btree (tenant_id, owner_company_id, reconciled_at DESC, id DESC);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger no_removal BEFORE DELETE OR TRUNCATE ON finance.reconciliations FOR EACH STATEMENT EXECUTE FUNCTION finance.refuse_removal();
trigger record AFTER INSERT OR UPDATE ON finance.reconciliations FOR EACH ROW EXECUTE FUNCTION audit.record('reconciliation', 'financial');

-- Pairs a person refused or took back: the engine never proposes or books them again, a person still may.
table finance.rejected_matches (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  reason text,
  rejected_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  constraint rejected_matches_pkey PRIMARY KEY (id),
  constraint match_already_rejected UNIQUE (tenant_id, transaction_id, invoice_id),
  constraint rejected_matches_tenant_key UNIQUE (tenant_id, id),
  constraint rejected_match_reason_length CHECK (length(reason) <= 500),
  constraint rejected_match_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint rejected_match_invoice_unknown FOREIGN KEY (tenant_id, invoice_id) REFERENCES finance.invoices(tenant_id, id),
  constraint rejected_match_transaction_unknown FOREIGN KEY (tenant_id, transaction_id) REFERENCES finance.bank_transactions(tenant_id, id),
  constraint rejected_matches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX rejected_matches_by_company ON finance.rejected_matches USING btree (tenant_id, owner_company_id);
CREATE INDEX rejected_matches_by_invoice ON finance.rejected_matches USING btree (tenant_id, invoice_id);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('finance'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger record AFTER INSERT ON finance.rejected_matches FOR EACH ROW EXECUTE FUNCTION audit.record('rejected_match', 'financial');

-- VAT rates with the days they hold. Rows without a tenant are the law of a country; a tenant's own rows come first.
table finance.vat_rates (
  id uuid not null default app.new_id(),
  tenant_id uuid default app.tenant_id(),
  country text not null,
  code text not null,
  name text not null,
  rate numeric(5,2) not null,
  account_code text not null,
  afc_cipher text,
  effective_from date not null,
  effective_to date,
  is_active boolean not null default true,
  sort_order integer not null default 0,
  constraint vat_rates_pkey PRIMARY KEY (id),
  constraint vat_rate_taken UNIQUE NULLS NOT DISTINCT (tenant_id, country, code, effective_from),
  constraint vat_rate_code_shape CHECK (code ~ '^[A-Z][A-Z0-9_]{1,31}$'::text),
  constraint vat_rate_country_shape CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint vat_rate_name_length CHECK (length(name) >= 1 AND length(name) <= 100),
  constraint vat_rate_period CHECK (effective_to >= effective_from),
  constraint vat_rate_range CHECK (rate >= 0::numeric AND rate <= 100::numeric),
  constraint vat_rates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using ((tenant_id IS NULL) OR (tenant_id = ( SELECT app.tenant_id() AS tenant_id))) with check (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
policy updates for update to authenticated using ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)) AND (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text)) with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
grant insert (country, code, name, rate, account_code, afc_cipher, effective_from, effective_to, is_active, sort_order) to authenticated;
grant select to authenticated;
grant update (name, rate, account_code, afc_cipher, effective_from, effective_to, is_active, sort_order) to authenticated;
trigger record AFTER INSERT OR UPDATE ON finance.vat_rates FOR EACH ROW WHEN ((new.tenant_id IS NOT NULL)) EXECUTE FUNCTION audit.record('vat_rate', 'configuration');

function finance.accept_suggestion(p_suggestion uuid) returns uuid language plpgsql security definer granted to authenticated;
function finance.account_for(p_role text, p_company uuid, OUT account_number text, OUT account_name text) returns record language plpgsql stable security definer granted to authenticated;
function finance.apply_decisions(p_company uuid, p_decisions jsonb) returns jsonb language plpgsql security definer granted to authenticated;
function finance.bank_company(p_given text) returns uuid language plpgsql stable granted to authenticated;
function finance.bank_period(p_from date, p_to date, p_months integer, OUT first_day date, OUT last_day date) returns record language plpgsql stable granted to authenticated;
function finance.bank_stats(p_company text, p_from date, p_to date) returns json language plpgsql stable granted to authenticated;
function finance.begin_reconciliation(p_company uuid) returns void language plpgsql security definer granted to authenticated;
function finance.billing_code(p_status text, p_due date, p_today date) returns text language plpgsql immutable granted to authenticated;
function finance.billing_page(p_page integer, p_limit integer, p_codes text[], p_contact uuid, p_from date, p_to date, p_search text, p_hide_paid boolean, p_ordering text) returns json language plpgsql stable granted to authenticated;
function finance.billing_status(p_code text) returns text language plpgsql immutable granted to authenticated;
function finance.bump_config_version() returns integer language plpgsql security definer granted to authenticated;
function finance.cancel_invoice(p_id uuid, p_reason text) returns void language plpgsql security definer granted to authenticated;
function finance.check_entry_balance() returns trigger language plpgsql security definer;
function finance.check_match(p_movement finance.bank_transactions, p_invoice finance.invoices, p_amount numeric) returns void language plpgsql stable;
function finance.civil_day(p_moment text) returns date language sql stable granted to authenticated;
function finance.client_of(p_id uuid, p_name text, OUT client_id uuid, OUT client_name text, OUT client_address jsonb, OUT email text) returns record language plpgsql stable security definer;
function finance.company_config(p_company identity.companies) returns jsonb language sql stable granted to authenticated;
function finance.company_for_rates(p_company text) returns uuid language plpgsql stable granted to authenticated;
function finance.company_of(p_given text) returns uuid language plpgsql stable security definer granted to authenticated;
function finance.config_version() returns integer language sql stable granted to authenticated;
function finance.confirm_match(p_transaction uuid, p_invoice uuid, p_amount numeric, p_type text, p_score numeric DEFAULT NULL::numeric, p_confidence numeric DEFAULT NULL::numeric, p_reasons text[] DEFAULT '{}'::text[], p_notes text DEFAULT NULL::text, p_seen jsonb DEFAULT NULL::jsonb) returns uuid language plpgsql security definer granted to authenticated;
function finance.country_for_rates(p_company text) returns text language plpgsql stable granted to authenticated;
function finance.country_of(p_company uuid) returns text language sql stable security definer granted to authenticated;
function finance.create_invoice(p jsonb) returns uuid language plpgsql security definer granted to authenticated;
function finance.create_invoice_json(p jsonb) returns json language plpgsql granted to authenticated;
function finance.creditor_reference(p_number text) returns text language plpgsql immutable;
function finance.duplicate_invoice(p_id uuid) returns uuid language plpgsql security definer granted to authenticated;
function finance.exchange_rates_on(p_on date) returns TABLE(currency text, rate_to_chf numeric, as_of date, source text) language sql stable granted to authenticated;
function finance.format_number(p_pattern text, p_prefix text, p_on date, p_sequence integer) returns text language plpgsql immutable;
function finance.free_movement() returns trigger language plpgsql security definer;
function finance.freeze_document(p_invoice uuid, p_kind text, p_filename text, p_content bytea, OUT content bytea, OUT filename text, OUT sha256 text) returns record language plpgsql security definer granted to authenticated;
function finance.import_statements(p_company uuid, p_account uuid, p_file jsonb, p_statements jsonb) returns jsonb language plpgsql security definer granted to authenticated;
function finance.insert_lines(p_invoice uuid, p_lines finance.priced_line[]) returns void language plpgsql;
function finance.invoice_json(p_id uuid) returns json language plpgsql stable security definer granted to authenticated;
function finance.invoice_page(p_company text, p_status text[], p_client uuid, p_from date, p_to date, p_page integer, p_limit integer, p_sort text) returns json language plpgsql stable granted to authenticated;
function finance.invoice_paper(p_id uuid) returns json language plpgsql stable granted to authenticated;
function finance.invoice_scope() returns text language plpgsql stable granted to authenticated;
function finance.invoice_search(p_company text, p_query text, p_page integer, p_limit integer) returns json language plpgsql stable granted to authenticated;
function finance.invoice_stats(p_company text, p_from date, p_to date) returns json language plpgsql stable granted to authenticated;
function finance.issue_invoice(p_id uuid, p_recipient text DEFAULT NULL::text) returns text language plpgsql security definer granted to authenticated;
function finance.keep_posted_entry() returns trigger language plpgsql;
function finance.keep_posted_lines() returns trigger language plpgsql;
function finance.keep_sent_invoice() returns trigger language plpgsql;
function finance.keep_sent_lines() returns trigger language plpgsql;
function finance.late_terms_on(p_country text, p_on date) returns jsonb language sql stable granted to authenticated;
function finance.learn_counterparty(p_client uuid, p_movement finance.bank_transactions, p_step integer) returns void language plpgsql;
function finance.lines_as_input(p_invoice uuid) returns jsonb language sql stable;
function finance.lock_invoice(p_id uuid, p_scope text) returns finance.invoices language plpgsql;
function finance.lock_suggestion(p_suggestion uuid) returns finance.reconciliation_suggestions language plpgsql;
function finance.mark_overdue() returns integer language plpgsql security definer granted to authenticated;
function finance.masked_iban(p_iban text) returns text language sql immutable granted to authenticated;
function finance.matching_invoices(p_query text, p_company uuid, p_fuzzy boolean) returns TABLE(id uuid, created_at timestamp with time zone) language plpgsql stable security definer granted to authenticated;
function finance.money_scope() returns text language plpgsql stable;
function finance.movement_ref(p_id uuid, p_date date, p_amount numeric, p_currency text, p_description text, p_reference text) returns json language sql immutable granted to authenticated;
function finance.next_document_number(p_kind text, p_company uuid, p_on date, OUT number text, OUT sequence integer, OUT period text) returns record language plpgsql security definer granted to authenticated;
function finance.number_kind(p_type text) returns text language sql immutable;
function finance.number_pattern(p_kind text, p_company identity.companies) returns text language sql immutable;
function finance.overdue_invoices(p_company text, p_limit integer) returns json language plpgsql stable granted to authenticated;
function finance.pagination(p_page integer, p_limit integer, p_total bigint) returns json language plpgsql immutable granted to authenticated;
function finance.peek_document_number(p_kind text, p_company uuid, p_on date, OUT number text, OUT sequence integer) returns record language plpgsql stable security definer granted to authenticated;
function finance.post_entry(p_company uuid, p_on date, p_reference text, p_description text, p_document_type text, p_document_id uuid, p_currency text, p_created_from text, p_lines jsonb, p_status text DEFAULT 'posted'::text) returns uuid language plpgsql;
function finance.prepare_sending(p_id uuid, p_email text, p_required boolean, OUT invoice_number text, OUT status text, OUT recipient text, OUT language text, OUT type text, OUT seller_name text, OUT seller_country text, OUT amount numeric, OUT currency text, OUT due_date date) returns record language plpgsql security definer granted to authenticated;
function finance.priced_lines(p_lines jsonb, p_country text, p_default_code text, p_supply date, p_keep_rates boolean) returns finance.priced_line[] language plpgsql stable;
function finance.qr_reference(p_customer text, p_company integer, p_year integer, p_series integer, p_sequence bigint) returns text language plpgsql immutable;
function finance.rate_to_chf(p_currency text, p_on date) returns numeric language plpgsql stable granted to authenticated;
function finance.rates_into(p_currency text, p_on date) returns TABLE(currency text, rate numeric) language sql stable granted to authenticated;
function finance.reaches(p_invoice finance.invoices, p_scope text) returns boolean language plpgsql stable;
function finance.reconciliation_report(p_company text, p_from date, p_to date) returns json language plpgsql stable granted to authenticated;
function finance.record_invoice_change() returns trigger language plpgsql security definer;
function finance.record_payment(p_invoice uuid, p_amount numeric, p_paid_on date DEFAULT NULL::date, p_method text DEFAULT 'bank_transfer'::text, p_transaction uuid DEFAULT NULL::uuid, p_notes text DEFAULT NULL::text, p_auto boolean DEFAULT false) returns uuid language plpgsql security definer granted to authenticated;
function finance.reference_sequence(p_period text, p_sequence integer) returns bigint language sql immutable;
function finance.refuse_pair(p_company uuid, p_transaction uuid, p_invoice uuid, p_reason text) returns void language sql;
function finance.refuse_removal() returns trigger language plpgsql;
function finance.reject_suggestion(p_suggestion uuid, p_reason text) returns void language plpgsql security definer granted to authenticated;
function finance.replace_suggestions(p_decisions jsonb) returns uuid[] language plpgsql;
function finance.require_bank_writer() returns void language plpgsql stable;
function finance.reverse_entry(p_entry uuid, p_description text, p_created_from text) returns uuid language plpgsql;
function finance.reverse_payment(p_payment uuid, p_reason text) returns void language plpgsql security definer granted to authenticated;
function finance.save_company(p_code text, p jsonb, p_fill_only boolean, OUT company jsonb, OUT created boolean, OUT changed boolean) returns record language plpgsql security definer granted to authenticated;
function finance.seller_of(p_company uuid) returns jsonb language sql stable security definer granted to authenticated;
function finance.seller_on(p_company uuid, p_on date) returns jsonb language sql stable security definer granted to authenticated;
function finance.settle_suggestions(p_transaction uuid, p_invoice uuid) returns void language sql;
function finance.shown_status(p_status text, p_due date, p_today date) returns text language plpgsql immutable granted to authenticated;
function finance.statement_account(p_company uuid, p_account uuid, p_iban text, p_number text, p_currency text) returns finance.bank_accounts language plpgsql;
function finance.status_after_payment(p_status text, p_ttc numeric, p_paid numeric, p_credited numeric, p_due date) returns text language plpgsql stable;
function finance.store_suggestions(p_transaction uuid, p_candidates jsonb) returns void language plpgsql security definer granted to authenticated;
function finance.tell_about_movements(p_company uuid, p_decisions jsonb) returns void language plpgsql;
function finance.today() returns date language plpgsql stable security definer granted to authenticated;
function finance.totals_of(p_lines finance.priced_line[], OUT amount_ht numeric, OUT amount_tva numeric, OUT amount_ttc numeric, OUT tva_by_rate jsonb) returns record language plpgsql stable;
function finance.undo_reconciliation(p_id uuid, p_reason text) returns void language plpgsql security definer granted to authenticated;
function finance.update_invoice(p_id uuid, p jsonb) returns void language plpgsql security definer granted to authenticated;
function finance.use_movement() returns trigger language plpgsql security definer;
function finance.vat_rate_on(p_country text, p_code text, p_rate numeric, p_on date, OUT code text, OUT rate numeric) returns record language plpgsql stable granted to authenticated;
function finance.vat_rates_on(p_country text, p_on date) returns TABLE(code text, name text, rate numeric, account_code text, afc_cipher text, effective_from date, effective_to date, sort_order integer) language sql stable granted to authenticated;

schema identity usage granted to authenticated, comptoir_gate;

-- Keys for machines: one tenant, explicit grants, only a hash of the secret.
table identity.api_keys (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  name text not null,
  prefix text not null,
  key_hash text not null,
  scopes text[] not null,
  grants jsonb not null default '{}'::jsonb,
  ip_allowlist cidr[] not null default '{}'::cidr[],
  rate_limit_per_hour integer not null default 1000,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  last_used_ip text,
  is_active boolean not null default true,
  revoked_at timestamp with time zone,
  replaced_by_id uuid,
  created_by uuid not null default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (key_hash),
  constraint api_keys_tenant_key UNIQUE (tenant_id, id),
  constraint api_key_hash_shape CHECK (key_hash ~ '^[0-9a-f]{64}$'::text),
  constraint api_key_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint api_key_rate_positive CHECK (rate_limit_per_hour > 0),
  constraint api_key_revoked_for_good CHECK (revoked_at IS NULL OR NOT is_active),
  constraint api_key_scopes_given CHECK (cardinality(scopes) > 0),
  constraint api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES identity.users(id),
  constraint api_keys_replaced_by FOREIGN KEY (tenant_id, replaced_by_id) REFERENCES identity.api_keys(tenant_id, id),
  constraint api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX api_keys_by_creator ON identity.api_keys USING btree (created_by);
CREATE INDEX api_keys_by_successor ON identity.api_keys USING btree (tenant_id, replaced_by_id) WHERE (replaced_by_id IS NOT NULL);
CREATE INDEX api_keys_newest ON identity.api_keys USING btree (tenant_id, created_at DESC, id DESC);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check ((( SELECT app.write_scope('admin.api-keys'::text) AS write_scope) = 'ALL'::text) AND (cardinality(identity.exceeding(grants)) = 0) AND (('*'::text <> ALL (scopes)) OR (( SELECT app.grants() AS grants) ? '*'::text)));
policy reads for select to authenticated using (( SELECT app.read_scope('admin.api-keys'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('admin.api-keys'::text) AS write_scope) = 'ALL'::text) with check ((( SELECT app.write_scope('admin.api-keys'::text) AS write_scope) = 'ALL'::text) AND ((NOT is_active) OR (cardinality(identity.exceeding(grants)) = 0)));
grant insert (name, prefix, key_hash, scopes, grants, ip_allowlist, rate_limit_per_hour, expires_at) to authenticated;
grant select (id, tenant_id, name, prefix, scopes, ip_allowlist, rate_limit_per_hour, expires_at, last_used_at, last_used_ip, is_active, revoked_at, replaced_by_id, created_by, created_at, updated_at) to authenticated;
grant update (name, ip_allowlist, rate_limit_per_hour, expires_at, is_active, revoked_at, replaced_by_id) to authenticated;
trigger derive_grants BEFORE INSERT OR UPDATE OF scopes ON identity.api_keys FOR EACH ROW EXECUTE FUNCTION identity.api_key_scoped();
trigger record AFTER INSERT OR UPDATE ON identity.api_keys FOR EACH ROW EXECUTE FUNCTION identity.api_key_changed();
trigger touch BEFORE UPDATE ON identity.api_keys FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Whose tokens of another issuer are accepted as a sign-in of this member. Made and removed by the member alone.
table identity.auth_links (
  id uuid not null default app.new_id(),
  tenant_id uuid not null,
  user_id uuid not null,
  provider text not null,
  subject uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint auth_links_pkey PRIMARY KEY (id),
  constraint auth_link_exists UNIQUE (tenant_id, user_id, provider),
  constraint auth_link_taken UNIQUE (provider, subject),
  constraint auth_links_tenant_key UNIQUE (tenant_id, id),
  constraint auth_link_provider_known CHECK (provider = 'supabase'::text),
  constraint auth_links_membership FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint auth_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (user_id = ( SELECT app.user_id() AS user_id));
grant select to authenticated;

-- Hashes of the codes that stand in for a lost second factor; each works once, a new batch replaces the old one. They count while the factor of the person is enabled. Only the functions of the second factor touch them.
table identity.backup_codes (
  id uuid not null default app.new_id(),
  user_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint backup_codes_pkey PRIMARY KEY (id),
  constraint backup_codes_hash_key UNIQUE (user_id, code_hash),
  constraint backup_code_hash_shape CHECK (code_hash ~ '^[0-9a-f]{64}$'::text),
  constraint backup_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE
) with row security;

-- A company the tenant runs: who issues quotes and invoices, with which bank account.
table identity.companies (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  number integer not null,
  code text not null,
  name text not null,
  display_name text,
  legal_form text,
  ide text,
  siren text,
  siret text,
  vat_number text,
  street text,
  building_number text,
  postal_code text,
  city text,
  canton text,
  country text not null default 'CH'::text,
  qr_iban text,
  regular_iban text,
  bic text,
  bank_name text,
  bank_customer_id text,
  email text,
  phone text,
  website text,
  portal_domain text,
  color text,
  currency text not null default 'CHF'::text,
  language text not null default 'fr'::text,
  logo_url text,
  invoice_prefix text,
  payment_terms integer not null default 30,
  default_vat_code text not null default 'NORMAL'::text,
  vat_period text not null default 'quarterly'::text,
  settings jsonb not null default '{}'::jsonb,
  is_active boolean not null default true,
  sort_order integer not null default 0,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint companies_pkey PRIMARY KEY (id),
  constraint companies_tenant_key UNIQUE (tenant_id, id),
  constraint company_code_taken UNIQUE (tenant_id, code),
  constraint company_number_taken UNIQUE (tenant_id, number),
  constraint bank_customer_id_shape CHECK (bank_customer_id ~ '^\d{6}$'::text),
  constraint company_code_shape CHECK (code ~ '^[A-Z][A-Z0-9_]{1,31}$'::text),
  constraint company_color_shape CHECK (color ~ '^#[0-9a-fA-F]{6}$'::text),
  constraint company_country_shape CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint company_currency_known CHECK (currency = ANY (ARRAY['CHF'::text, 'EUR'::text, 'USD'::text])),
  constraint company_language_known CHECK (language = ANY (ARRAY['fr'::text, 'de'::text, 'it'::text, 'en'::text])),
  constraint company_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint company_number_range CHECK (number >= 1 AND number <= 9999),
  constraint company_portal_domain_shape CHECK (portal_domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'::text AND length(portal_domain) <= 253),
  constraint company_settings_object CHECK (jsonb_typeof(settings) = 'object'::text),
  constraint invoice_prefix_shape CHECK (invoice_prefix ~ '^[A-Z]{2,4}$'::text),
  constraint payment_terms_range CHECK (payment_terms >= 0 AND payment_terms <= 365),
  constraint vat_period_known CHECK (vat_period = ANY (ARRAY['monthly'::text, 'quarterly'::text, 'semiannual'::text, 'annual'::text])),
  constraint companies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX companies_by_portal_domain ON identity.companies USING btree (identity.portal_domain(code, portal_domain));
CREATE UNIQUE INDEX invoice_prefix_taken ON identity.companies USING btree (tenant_id, COALESCE(invoice_prefix, "left"(replace(code, '_'::text, ''::text), 3)));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (number, code, name, display_name, legal_form, ide, siren, siret, vat_number, street, building_number, postal_code, city, canton, country, qr_iban, regular_iban, bic, bank_name, bank_customer_id, email, phone, website, portal_domain, color, currency, language, logo_url, invoice_prefix, payment_terms, default_vat_code, vat_period, settings, is_active, sort_order) to authenticated;
grant select to authenticated;
grant update (name, display_name, legal_form, ide, siren, siret, vat_number, street, building_number, postal_code, city, canton, country, qr_iban, regular_iban, bic, bank_name, bank_customer_id, email, phone, website, portal_domain, color, currency, language, logo_url, invoice_prefix, payment_terms, default_vat_code, vat_period, settings, is_active, sort_order) to authenticated;
trigger record AFTER INSERT OR UPDATE ON identity.companies FOR EACH ROW EXECUTE FUNCTION audit.record('company', 'configuration');
trigger touch BEFORE UPDATE ON identity.companies FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Which companies of the tenant a member works for.
table identity.company_access (
  tenant_id uuid not null default app.tenant_id(),
  membership_id uuid not null,
  company_id uuid not null,
  constraint company_access_pkey PRIMARY KEY (tenant_id, membership_id, company_id),
  constraint company_access_company FOREIGN KEY (tenant_id, company_id) REFERENCES identity.companies(tenant_id, id),
  constraint company_access_membership FOREIGN KEY (tenant_id, membership_id) REFERENCES identity.memberships(tenant_id, id) ON DELETE CASCADE
) with row security;
CREATE INDEX company_access_by_company ON identity.company_access USING btree (tenant_id, company_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant delete to authenticated;
grant insert (membership_id, company_id) to authenticated;
grant select to authenticated;
trigger record AFTER INSERT OR DELETE ON identity.company_access FOR EACH ROW EXECUTE FUNCTION audit.record('company_access', 'admin');
trigger refresh_membership AFTER INSERT OR DELETE ON identity.company_access FOR EACH ROW EXECUTE FUNCTION identity.membership_changed();

-- Invitations to join a tenant; of the token only a hash. Written by the invite functions alone.
table identity.invites (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  email text not null,
  membership_id uuid not null,
  token_hash text not null,
  status text not null default 'PENDING'::text,
  role_keys text[] not null,
  team_id uuid,
  by_mail boolean not null default true,
  message text,
  expires_at timestamp with time zone not null default (now() + '7 days'::interval),
  resent_count integer not null default 0,
  invited_by uuid default app.member_id(),
  accepted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint invites_pkey PRIMARY KEY (id),
  constraint invites_tenant_key UNIQUE (tenant_id, id),
  constraint invites_token_key UNIQUE (token_hash),
  constraint invite_email_normal CHECK (email = lower(btrim(email)) AND length(email) <= 255),
  constraint invite_message_length CHECK (length(message) <= 1000),
  constraint invite_status_known CHECK (status = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'CANCELLED'::text, 'EXPIRED'::text])),
  constraint invite_token_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint invites_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES identity.users(id),
  constraint invites_membership FOREIGN KEY (tenant_id, membership_id) REFERENCES identity.memberships(tenant_id, id) ON DELETE CASCADE,
  constraint invites_team FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id) ON DELETE SET NULL (team_id),
  constraint invites_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX invite_pending ON identity.invites USING btree (tenant_id, email) WHERE (status = 'PENDING'::text);
CREATE INDEX invites_by_inviter ON identity.invites USING btree (invited_by);
CREATE INDEX invites_by_membership ON identity.invites USING btree (tenant_id, membership_id);
CREATE INDEX invites_by_team ON identity.invites USING btree (tenant_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX invites_newest ON identity.invites USING btree (tenant_id, created_at DESC, id DESC);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('admin.users'::text) AS read_scope) = 'ALL'::text);
grant select (id, tenant_id, email, membership_id, status, role_keys, team_id, message, expires_at, resent_count, invited_by, accepted_at, created_at, updated_at) to authenticated;
trigger record AFTER INSERT OR UPDATE ON identity.invites FOR EACH ROW EXECUTE FUNCTION identity.invite_changed();
trigger touch BEFORE UPDATE ON identity.invites FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Sign-in attempts: the source of the lock-out. Only the sign-in functions touch it.
table identity.login_attempts (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_timestamp(),
  email_norm text not null,
  ip text,
  tenant_id uuid,
  portal_account_id uuid,
  outcome text not null,
  reason text,
  locked_until timestamp with time zone,
  constraint login_attempts_pkey PRIMARY KEY (id),
  constraint login_outcome_known CHECK (outcome = ANY (ARRAY['success'::text, 'failure'::text, 'blocked'::text])),
  constraint login_attempts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX login_attempts_by_email ON identity.login_attempts USING btree (email_norm, at DESC);
CREATE INDEX login_attempts_by_tenant ON identity.login_attempts USING btree (tenant_id, at DESC);

-- Hashes of links that sign a client in once, within a day. Only the account functions touch them.
table identity.magic_links (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  contact_id uuid not null,
  portal_account_id uuid not null,
  email text not null,
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint magic_links_pkey PRIMARY KEY (id),
  constraint magic_links_tenant_key UNIQUE (tenant_id, id),
  constraint magic_link_email_normal CHECK (email = lower(btrim(email)) AND length(email) <= 255),
  constraint magic_link_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint magic_link_account FOREIGN KEY (tenant_id, portal_account_id) REFERENCES sales.portal_accounts(tenant_id, id),
  constraint magic_link_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id),
  constraint magic_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX magic_links_by_account ON identity.magic_links USING btree (tenant_id, portal_account_id, created_at DESC);
CREATE INDEX magic_links_by_contact ON identity.magic_links USING btree (tenant_id, contact_id);
CREATE UNIQUE INDEX magic_links_by_token ON identity.magic_links USING btree (token_hash);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);

-- Which roles a member holds.
table identity.membership_roles (
  tenant_id uuid not null default app.tenant_id(),
  membership_id uuid not null,
  role_id uuid not null,
  constraint membership_roles_pkey PRIMARY KEY (tenant_id, membership_id, role_id),
  constraint membership_roles_membership FOREIGN KEY (tenant_id, membership_id) REFERENCES identity.memberships(tenant_id, id) ON DELETE CASCADE,
  constraint role_in_use FOREIGN KEY (tenant_id, role_id) REFERENCES identity.roles(tenant_id, id)
) with row security;
CREATE INDEX membership_roles_by_role ON identity.membership_roles USING btree (tenant_id, role_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant select to authenticated;
trigger record AFTER INSERT OR DELETE ON identity.membership_roles FOR EACH ROW EXECUTE FUNCTION audit.record('membership_role', 'admin');
trigger refresh_membership AFTER INSERT OR DELETE ON identity.membership_roles FOR EACH ROW EXECUTE FUNCTION identity.membership_changed();

-- A user in a tenant, with everything they are granted there.
table identity.memberships (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid not null,
  status text not null default 'ACTIVE'::text,
  primary_role_id uuid,
  crm_user_id text,
  title text,
  grants jsonb not null default '{}'::jsonb,
  role_keys text[] not null default '{}'::text[],
  team_ids uuid[] not null default '{}'::uuid[],
  company_ids uuid[] not null default '{}'::uuid[],
  perm_version integer not null default 1,
  joined_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_tenant_key UNIQUE (tenant_id, id),
  constraint memberships_user_key UNIQUE (tenant_id, user_id),
  constraint membership_status_known CHECK (status = ANY (ARRAY['INVITED'::text, 'ACTIVE'::text, 'DISABLED'::text])),
  constraint memberships_primary_role FOREIGN KEY (tenant_id, primary_role_id) REFERENCES identity.roles(tenant_id, id),
  constraint memberships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id)
) with row security;
CREATE UNIQUE INDEX crm_user_linked_elsewhere ON identity.memberships USING btree (tenant_id, crm_user_id) WHERE (crm_user_id IS NOT NULL);
CREATE INDEX memberships_by_primary_role ON identity.memberships USING btree (tenant_id, primary_role_id);
CREATE INDEX memberships_by_user ON identity.memberships USING btree (user_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant select to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE OF status, primary_role_id, title, crm_user_id ON identity.memberships FOR EACH ROW EXECUTE FUNCTION audit.record('membership', 'admin');
trigger touch BEFORE UPDATE ON identity.memberships FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Sign-ins between the first and the second factor, with the session they are to open. Wrong codes are counted on the factor, so that another challenge gives no further guesses.
table identity.mfa_challenges (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  login_method text not null,
  attempt text,
  portal text,
  remember boolean not null,
  cookie_refresh boolean not null,
  cookie_access boolean not null,
  place jsonb,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  constraint mfa_challenges_pkey PRIMARY KEY (id),
  constraint mfa_challenges_membership FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint mfa_challenges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint mfa_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id)
) with row security;
CREATE INDEX mfa_challenges_by_member ON identity.mfa_challenges USING btree (tenant_id, user_id);
CREATE INDEX mfa_challenges_by_user ON identity.mfa_challenges USING btree (user_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);

-- Second factors of people, whatever the organisation, with their counters. Only the functions of the second factor touch it.
table identity.mfa_factors (
  id uuid not null default app.new_id(),
  user_id uuid not null,
  type text not null default 'totp'::text,
  secret_enc text not null,
  status text not null default 'pending'::text,
  configured_at timestamp with time zone,
  last_used_step bigint,
  failed_count integer not null default 0,
  last_failed_at timestamp with time zone,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint mfa_factors_pkey PRIMARY KEY (id),
  constraint mfa_factors_user_key UNIQUE (user_id, type),
  constraint mfa_factor_enabled_when_configured CHECK (status <> 'enabled'::text OR configured_at IS NOT NULL),
  constraint mfa_factor_failures_counted CHECK (failed_count >= 0),
  constraint mfa_factor_status_known CHECK (status = ANY (ARRAY['pending'::text, 'enabled'::text, 'disabled'::text])),
  constraint mfa_factor_type_known CHECK (type = 'totp'::text),
  constraint mfa_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE
) with row security;
trigger touch BEFORE UPDATE ON identity.mfa_factors FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Hashes of the tokens in mailed links, each good once and for a while. Only the account functions touch them.
table identity.one_time_tokens (
  id uuid not null default app.new_id(),
  purpose text not null,
  user_id uuid,
  email text,
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint one_time_tokens_pkey PRIMARY KEY (id),
  constraint one_time_tokens_hash_key UNIQUE (token_hash),
  constraint one_time_email_normal CHECK (email = lower(btrim(email)) AND length(email) <= 255),
  constraint one_time_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint one_time_purpose_known CHECK (purpose = ANY (ARRAY['password_reset'::text, 'email_verification'::text, 'email_change'::text])),
  constraint one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE
) with row security;
CREATE INDEX one_time_tokens_by_expiry ON identity.one_time_tokens USING btree (expires_at);
CREATE INDEX one_time_tokens_by_user ON identity.one_time_tokens USING btree (user_id, purpose, created_at DESC);

-- The permission registry, the same for every tenant; * stands for all keys.
table identity.permissions (
  id uuid not null default app.new_id(),
  key text not null,
  description text not null,
  constraint permissions_pkey PRIMARY KEY (key),
  constraint permissions_id_key UNIQUE (id)
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- Hashes of refresh tokens; each is used once. Only the sign-in functions touch them.
table identity.refresh_tokens (
  id uuid not null default app.new_id(),
  session_id uuid not null,
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  replaced_by_id uuid,
  created_by_ip text,
  used_by_ip text,
  used_by_user_agent text,
  constraint refresh_tokens_pkey PRIMARY KEY (id),
  constraint refresh_tokens_hash_key UNIQUE (token_hash),
  constraint refresh_token_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint refresh_tokens_replaced_by_id_fkey FOREIGN KEY (replaced_by_id) REFERENCES identity.refresh_tokens(id),
  constraint refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES identity.sessions(id) ON DELETE CASCADE
) with row security;
CREATE INDEX refresh_tokens_by_session ON identity.refresh_tokens USING btree (session_id);
CREATE INDEX refresh_tokens_by_successor ON identity.refresh_tokens USING btree (replaced_by_id);

-- What a role grants under one permission key, and how far it reaches.
table identity.role_permissions (
  tenant_id uuid not null default app.tenant_id(),
  role_id uuid not null,
  permission_key text not null,
  can_read boolean not null default false,
  can_write boolean not null default false,
  scope text not null,
  constraint role_permissions_pkey PRIMARY KEY (tenant_id, role_id, permission_key),
  constraint permission_scope_known CHECK (scope = ANY (ARRAY['SELF'::text, 'GROUP'::text, 'ALL'::text])),
  constraint role_permission_grants_something CHECK (can_read OR can_write),
  constraint role_permissions_role FOREIGN KEY (tenant_id, role_id) REFERENCES identity.roles(tenant_id, id) ON DELETE CASCADE,
  constraint unknown_permission FOREIGN KEY (permission_key) REFERENCES identity.permissions(key)
) with row security;
CREATE INDEX role_permissions_by_key ON identity.role_permissions USING btree (permission_key);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check ((( SELECT app.write_scope('admin.roles'::text) AS write_scope) = 'ALL'::text) AND (permission_key <> '*'::text) AND (cardinality(identity.exceeding(jsonb_build_object(permission_key, jsonb_build_array( CASE WHEN can_read THEN scope ELSE NULL::text END, CASE WHEN can_write THEN scope ELSE NULL::text END)))) = 0));
policy deletes for delete to authenticated using (( SELECT app.write_scope('admin.roles'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using ((( SELECT app.read_scope('admin.roles'::text) AS read_scope) = 'ALL'::text) OR (( SELECT app.read_scope('admin.users'::text) AS read_scope) = 'ALL'::text));
grant delete to authenticated;
grant insert (role_id, permission_key, can_read, can_write, scope) to authenticated;
grant select to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON identity.role_permissions FOR EACH ROW WHEN ((current_setting('app.seeding'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION audit.record('role_permission', 'admin');
trigger refresh_memberships AFTER INSERT OR DELETE OR UPDATE ON identity.role_permissions FOR EACH ROW EXECUTE FUNCTION identity.role_changed();

-- What each preset role grants in a tenant that has not changed its copy.
table identity.role_preset_permissions (
  preset_key text not null,
  permission_key text not null,
  can_read boolean not null default false,
  can_write boolean not null default false,
  scope text not null,
  constraint role_preset_permissions_pkey PRIMARY KEY (preset_key, permission_key),
  constraint role_preset_grants_something CHECK (can_read OR can_write),
  constraint role_preset_scope_known CHECK (scope = ANY (ARRAY['SELF'::text, 'GROUP'::text, 'ALL'::text])),
  constraint role_preset_permissions_key FOREIGN KEY (permission_key) REFERENCES identity.permissions(key),
  constraint role_preset_permissions_preset FOREIGN KEY (preset_key) REFERENCES identity.role_presets(key)
) with row security;
CREATE INDEX role_preset_permissions_by_key ON identity.role_preset_permissions USING btree (permission_key);
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- The roles every new tenant starts with, as templates; a tenant owns its copies.
table identity.role_presets (
  key text not null,
  name text not null,
  description text not null default ''::text,
  constraint role_presets_pkey PRIMARY KEY (key),
  constraint role_preset_key_shape CHECK (key ~ '^[a-z0-9._:-]{1,80}$'::text),
  constraint role_preset_name_length CHECK (length(name) >= 1 AND length(name) <= 200)
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- A named set of permissions inside one tenant. System roles are copies of the presets.
table identity.roles (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  key text not null,
  name text not null,
  description text,
  is_system boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint roles_pkey PRIMARY KEY (id),
  constraint role_key_exists UNIQUE (tenant_id, key),
  constraint roles_tenant_key UNIQUE (tenant_id, id),
  constraint role_description_length CHECK (length(description) <= 5000),
  constraint role_key_shape CHECK (key ~ '^[a-z0-9._:-]{1,80}$'::text),
  constraint role_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint roles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check ((( SELECT app.write_scope('admin.roles'::text) AS write_scope) = 'ALL'::text) AND (NOT is_system) AND (key <> ALL (ARRAY['superadmin'::text, 'owner'::text, 'admin'::text])));
policy deletes for delete to authenticated using ((( SELECT app.write_scope('admin.roles'::text) AS write_scope) = 'ALL'::text) AND (NOT is_system));
policy reads for select to authenticated using ((( SELECT app.read_scope('admin.roles'::text) AS read_scope) = 'ALL'::text) OR (( SELECT app.read_scope('admin.users'::text) AS read_scope) = 'ALL'::text));
policy updates for update to authenticated using (( SELECT app.write_scope('admin.roles'::text) AS write_scope) = 'ALL'::text) with check (same);
grant delete to authenticated;
grant insert (key, name, description) to authenticated;
grant select to authenticated;
grant update (name, description) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON identity.roles FOR EACH ROW EXECUTE FUNCTION audit.record('role', 'admin');
trigger touch BEFORE UPDATE ON identity.roles FOR EACH ROW EXECUTE FUNCTION app.touch();

-- One sign-in of a user into a tenant, the family of its refresh tokens; or of a client into the portal, which has none.
table identity.sessions (
  id uuid not null default app.new_id(),
  tenant_id uuid not null,
  user_id uuid,
  portal_account_id uuid,
  login_method text not null default 'password'::text,
  status text not null default 'active'::text,
  device_id text,
  user_agent text,
  agent_family text generated always as identity.agent_family(user_agent) stored,
  ip text,
  place jsonb,
  remember boolean not null default false,
  mfa_level text not null default 'none'::text,
  stepped_up_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  last_activity_at timestamp with time zone not null default now(),
  idle_seconds integer not null default 1800,
  expires_at timestamp with time zone not null,
  refresh_expires_at timestamp with time zone not null,
  cookie_refresh boolean not null default false,
  cookie_access boolean not null default false,
  revoked_at timestamp with time zone,
  revoke_reason text,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_tenant_key UNIQUE (tenant_id, id),
  constraint session_mfa_level_known CHECK (mfa_level = ANY (ARRAY['none'::text, 'mfa'::text, 'setup'::text])),
  constraint session_of_one CHECK (num_nonnulls(user_id, portal_account_id) = 1),
  constraint session_status_known CHECK (status = ANY (ARRAY['active'::text, 'idle'::text, 'expired'::text, 'revoked'::text, 'logged_out'::text, 'hijacked'::text])),
  constraint session_portal_account FOREIGN KEY (tenant_id, portal_account_id) REFERENCES sales.portal_accounts(tenant_id, id),
  constraint sessions_membership FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id)
) with row security;
CREATE INDEX sessions_by_member ON identity.sessions USING btree (tenant_id, user_id, status, last_activity_at);
CREATE INDEX sessions_by_portal_account ON identity.sessions USING btree (tenant_id, portal_account_id, status, last_activity_at);
CREATE INDEX sessions_by_user ON identity.sessions USING btree (user_id, status, last_activity_at);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using  CASE WHEN (portal_account_id IS NULL) THEN ((user_id = ( SELECT app.user_id() AS user_id)) OR (( SELECT app.read_scope('admin.users'::text) AS read_scope) = 'ALL'::text)) ELSE ((portal_account_id = ( SELECT app.user_id() AS user_id)) OR (( SELECT app.read_scope('portal'::text) AS read_scope) = 'ALL'::text)) END;
grant select (id, tenant_id, user_id, portal_account_id, login_method, status, device_id, user_agent, ip, remember, mfa_level, created_at, last_activity_at, expires_at, refresh_expires_at, revoked_at, revoke_reason) to authenticated;

-- Tickets that stand in the address of an event stream instead of a token, because addresses end up in logs: good once, for a minute.
unlogged table identity.stream_tickets (
  id uuid not null default app.new_id(),
  user_id uuid not null,
  token_hash text not null,
  claims jsonb not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint stream_tickets_pkey PRIMARY KEY (id),
  constraint stream_tickets_hash_key UNIQUE (token_hash),
  constraint stream_ticket_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint stream_tickets_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id) ON DELETE CASCADE
) with row security;
CREATE INDEX stream_tickets_by_expiry ON identity.stream_tickets USING btree (expires_at);
CREATE INDEX stream_tickets_by_user ON identity.stream_tickets USING btree (user_id);

-- Who belongs to a team.
table identity.team_members (
  tenant_id uuid not null default app.tenant_id(),
  team_id uuid not null,
  membership_id uuid not null,
  constraint team_members_pkey PRIMARY KEY (tenant_id, team_id, membership_id),
  constraint team_members_membership FOREIGN KEY (tenant_id, membership_id) REFERENCES identity.memberships(tenant_id, id) ON DELETE CASCADE,
  constraint team_not_empty FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id)
) with row security;
CREATE INDEX team_members_by_membership ON identity.team_members USING btree (tenant_id, membership_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
grant delete to authenticated;
grant insert (team_id, membership_id) to authenticated;
grant select to authenticated;
trigger record AFTER INSERT OR DELETE ON identity.team_members FOR EACH ROW EXECUTE FUNCTION audit.record('team_member', 'admin');
trigger refresh_membership AFTER INSERT OR DELETE ON identity.team_members FOR EACH ROW EXECUTE FUNCTION identity.membership_changed();

-- A team; the scope GROUP means the rows of the caller's teams.
table identity.teams (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  name text not null,
  crm_group_id text,
  responsable_1 text,
  responsable_2 text,
  responsable_3 text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint teams_pkey PRIMARY KEY (id),
  constraint team_name_taken UNIQUE (tenant_id, name),
  constraint teams_tenant_key UNIQUE (tenant_id, id),
  constraint team_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint teams_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX team_group_taken ON identity.teams USING btree (tenant_id, crm_group_id) WHERE (crm_group_id IS NOT NULL);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy updates for update to authenticated using (( SELECT app.write_scope('admin.users'::text) AS write_scope) = 'ALL'::text) with check (same);
grant delete to authenticated;
grant insert (name, crm_group_id, responsable_1, responsable_2, responsable_3) to authenticated;
grant select to authenticated;
grant update (name, crm_group_id, responsable_1, responsable_2, responsable_3) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON identity.teams FOR EACH ROW EXECUTE FUNCTION audit.record('team', 'admin');
trigger touch BEFORE UPDATE ON identity.teams FOR EACH ROW EXECUTE FUNCTION app.touch();

-- An organisation. Everything else belongs to exactly one.
table identity.tenants (
  id uuid not null default app.new_id(),
  subdomain text not null,
  name text not null,
  plan text not null default 'FREE'::text,
  status text not null default 'active'::text,
  locale text not null default 'fr'::text,
  timezone text not null default 'Europe/Paris'::text,
  country text not null default 'FR'::text,
  currency text not null default 'EUR'::text,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  restoring_job uuid,
  constraint tenants_pkey PRIMARY KEY (id),
  constraint subdomain_exists UNIQUE (subdomain),
  constraint subdomain_invalid CHECK (subdomain ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$'::text AND (subdomain <> ALL (ARRAY['www'::text, 'api'::text, 'app'::text, 'admin'::text, 'mail'::text]))),
  constraint tenant_country_shape CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint tenant_currency_known CHECK (currency = ANY (ARRAY['CHF'::text, 'EUR'::text, 'USD'::text])),
  constraint tenant_locale_known CHECK (locale = ANY (ARRAY['fr'::text, 'de'::text, 'it'::text, 'en'::text])),
  constraint tenant_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint tenant_plan_known CHECK (plan = ANY (ARRAY['FREE'::text, 'STARTER'::text, 'PRO'::text, 'ENTERPRISE'::text])),
  constraint tenant_settings_object CHECK (jsonb_typeof(settings) = 'object'::text),
  constraint tenant_status_known CHECK (status = ANY (ARRAY['active'::text, 'suspended'::text, 'deleted'::text]))
) with row security;
policy tenant_wall restrictive for all to authenticated using (id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (id = ( SELECT app.tenant_id() AS tenant_id));
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant select to authenticated;
grant update (name, locale, timezone, country, currency, settings) to authenticated;
trigger adopt_presets AFTER INSERT ON identity.tenants FOR EACH ROW EXECUTE FUNCTION ops.adopt_presets();
trigger follow_timezone AFTER UPDATE OF timezone ON identity.tenants FOR EACH ROW WHEN ((old.timezone IS DISTINCT FROM new.timezone)) EXECUTE FUNCTION ops.follow_timezone();
trigger record AFTER UPDATE ON identity.tenants FOR EACH ROW EXECUTE FUNCTION audit.record('tenant', 'configuration');
trigger touch BEFORE UPDATE ON identity.tenants FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Devices on which a member is not asked for the second factor at sign-in. The trust is one organisation's: a lax policy of one must not weaken another.
table identity.trusted_devices (
  id uuid not null default app.new_id(),
  tenant_id uuid not null,
  user_id uuid not null,
  fingerprint_hash text not null,
  user_agent text,
  ip_address text,
  created_at timestamp with time zone not null default now(),
  last_seen timestamp with time zone not null default now(),
  trusted_until timestamp with time zone not null,
  constraint trusted_devices_pkey PRIMARY KEY (id),
  constraint trusted_devices_fingerprint_key UNIQUE (tenant_id, user_id, fingerprint_hash),
  constraint device_fingerprint_shape CHECK (fingerprint_hash ~ '^[0-9a-f]{64}$'::text),
  constraint trusted_devices_membership FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint trusted_devices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint trusted_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id)
) with row security;
CREATE INDEX trusted_devices_by_user ON identity.trusted_devices USING btree (user_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (user_id = ( SELECT app.user_id() AS user_id));
grant select (id, tenant_id, user_id, user_agent, ip_address, created_at, last_seen, trusted_until) to authenticated;

-- How one member wants the product to look. No row means the defaults.
table identity.user_settings (
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid not null default app.member_id(),
  theme text not null default 'starlight'::text,
  dark_mode boolean not null default false,
  preferences jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_settings_key PRIMARY KEY (tenant_id, user_id),
  constraint settings_preferences_shape CHECK (jsonb_typeof(preferences) = 'object'::text AND octet_length(preferences::text) <= 65536),
  constraint settings_theme_length CHECK (length(theme) >= 1 AND length(theme) <= 50),
  constraint user_settings_member FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id) ON DELETE CASCADE,
  constraint user_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (user_id = ( SELECT app.member_id() AS member_id));
policy reads for select to authenticated using (user_id = ( SELECT app.member_id() AS member_id));
policy updates for update to authenticated using (user_id = ( SELECT app.member_id() AS member_id)) with check (same);
grant insert (theme, dark_mode, preferences) to authenticated;
grant select to authenticated;
grant update (theme, dark_mode, preferences) to authenticated;
trigger touch BEFORE UPDATE ON identity.user_settings FOR EACH ROW EXECUTE FUNCTION app.touch();

-- A person. Platform-wide: one person may belong to several tenants.
table identity.users (
  id uuid not null default app.new_id(),
  email text not null,
  email_verified_at timestamp with time zone,
  username text not null,
  password_hash text,
  first_name text,
  last_name text,
  name text not null,
  avatar text,
  avatar_file_id uuid,
  avatar_path text,
  locale text,
  timezone text,
  status text not null default 'ACTIVE'::text,
  is_superuser boolean not null default false,
  last_login_at timestamp with time zone,
  password_changed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint email_exists UNIQUE (email),
  constraint username_exists UNIQUE (username),
  constraint user_email_normal CHECK (email = lower(btrim(email)) AND length(email) <= 255),
  constraint user_name_length CHECK (length(name) >= 1 AND length(name) <= 120),
  constraint user_status_known CHECK (status = ANY (ARRAY['INVITED'::text, 'ACTIVE'::text, 'DISABLED'::text]))
) with row security;
CREATE INDEX users_by_avatar ON identity.users USING btree (avatar_file_id) WHERE (avatar_file_id IS NOT NULL);
policy reads for select to authenticated using ((id = ( SELECT app.user_id() AS user_id)) OR (EXISTS ( SELECT FROM identity.memberships m WHERE ((m.tenant_id = ( SELECT app.tenant_id() AS tenant_id)) AND (m.user_id = users.id)))));
policy updates for update to authenticated using (id = ( SELECT app.user_id() AS user_id)) with check (same);
grant select (id, email, email_verified_at, username, first_name, last_name, name, avatar, avatar_file_id, avatar_path, locale, timezone, status, is_superuser, last_login_at, created_at, updated_at) to authenticated;
grant update (first_name, last_name, name, locale, timezone) to authenticated;
trigger refresh_memberships AFTER UPDATE OF is_superuser ON identity.users FOR EACH ROW EXECUTE FUNCTION identity.superuser_changed();
trigger touch BEFORE UPDATE ON identity.users FOR EACH ROW EXECUTE FUNCTION app.touch();

function identity.accept_invite(p_token_hash text, p_password_hash text, p_proved_hash text) returns void language plpgsql security definer granted to comptoir_gate;
function identity.account_wording() returns jsonb language plpgsql stable security definer granted to authenticated, comptoir_gate;
function identity.activate_totp(p_step bigint, p_token_hash text, p_refresh_seconds integer, p_remembered_seconds integer) returns TABLE(session_id uuid, expires_at timestamp with time zone, refresh_seconds integer, refresh_in_body boolean, access_in_cookie boolean, profile jsonb) language plpgsql security definer granted to authenticated;
function identity.add_member(p_email text, p_name text, p_password_hash text, p_roles uuid[], p_status text) returns identity.memberships language plpgsql;
function identity.agent_family(p_user_agent text) returns text language sql immutable;
function identity.alert_risky_sign_in(p_tenant uuid, p_user uuid, p_risk jsonb) returns void language plpgsql security definer granted to comptoir_gate;
function identity.api_key_changed() returns trigger language plpgsql security definer;
function identity.api_key_scoped() returns trigger language plpgsql security definer;
function identity.auth_policy(p_settings jsonb) returns jsonb language plpgsql immutable granted to authenticated;
function identity.auth_policy(p_tenant uuid) returns jsonb language plpgsql stable security definer;
function identity.begin_totp(p_secret text, p_code_hashes text[]) returns void language plpgsql security definer granted to authenticated;
function identity.cancel_invite(p_id uuid) returns void language plpgsql security definer granted to authenticated;
function identity.cancel_invites(p_membership uuid) returns void language plpgsql;
function identity.challenge_mfa(p_tenant uuid, p_user uuid, p_method text, p_attempt text, p_portal text, p_remember boolean, p_cookie_refresh boolean, p_cookie_access boolean, p_place jsonb, p_risk jsonb) returns uuid language plpgsql security definer granted to comptoir_gate;
function identity.change_password(p_old_hash text, p_hash text) returns TABLE(refusal text, locked_seconds integer) language plpgsql security definer granted to authenticated;
function identity.confirm_email(p_token_hash text) returns TABLE(email text, former_email text) language plpgsql security definer granted to comptoir_gate;
function identity.consume_mfa_challenge(p_challenge uuid) returns void language plpgsql security definer granted to comptoir_gate;
function identity.create_member(p_email text, p_name text, p_password_hash text, p_role_keys text[]) returns uuid language plpgsql security definer granted to authenticated;
function identity.create_tenant(p_subdomain text, p_tenant_name text, p_country text, p_currency text, p_locale text, p_timezone text, p_email text, p_name text, p_password_hash text) returns TABLE(user_id uuid, tenant_id uuid) language plpgsql security definer granted to comptoir_gate;
function identity.disable_mfa() returns void language plpgsql security definer granted to authenticated;
function identity.effective_grants(p_membership uuid) returns jsonb language sql stable;
function identity.end_hijacked_session(p_session uuid, p_request text) returns void language plpgsql security definer;
function identity.end_member_sessions(p_user uuid, p_reason text) returns integer language plpgsql;
function identity.end_session(p_session uuid, p_status text, p_reason text) returns boolean language plpgsql security definer;
function identity.exceeding(p_wanted jsonb) returns text[] language plpgsql stable granted to authenticated;
function identity.find_invite(p_token_hash text) returns jsonb language plpgsql security definer granted to comptoir_gate;
function identity.find_magic_link_accounts(p_email text, p_host text, p_subdomain text) returns TABLE(account_id uuid, language text, name text, organisation text, portal_domain text) language plpgsql stable security definer granted to comptoir_gate;
function identity.find_mfa_challenge(p_challenge uuid) returns SETOF identity.mfa_challenges language sql stable security definer granted to comptoir_gate;
function identity.find_mfa_factor(p_user uuid) returns TABLE(user_id uuid, status text, secret text, locked_seconds integer) language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.find_password_reset(p_email text) returns jsonb language plpgsql security definer granted to comptoir_gate;
function identity.find_sign_in(p_email text, p_hints text[]) returns jsonb language plpgsql security definer granted to comptoir_gate;
function identity.forget_device(p_device uuid) returns void language plpgsql security definer granted to authenticated;
function identity.grants_of_claims() returns jsonb language plpgsql stable security definer granted to authenticated;
function identity.grants_of_roles(p_roles uuid[]) returns jsonb language sql stable;
function identity.grants_of_scopes(p_scopes text[]) returns jsonb language sql stable granted to authenticated;
function identity.home_of(p_user uuid) returns uuid language plpgsql stable;
function identity.invite_changed() returns trigger language plpgsql security definer;
function identity.is_administrator(p_membership uuid) returns boolean language plpgsql stable;
function identity.is_new_device(p_user uuid, p_device_hash text, p_user_agent text) returns boolean language sql stable;
function identity.issue_email_token(p_purpose text, p_email text, p_token_hash text) returns void language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.issue_magic_link(p_account uuid, p_token_hash text, p_subject text, p_body text) returns boolean language plpgsql security definer granted to comptoir_gate;
function identity.issue_password_reset(p_email text, p_token_hash text, p_subject text, p_body text) returns void language plpgsql security definer granted to comptoir_gate;
function identity.issue_stream_ticket(p_token_hash text, p_seconds integer) returns void language plpgsql security definer granted to authenticated;
function identity.link_auth(p_provider text, p_subject uuid) returns uuid language plpgsql security definer granted to authenticated;
function identity.link_crm_member(p jsonb, p_token_hash text) returns jsonb language plpgsql security definer granted to authenticated;
function identity.linked_session(p_provider text, p_subject uuid, p_session uuid, p_issued_at timestamp with time zone, p_second_factor boolean, p_refresh_seconds integer, p_request text) returns json language plpgsql security definer;
function identity.lock_of_next_failure(p_attempt text) returns timestamp with time zone language plpgsql;
function identity.lock_one_time_token(p_token_hash text, p_purposes text[]) returns identity.one_time_tokens language plpgsql;
function identity.lock_tenant() returns void language plpgsql;
function identity.locked_seconds(p_attempt text) returns integer language plpgsql;
function identity.login_attempts_of_tenant(p_email text, p_outcome text, p_since timestamp with time zone) returns SETOF identity.login_attempts language plpgsql stable security definer granted to authenticated;
function identity.mail_account(p_to text, p_subject text, p_body text, p_is_secret boolean) returns void language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.mail_invite(p_id uuid, p_subject text, p_body text) returns void language plpgsql granted to authenticated;
function identity.managed_invite(p_id uuid) returns identity.invites language plpgsql;
function identity.managed_member(p_user uuid) returns identity.memberships language plpgsql;
function identity.member_profile(p_tenant uuid, p_user uuid) returns jsonb language sql stable granted to authenticated;
function identity.membership_changed() returns trigger language plpgsql security definer;
function identity.mfa_enforced(p_tenant uuid, p_user uuid) returns boolean language plpgsql stable;
function identity.mfa_status() returns TABLE(enabled boolean, configured_at timestamp with time zone, remaining_codes integer) language sql stable security definer granted to authenticated;
function identity.mock_account(p_email text) returns jsonb language plpgsql stable security definer granted to comptoir_gate;
function identity.network_of(p_ip text) returns text language plpgsql immutable;
function identity.new_invite(p_member identity.memberships, p_email text, p_team uuid, p_message text, p_token_hash text, p_by_mail boolean) returns uuid language plpgsql;
function identity.notify_account(p_kind text, p_title text, p_body text, p_priority text) returns void language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.open_session(p_tenant uuid, p_user uuid, p_method text, p_attempt text, p_token_hash text, p_remember boolean, p_refresh_seconds integer, p_cookie_refresh boolean, p_cookie_access boolean, p_mfa text DEFAULT 'none'::text, p_device_hash text DEFAULT NULL::text, p_place jsonb DEFAULT NULL::jsonb) returns TABLE(session_id uuid, expires_at timestamp with time zone, refresh_seconds integer, refresh_in_body boolean, access_in_cookie boolean, mfa_setup boolean, new_device boolean, agent_family text, profile jsonb) language plpgsql security definer granted to comptoir_gate;
function identity.own_password() returns jsonb language plpgsql security definer granted to authenticated;
function identity.password_profile(p_user uuid) returns text language plpgsql stable;
function identity.pending_email() returns text language plpgsql stable security definer granted to authenticated;
function identity.policy_seconds(p_settings jsonb, p_name text, p_most integer) returns integer language sql immutable;
function identity.portal_domain(p_code text, p_domain text) returns text language sql immutable granted to authenticated;
function identity.rank_of(p_user uuid) returns integer language plpgsql stable;
function identity.read_password_reset(p_token_hash text) returns jsonb language plpgsql stable security definer granted to comptoir_gate;
function identity.refresh_membership(p_membership uuid) returns void language sql;
function identity.regenerate_backup_codes(p_hashes text[]) returns void language plpgsql security definer granted to authenticated;
function identity.remove_mfa(p_user uuid) returns void language plpgsql;
function identity.replace_backup_codes(p_user uuid, p_hashes text[]) returns void language plpgsql;
function identity.require_administrator() returns void language plpgsql stable;
function identity.require_all(p_key text) returns void language plpgsql stable;
function identity.require_gives(p_roles uuid[]) returns void language plpgsql stable;
function identity.require_held(p_wanted jsonb) returns void language plpgsql stable granted to authenticated;
function identity.require_scopes(p_scopes text[]) returns void language plpgsql stable granted to authenticated;
function identity.resend_invite(p_id uuid, p_token_hash text) returns void language plpgsql security definer granted to authenticated;
function identity.reset_mfa(p_user uuid) returns integer language plpgsql security definer granted to authenticated;
function identity.reset_password(p_token_hash text, p_hash text) returns boolean language plpgsql security definer granted to comptoir_gate;
function identity.revoke_other_sessions() returns integer language plpgsql security definer granted to authenticated;
function identity.revoke_session(p_session uuid) returns void language plpgsql security definer granted to authenticated;
function identity.role_changed() returns trigger language plpgsql security definer;
function identity.roles_named(p_keys text[]) returns uuid[] language plpgsql stable;
function identity.rotate_refresh_token(p_token_hash text, p_successor_hash text, p_refresh_seconds integer, p_remembered_seconds integer) returns TABLE(refusal text, session_id uuid, expires_at timestamp with time zone, refresh_seconds integer, refresh_in_body boolean, access_in_cookie boolean, profile jsonb) language plpgsql security definer granted to comptoir_gate;
function identity.save_auth_policy(p_patch jsonb) returns jsonb language plpgsql security definer granted to authenticated;
function identity.save_crm_team(p_group jsonb) returns jsonb language plpgsql security definer;
function identity.save_profile(p_patch jsonb) returns text language plpgsql security definer granted to authenticated;
function identity.second_factor_standing(p_tenant uuid, p_user uuid, p_device_hash text) returns jsonb language plpgsql security definer granted to comptoir_gate;
function identity.security_events(p_category text, p_action text, p_severity text, p_user text, p_since timestamp with time zone) returns TABLE(id uuid, at timestamp with time zone, category text, action text, description text, severity text, outcome text, actor_id text, actor_type text, ip_address text, entity_type text, entity_id text, before_state text, after_state text, context jsonb) language plpgsql stable security definer granted to authenticated;
function identity.seed_roles(p_tenant uuid) returns void language plpgsql;
function identity.send_invite(p_email text, p_name text, p_role_keys text[], p_team uuid, p_message text, p_token_hash text) returns uuid language plpgsql security definer granted to authenticated;
function identity.set_member_companies(p_user uuid, p_companies uuid[]) returns void language plpgsql security definer granted to authenticated;
function identity.set_member_roles(p_member identity.memberships, p_roles uuid[]) returns void language plpgsql;
function identity.set_password(p_user uuid, p_hash text, p_method text) returns void language plpgsql security definer;
function identity.settle_mfa(p_user uuid, p_tenant uuid, p_step bigint, p_backup_hash text) returns TABLE(problem text, remaining_attempts integer, retry_after integer, codes_left integer) language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.settle_sign_in(p_attempt text, p_user uuid, p_password_hash text, p_reason text, p_tenant uuid) returns TABLE(locked_seconds integer, refused boolean) language plpgsql security definer granted to comptoir_gate;
function identity.sign_member_out(p_user uuid) returns integer language plpgsql security definer granted to authenticated;
function identity.sign_out(p_session uuid, p_token_hashes text[], p_all boolean) returns integer language plpgsql security definer granted to comptoir_gate;
function identity.speak_as(p_tenant uuid, p_user uuid, p_session uuid) returns void language plpgsql;
function identity.superuser_changed() returns trigger language plpgsql security definer;
function identity.sync_crm_teams(p_groups jsonb, p_members boolean) returns jsonb language plpgsql security definer granted to authenticated;
function identity.take_stream_ticket(p_token_hash text) returns text language sql;
function identity.teams_of_claims() returns uuid[] language plpgsql stable security definer granted to authenticated;
function identity.transfer_ownership(p_user uuid) returns void language plpgsql security definer granted to authenticated;
function identity.trust_device(p_fingerprint_hash text) returns TABLE(id uuid, trusted_until timestamp with time zone) language plpgsql security definer granted to authenticated, comptoir_gate;
function identity.unlink_auth(p_link uuid) returns boolean language plpgsql security definer granted to authenticated;
function identity.update_member(p_user uuid, p_patch jsonb, p_password_hash text) returns void language plpgsql security definer granted to authenticated;
function identity.upgrade_password_hash(p_user uuid, p_old text, p_new text) returns void language sql security definer granted to comptoir_gate;
function identity.use_magic_link(p_token_hash text) returns TABLE(session_id uuid, profile jsonb) language plpgsql security definer granted to comptoir_gate;

schema integrations usage granted to authenticated;

-- Outgoing webhooks: what is still to be sent, and for 30 days what became of it.
table integrations.webhook_deliveries (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  endpoint_id uuid,
  owner_company_id uuid,
  event_id bigint,
  event text not null,
  job_id text,
  url text not null,
  secret_sealed text,
  payload text not null,
  destination text not null generated always as COALESCE((endpoint_id)::text, md5(url)) stored,
  lane text not null,
  position bigint not null generated always as identity,
  status text not null default 'pending'::text,
  attempt integer not null default 0,
  max_attempts integer not null default 3,
  next_attempt_at timestamp with time zone not null default now(),
  lease_id uuid,
  status_code integer,
  response_body text,
  error text,
  sent_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_tenant_key UNIQUE (tenant_id, id),
  constraint webhook_delivery_attempts_range CHECK (max_attempts >= 1 AND max_attempts <= 10),
  constraint webhook_delivery_url_length CHECK (length(url) >= 1 AND length(url) <= 2048),
  constraint webhook_error_length CHECK (length(error) <= 500),
  constraint webhook_event_shape CHECK (event ~ '^[a-z_]+(\.[a-z_]+)*$'::text AND length(event) <= 120),
  constraint webhook_held_while_pending CHECK (lease_id IS NULL OR status = 'pending'::text),
  constraint webhook_job_length CHECK (length(job_id) >= 1 AND length(job_id) <= 200),
  constraint webhook_lane_length CHECK (length(lane) >= 1 AND length(lane) <= 300),
  constraint webhook_payload_size CHECK (octet_length(payload) <= 262144),
  constraint webhook_response_length CHECK (length(response_body) <= 1000),
  constraint webhook_sent_once CHECK ((status = 'sent'::text) = (sent_at IS NOT NULL)),
  constraint webhook_status_known CHECK (status = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text])),
  constraint webhook_deliveries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint webhook_delivery_endpoint FOREIGN KEY (tenant_id, endpoint_id) REFERENCES integrations.webhook_endpoints(tenant_id, id)
) with row security;
CREATE INDEX webhook_deliveries_by_endpoint ON integrations.webhook_deliveries USING btree (tenant_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_by_job ON integrations.webhook_deliveries USING btree (tenant_id, job_id, created_at DESC) WHERE (job_id IS NOT NULL);
CREATE INDEX webhook_deliveries_due ON integrations.webhook_deliveries USING btree (tenant_id, destination, next_attempt_at, "position") WHERE (status = 'pending'::text);
CREATE INDEX webhook_deliveries_failed ON integrations.webhook_deliveries USING btree (tenant_id, created_at DESC, id DESC) WHERE (status = 'failed'::text);
CREATE INDEX webhook_deliveries_held ON integrations.webhook_deliveries USING btree (tenant_id, destination) WHERE (lease_id IS NOT NULL);
CREATE INDEX webhook_deliveries_in_lane ON integrations.webhook_deliveries USING btree (tenant_id, destination, lane, "position") WHERE (status = 'pending'::text);
CREATE INDEX webhook_deliveries_newest ON integrations.webhook_deliveries USING btree (tenant_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX webhook_delivery_once ON integrations.webhook_deliveries USING btree (tenant_id, endpoint_id, event_id) WHERE (event_id IS NOT NULL);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[])));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('integrations'::text) AS read_scope) = 'ALL'::text);
grant select (id, tenant_id, endpoint_id, owner_company_id, event_id, event, job_id, url, payload, status, attempt, max_attempts, next_attempt_at, status_code, response_body, error, sent_at, created_at) to authenticated;

-- Addresses of other systems that are told what happens: which events, signed with which secret.
table integrations.webhook_endpoints (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid,
  url text not null,
  description text not null default ''::text,
  events text[] not null,
  secret_sealed text not null,
  previous_secret_sealed text,
  previous_secret_until timestamp with time zone,
  max_attempts integer not null default 3,
  is_active boolean not null default true,
  disabled_reason text,
  disabled_at timestamp with time zone,
  consecutive_failures integer not null default 0,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint webhook_endpoints_pkey PRIMARY KEY (id),
  constraint webhook_endpoints_tenant_key UNIQUE (tenant_id, id),
  constraint webhook_attempts_range CHECK (max_attempts >= 1 AND max_attempts <= 10),
  constraint webhook_deleted_is_off CHECK (deleted_at IS NULL OR NOT is_active),
  constraint webhook_description_length CHECK (length(description) <= 500),
  constraint webhook_disabled_reason_known CHECK (disabled_reason = ANY (ARRAY['paused'::text, 'gone'::text, 'failing'::text])),
  constraint webhook_disabled_why CHECK (num_nulls(disabled_reason, disabled_at) =
CASE
    WHEN is_active THEN 2
    ELSE 0
END),
  constraint webhook_events_count CHECK (cardinality(events) >= 1 AND cardinality(events) <= 100),
  constraint webhook_failures_positive CHECK (consecutive_failures >= 0),
  constraint webhook_previous_secret_ends CHECK ((previous_secret_sealed IS NULL) = (previous_secret_until IS NULL)),
  constraint webhook_url_length CHECK (length(url) >= 1 AND length(url) <= 2048),
  constraint webhook_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint webhook_endpoints_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX webhook_endpoints_by_company ON integrations.webhook_endpoints USING btree (tenant_id, owner_company_id) WHERE (owner_company_id IS NOT NULL);
CREATE INDEX webhook_endpoints_newest ON integrations.webhook_endpoints USING btree (tenant_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[]))) with check (same);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('integrations'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.read_scope('integrations'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('integrations'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (owner_company_id, url, description, events, secret_sealed, max_attempts, is_active) to authenticated;
grant select (id, tenant_id, owner_company_id, url, description, events, previous_secret_until, max_attempts, is_active, disabled_reason, disabled_at, consecutive_failures, created_by, created_at, updated_at, deleted_at) to authenticated;
grant update (owner_company_id, url, description, events, max_attempts, is_active, deleted_at) to authenticated;
trigger announce AFTER INSERT OR UPDATE OF owner_company_id, url, description, events, secret_sealed, max_attempts, is_active, deleted_at ON integrations.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION app.announce('webhook_endpoint', 'integrations', 'is_active', 'disabled_reason');
trigger give_up_waiting AFTER UPDATE OF is_active, deleted_at ON integrations.webhook_endpoints FOR EACH ROW WHEN ((old.is_active AND (NOT new.is_active))) EXECUTE FUNCTION integrations.give_up_waiting();
trigger keep_state BEFORE INSERT OR UPDATE ON integrations.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION integrations.keep_webhook_state();
trigger record AFTER INSERT OR UPDATE OF owner_company_id, url, description, events, secret_sealed, max_attempts, is_active, deleted_at ON integrations.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION audit.record('webhook_endpoint', 'configuration');
trigger touch BEFORE UPDATE ON integrations.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION app.touch();

function integrations.claim_webhooks(p_limit integer, p_lease_seconds integer) returns TABLE(id uuid, tenant_id uuid, endpoint_id uuid, event text, job_id text, url text, payload text, attempt integer, max_attempts integer, lease_id uuid, secret_sealed text, previous_secret_sealed text) language plpgsql;
function integrations.give_up_waiting() returns trigger language plpgsql security definer;
function integrations.keep_webhook_state() returns trigger language plpgsql;
function integrations.purge_webhooks() returns integer language plpgsql security definer granted to authenticated;
function integrations.queue_events(p_events jsonb) returns integer language plpgsql security definer granted to authenticated;
function integrations.queue_for_endpoint(p_endpoint uuid, p_event text, p_payload text) returns uuid language plpgsql security definer granted to authenticated;
function integrations.queue_webhook(p_event text, p_payload text, p_url text, p_secret_sealed text DEFAULT NULL::text, p_job_id text DEFAULT NULL::text, p_max_attempts integer DEFAULT 3) returns uuid language plpgsql security definer granted to authenticated;
function integrations.replay_webhooks(p_delivery uuid, p_endpoint uuid, p_since timestamp with time zone) returns integer language plpgsql security definer granted to authenticated;
function integrations.rotate_webhook_secret(p_endpoint uuid, p_sealed text, p_overlap_seconds integer) returns timestamp with time zone language plpgsql security definer granted to authenticated;
function integrations.settle_webhook(p_id uuid, p_lease uuid, p_outcome text, p_status_code integer, p_response text, p_error text, p_retry_seconds double precision, p_is_gone boolean, p_disable_after integer) returns text language plpgsql;

schema notifications usage granted to authenticated;

-- Which mails the automation sent about what, and which it could not: a log, and the reason nothing is sent twice.
table notifications.automated_mails (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  rule text not null,
  entity text not null,
  entity_id uuid not null,
  level integer,
  day date not null default finance.today(),
  status text not null,
  reason text,
  recipient text,
  tags text[] not null default '{}'::text[],
  dedupe_key text not null,
  message_id uuid,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint automated_mails_pkey PRIMARY KEY (id),
  constraint automated_mails_tenant_key UNIQUE (tenant_id, id),
  constraint automated_mail_entity_known CHECK (entity = ANY (ARRAY['quote'::text, 'payment'::text, 'invoice'::text])),
  constraint automated_mail_failed_why CHECK ((status = 'failed'::text) = (reason IS NOT NULL)),
  constraint automated_mail_key_length CHECK (length(dedupe_key) >= 1 AND length(dedupe_key) <= 200),
  constraint automated_mail_level_of_reminder CHECK ((rule = 'E-04'::text AND status = 'queued'::text) <= (level IS NOT NULL)),
  constraint automated_mail_level_range CHECK (level >= 1 AND level <= 3),
  constraint automated_mail_reason_length CHECK (length(reason) <= 200),
  constraint automated_mail_recipient_length CHECK (length(recipient) <= 255),
  constraint automated_mail_rule_known CHECK (rule = ANY (ARRAY['E-02'::text, 'E-03'::text, 'E-04'::text])),
  constraint automated_mail_status_known CHECK (status = ANY (ARRAY['queued'::text, 'failed'::text])),
  constraint automated_mail_message_unknown FOREIGN KEY (tenant_id, message_id) REFERENCES notifications.outgoing_messages(tenant_id, id) ON DELETE SET NULL (message_id),
  constraint automated_mails_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX automated_mail_of_the_day ON notifications.automated_mails USING btree (tenant_id, entity_id, day) WHERE ((status = 'queued'::text) AND (rule = 'E-04'::text));
CREATE UNIQUE INDEX automated_mail_repeated ON notifications.automated_mails USING btree (tenant_id, dedupe_key) WHERE (status = 'queued'::text);
CREATE INDEX automated_mails_by_entity ON notifications.automated_mails USING btree (tenant_id, entity_id, created_at DESC);
CREATE INDEX automated_mails_by_message ON notifications.automated_mails USING btree (tenant_id, message_id) WHERE (message_id IS NOT NULL);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text) OR (created_by = ( SELECT app.user_id() AS user_id)));
grant select to authenticated;

-- Who has read a notification that was addressed to a role or to all staff.
table notifications.notification_reads (
  tenant_id uuid not null default app.tenant_id(),
  notification_id uuid not null,
  user_id uuid not null default app.member_id(),
  read_at timestamp with time zone not null default clock_timestamp(),
  constraint notification_reads_pkey PRIMARY KEY (tenant_id, notification_id, user_id),
  constraint notification_not_found FOREIGN KEY (tenant_id, notification_id) REFERENCES notifications.notifications(tenant_id, id) ON DELETE CASCADE,
  constraint notification_reads_reader FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id)
) with row security;
CREATE INDEX notification_reads_by_reader ON notifications.notification_reads USING btree (tenant_id, user_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check ((user_id = ( SELECT app.user_id() AS user_id)) AND (EXISTS ( SELECT FROM notifications.notifications n WHERE ((n.tenant_id = notification_reads.tenant_id) AND (n.id = notification_reads.notification_id)))));
policy reads for select to authenticated using (user_id = ( SELECT app.user_id() AS user_id));
grant insert (notification_id) to authenticated;
grant select to authenticated;

-- What people are told inside the product. Texts are final: they were built in the language of the organisation.
table notifications.notifications (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid,
  type text not null default 'info'::text,
  title text not null,
  body text not null default ''::text,
  metadata jsonb,
  recipient text,
  audience text not null generated always as COALESCE(recipient, '*'::text) stored,
  is_personal boolean not null generated always as ((recipient IS NOT NULL) AND (recipient !~ '^role:'::text)) stored,
  priority text not null default 'normal'::text,
  category text not null default 'alert'::text,
  dedupe_key text,
  read_at timestamp with time zone,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint notifications_pkey PRIMARY KEY (id),
  constraint notifications_tenant_key UNIQUE (tenant_id, id),
  constraint notification_body_length CHECK (length(body) <= 4000),
  constraint notification_category_known CHECK (category = ANY (ARRAY['transactional'::text, 'alert'::text, 'marketing'::text, 'reminder'::text, 'security'::text, 'system'::text])),
  constraint notification_dedupe_length CHECK (length(dedupe_key) >= 1 AND length(dedupe_key) <= 200),
  constraint notification_metadata_object CHECK (jsonb_typeof(metadata) = 'object'::text AND octet_length(metadata::text) <= 32768),
  constraint notification_priority_known CHECK (priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'critical'::text])),
  constraint notification_recipient_shape CHECK (recipient ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text OR recipient ~ '^role:[a-z0-9._:-]{1,80}$'::text OR recipient = lower(btrim(recipient)) AND recipient ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text AND length(recipient) <= 255),
  constraint notification_title_length CHECK (length(title) >= 1 AND length(title) <= 200),
  constraint notification_type_shape CHECK (type ~ '^[a-z0-9_.]{1,50}$'::text),
  constraint notification_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint notifications_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX notification_repeated ON notifications.notifications USING btree (tenant_id, dedupe_key) WHERE ((dedupe_key IS NOT NULL) AND (read_at IS NULL));
CREATE INDEX notifications_by_company ON notifications.notifications USING btree (tenant_id, owner_company_id);
CREATE INDEX notifications_by_reading ON notifications.notifications USING btree (tenant_id, read_at) WHERE (read_at IS NOT NULL);
CREATE INDEX notifications_newest ON notifications.notifications USING btree (tenant_id, audience, created_at DESC, id DESC);
CREATE INDEX notifications_unread ON notifications.notifications USING btree (tenant_id, audience) WHERE (is_personal AND (read_at IS NULL));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((audience = ANY (( SELECT notifications.audiences() AS audiences)::text[])) AND ((owner_company_id IS NULL) OR app.sees_company(owner_company_id)));
policy updates for update to authenticated using (audience = ANY (( SELECT notifications.audiences() AS audiences)::text[])) with check (same);
grant select to authenticated;
grant update (read_at) to authenticated;
trigger hint AFTER INSERT ON notifications.notifications FOR EACH ROW EXECUTE FUNCTION notifications.hint();

-- What leaves the product, on any channel, written in the transaction that wants it sent, and what was decided not to leave. Its id is the idempotency key at the provider.
table notifications.outgoing_messages (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  channel text not null default 'email'::text,
  to_address text,
  cc text[] not null default '{}'::text[],
  subject text not null,
  body text not null,
  html text,
  data jsonb not null default '{}'::jsonb,
  attachments jsonb not null default '[]'::jsonb,
  is_secret boolean not null default false,
  entity text,
  entity_id uuid,
  category text,
  template text,
  recipient text,
  user_id uuid,
  source_id text,
  priority text not null default 'normal'::text,
  scheduled_at timestamp with time zone,
  slot_at timestamp with time zone,
  status text not null default 'queued'::text,
  reason text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease_id uuid,
  provider_id text,
  last_error text,
  sent_at timestamp with time zone,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  constraint outgoing_messages_pkey PRIMARY KEY (id),
  constraint outgoing_messages_tenant_key UNIQUE (tenant_id, id),
  constraint message_addressed CHECK (to_address IS NOT NULL OR (status = ANY (ARRAY['failed'::text, 'suppressed'::text, 'unsubscribed'::text]))),
  constraint message_attachments_list CHECK (jsonb_typeof(attachments) = 'array'::text AND jsonb_array_length(attachments) <= 10),
  constraint message_body_length CHECK (length(body) <= 200000),
  constraint message_category_known CHECK (category = ANY (ARRAY['transactional'::text, 'alert'::text, 'marketing'::text, 'reminder'::text, 'security'::text, 'system'::text])),
  constraint message_cc_invalid CHECK (cardinality(cc) <= 20 AND array_to_string(cc, ','::text) ~ '^([^@[:space:]<>,;]+@[^@[:space:]<>,;]+(,|$))*$'::text),
  constraint message_channel_known CHECK (channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text, 'webhook'::text, 'slack'::text, 'teams'::text, 'whatsapp'::text, 'in_app'::text])),
  constraint message_data_object CHECK (jsonb_typeof(data) = 'object'::text AND octet_length(data::text) <= 32768),
  constraint message_error_length CHECK (length(last_error) <= 1000),
  constraint message_html_length CHECK (length(html) <= 200000),
  constraint message_priority_known CHECK (priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'critical'::text])),
  constraint message_reason_shape CHECK (reason ~ '^[A-Z_]{1,60}$'::text),
  constraint message_sent_once CHECK ((status = ANY (ARRAY['sent'::text, 'delivered'::text])) = (sent_at IS NOT NULL)),
  constraint message_source_length CHECK (length(source_id) >= 1 AND length(source_id) <= 200),
  constraint message_status_known CHECK (status = ANY (ARRAY['pending'::text, 'queued'::text, 'deferred'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'bounced'::text, 'suppressed'::text, 'unsubscribed'::text])),
  constraint message_subject_length CHECK (length(subject) <= 500 AND subject !~ '[\r\n]'::text AND (subject <> ''::text OR channel <> 'email'::text OR status = 'failed'::text)),
  constraint message_to_invalid CHECK (length(to_address) <= 2000 AND
CASE
    WHEN channel = 'email'::text THEN to_address ~ '^[^@[:space:]<>,;]+@[^@[:space:]<>,;]+$'::text AND length(to_address) <= 255
    WHEN channel = ANY (ARRAY['sms'::text, 'whatsapp'::text]) THEN to_address ~ '^\+[1-9][0-9]{6,14}$'::text
    WHEN channel = ANY (ARRAY['webhook'::text, 'slack'::text, 'teams'::text]) THEN to_address ~ '^https?://[^[:space:]]+$'::text
    ELSE to_address <> ''::text
END),
  constraint message_member FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint outgoing_messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX message_repeated ON notifications.outgoing_messages USING btree (tenant_id, template, channel, recipient, source_id) WHERE (source_id IS NOT NULL);
CREATE INDEX outgoing_messages_by_entity ON notifications.outgoing_messages USING btree (tenant_id, entity, entity_id, created_at DESC);
CREATE INDEX outgoing_messages_by_user ON notifications.outgoing_messages USING btree (tenant_id, user_id, channel, created_at DESC);
CREATE INDEX outgoing_messages_due ON notifications.outgoing_messages USING btree (next_attempt_at) WHERE (status = ANY (ARRAY['pending'::text, 'queued'::text, 'deferred'::text]));
CREATE INDEX outgoing_messages_due_of_tenant ON notifications.outgoing_messages USING btree (tenant_id, next_attempt_at) WHERE (status = ANY (ARRAY['pending'::text, 'queued'::text, 'deferred'::text]));
CREATE INDEX outgoing_messages_newest ON notifications.outgoing_messages USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX outgoing_messages_slots ON notifications.outgoing_messages USING btree (tenant_id, recipient, channel, slot_at) WHERE (slot_at IS NOT NULL);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((NOT is_secret) AND ((( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text) OR (created_by = ( SELECT app.user_id() AS user_id)) OR (user_id = ( SELECT app.member_id() AS member_id))));
grant select to authenticated;
trigger follow_delivery AFTER UPDATE OF status ON notifications.outgoing_messages FOR EACH ROW WHEN (((new.status = ANY (ARRAY['failed'::text, 'bounced'::text, 'suppressed'::text, 'unsubscribed'::text])) AND (new.status IS DISTINCT FROM old.status) AND (new.entity = ANY (ARRAY['quote'::text, 'payment'::text, 'invoice'::text, 'workflow_notification'::text])))) EXECUTE FUNCTION notifications.follow_delivery();

-- What one member wants to be told, where and when. No row means the defaults.
table notifications.preferences (
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid not null default app.member_id(),
  enabled_channels text[] not null default '{email,sms,push,in_app}'::text[],
  quiet_hours jsonb,
  category_preferences jsonb not null default '{}'::jsonb,
  timezone text not null default 'Europe/Paris'::text,
  global_unsubscribe boolean not null default false,
  unsubscribed_templates text[] not null default '{}'::text[],
  email_override text,
  phone_override text,
  push_override text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint preferences_key PRIMARY KEY (tenant_id, user_id),
  constraint preference_categories_object CHECK (jsonb_typeof(category_preferences) = 'object'::text),
  constraint preference_channels_known CHECK (enabled_channels <@ ARRAY['email'::text, 'sms'::text, 'push'::text, 'webhook'::text, 'slack'::text, 'teams'::text, 'whatsapp'::text, 'in_app'::text]),
  constraint preference_email_length CHECK (length(email_override) >= 3 AND length(email_override) <= 255),
  constraint preference_phone_shape CHECK (phone_override ~ '^\+[1-9][0-9]{6,14}$'::text),
  constraint preference_push_length CHECK (length(push_override) >= 1 AND length(push_override) <= 2000),
  constraint preference_quiet_hours CHECK (((quiet_hours ->> 'start'::text)::integer) >= 0 AND ((quiet_hours ->> 'start'::text)::integer) <= 23 AND ((quiet_hours ->> 'end'::text)::integer) >= 0 AND ((quiet_hours ->> 'end'::text)::integer) <= 23),
  constraint preference_templates_count CHECK (cardinality(unsubscribed_templates) <= 200),
  constraint preference_zone_length CHECK (length(timezone) >= 1 AND length(timezone) <= 64),
  constraint security_not_disablable CHECK ((category_preferences ->> 'security'::text) IS DISTINCT FROM 'false'::text),
  constraint preferences_member FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id) ON DELETE CASCADE,
  constraint preferences_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (user_id = ( SELECT app.member_id() AS member_id));
policy reads for select to authenticated using (user_id = ( SELECT app.member_id() AS member_id));
policy updates for update to authenticated using (user_id = ( SELECT app.member_id() AS member_id)) with check (same);
grant insert (enabled_channels, quiet_hours, category_preferences, timezone, global_unsubscribe, unsubscribed_templates, email_override, phone_override, push_override) to authenticated;
grant select to authenticated;
grant update (enabled_channels, quiet_hours, category_preferences, timezone, global_unsubscribe, unsubscribed_templates, email_override, phone_override, push_override) to authenticated;
trigger record AFTER INSERT OR UPDATE ON notifications.preferences FOR EACH ROW EXECUTE FUNCTION audit.record('notification_preferences', 'configuration');
trigger touch BEFORE UPDATE ON notifications.preferences FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Devices that receive push messages: browsers and apps, each of one person.
table notifications.push_subscriptions (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid not null default app.member_id(),
  kind text not null,
  address_token text not null,
  public_key_token text,
  auth_token text,
  device_label text,
  user_agent text,
  is_active boolean not null default true,
  last_error text,
  last_seen_at timestamp with time zone not null default now(),
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint push_subscriptions_pkey PRIMARY KEY (id),
  constraint push_subscription_taken UNIQUE (tenant_id, address_token),
  constraint push_subscriptions_tenant_key UNIQUE (tenant_id, id),
  constraint push_address_length CHECK (length(address_token) >= 1 AND length(address_token) <= 2048),
  constraint push_auth_length CHECK (length(auth_token) = 22),
  constraint push_device_label_length CHECK (length(device_label) <= 255),
  constraint push_kind_known CHECK (kind = ANY (ARRAY['web'::text, 'fcm'::text])),
  constraint push_last_error_length CHECK (length(last_error) <= 500),
  constraint push_public_key_length CHECK (length(public_key_token) = 87),
  constraint push_user_agent_length CHECK (length(user_agent) <= 500),
  constraint push_web_keys CHECK ((kind = 'web'::text) = (public_key_token IS NOT NULL AND auth_token IS NOT NULL)),
  constraint push_subscriptions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint push_user_unknown FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id)
) with row security;
CREATE INDEX push_subscriptions_by_user ON notifications.push_subscriptions USING btree (tenant_id, user_id, created_at);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((user_id = ( SELECT app.user_id() AS user_id)) OR (( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text));
policy updates for update to authenticated using ((user_id = ( SELECT app.user_id() AS user_id)) OR (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text)) with check (same);
grant select to authenticated;
grant update (is_active, last_error, last_seen_at) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE OF user_id, is_active ON notifications.push_subscriptions FOR EACH ROW EXECUTE FUNCTION audit.record('push_subscription', 'configuration');
trigger touch BEFORE UPDATE ON notifications.push_subscriptions FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Addresses that a provider called invalid: no template is sent there until somebody takes the address off the list.
table notifications.suppressed_addresses (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  channel text not null,
  address text not null,
  message_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint suppressed_addresses_pkey PRIMARY KEY (id),
  constraint address_suppressed UNIQUE (tenant_id, channel, address),
  constraint suppressed_addresses_tenant_key UNIQUE (tenant_id, id),
  constraint suppressed_channel_known CHECK (channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text, 'webhook'::text, 'slack'::text, 'teams'::text, 'whatsapp'::text])),
  constraint suppressed_addresses_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint suppressed_by_message FOREIGN KEY (tenant_id, message_id) REFERENCES notifications.outgoing_messages(tenant_id, id)
) with row security;
CREATE INDEX suppressed_addresses_by_message ON notifications.suppressed_addresses USING btree (tenant_id, message_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy deletes for delete to authenticated using (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text);
grant delete to authenticated;
grant select to authenticated;
trigger record AFTER INSERT OR DELETE ON notifications.suppressed_addresses FOR EACH ROW EXECUTE FUNCTION audit.record('suppressed_address', 'configuration');

-- The words of what is sent, by language and channel: built-in templates and those of an organisation.
table notifications.templates (
  id uuid not null default app.new_id(),
  tenant_id uuid default app.tenant_id(),
  name text not null,
  category text not null,
  parts jsonb not null,
  variables jsonb not null default '[]'::jsonb,
  is_active boolean not null default true,
  is_system boolean not null generated always as (tenant_id IS NULL) stored,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint templates_pkey PRIMARY KEY (id),
  constraint template_name_taken UNIQUE NULLS NOT DISTINCT (tenant_id, name),
  constraint templates_tenant_key UNIQUE (tenant_id, id),
  constraint template_category_known CHECK (category = ANY (ARRAY['transactional'::text, 'alert'::text, 'marketing'::text, 'reminder'::text, 'security'::text, 'system'::text])),
  constraint template_name_shape CHECK (name ~ '^[a-z][a-z0-9_]{0,49}$'::text),
  constraint template_parts_object CHECK (jsonb_typeof(parts) = 'object'::text AND parts <> '{}'::jsonb AND octet_length(parts::text) <= 1000000),
  constraint template_variables_list CHECK (jsonb_typeof(variables) = 'array'::text AND jsonb_array_length(variables) <= 100),
  constraint templates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using ((tenant_id IS NULL) OR (tenant_id = ( SELECT app.tenant_id() AS tenant_id))) with check (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy creates for insert to authenticated with check (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using ((tenant_id IS NOT NULL) AND (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text));
policy reads for select to authenticated using (( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using ((tenant_id IS NOT NULL) AND (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text)) with check (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
grant delete to authenticated;
grant insert (name, category, parts, variables, is_active) to authenticated;
grant select to authenticated;
grant update (name, category, parts, variables, is_active) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON notifications.templates FOR EACH ROW EXECUTE FUNCTION audit.record('notification_template', 'configuration');
trigger touch BEFORE UPDATE ON notifications.templates FOR EACH ROW EXECUTE FUNCTION app.touch();

-- What the provider has told already: it repeats itself, we act once.
table notifications.whatsapp_events (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  event_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint whatsapp_events_pkey PRIMARY KEY (id),
  constraint whatsapp_event_repeated UNIQUE (tenant_id, event_key),
  constraint whatsapp_events_tenant_key UNIQUE (tenant_id, id),
  constraint whatsapp_event_key_length CHECK (length(event_key) >= 1 AND length(event_key) <= 300),
  constraint whatsapp_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX whatsapp_events_by_age ON notifications.whatsapp_events USING btree (tenant_id, created_at);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text);
grant delete to authenticated;
grant insert (event_key) to authenticated;
grant select to authenticated;

-- The WhatsApp number of an organisation: what it sends from, and whose the messages are that arrive there.
table notifications.whatsapp_numbers (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  phone_number_id text not null,
  display_digits text not null,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  constraint whatsapp_numbers_pkey PRIMARY KEY (id),
  constraint whatsapp_number_one_per_tenant UNIQUE (tenant_id),
  constraint whatsapp_numbers_tenant_key UNIQUE (tenant_id, id),
  constraint whatsapp_display_digits_shape CHECK (display_digits ~ '^[1-9][0-9]{4,14}$'::text),
  constraint whatsapp_number_id_shape CHECK (phone_number_id ~ '^[0-9]{5,30}$'::text),
  constraint whatsapp_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX whatsapp_display_digits_taken ON notifications.whatsapp_numbers USING btree (display_digits);
CREATE UNIQUE INDEX whatsapp_number_taken ON notifications.whatsapp_numbers USING btree (phone_number_id);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.write_scope('notifications'::text) AS write_scope) IS NOT NULL);
grant select to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON notifications.whatsapp_numbers FOR EACH ROW EXECUTE FUNCTION audit.record('whatsapp_number', 'configuration');

-- Messages to clients about their case, by e-mail or WhatsApp, and how far each has come.
table notifications.workflow_notifications (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  entity text,
  entity_id uuid,
  channel text not null,
  subject text not null default ''::text,
  body text not null default ''::text,
  recipient text not null,
  recipient_digits text not null generated always as 
CASE
    WHEN (channel = 'whatsapp'::text) THEN regexp_replace(recipient, '\D'::text, ''::text, 'g'::text)
    ELSE ''::text
END stored,
  status text not null default 'pending'::text,
  scheduled_for timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  provider_message text not null default ''::text,
  external_reference text,
  notification_type text not null default ''::text,
  target_date date,
  sending_until timestamp with time zone,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint workflow_notifications_pkey PRIMARY KEY (id),
  constraint workflow_notifications_tenant_key UNIQUE (tenant_id, id),
  constraint workflow_notification_about_something CHECK ((entity IS NULL) = (entity_id IS NULL)),
  constraint workflow_notification_body_length CHECK (length(body) <= 10000),
  constraint workflow_notification_channel_known CHECK (channel = ANY (ARRAY['email'::text, 'whatsapp'::text])),
  constraint workflow_notification_due_dated CHECK (notification_type <> 'due_tomorrow'::text OR target_date IS NOT NULL),
  constraint workflow_notification_entity_shape CHECK (entity ~ '^[a-z_]{1,50}$'::text),
  constraint workflow_notification_log_length CHECK (length(provider_message) <= 20000),
  constraint workflow_notification_recipient_length CHECK (length(recipient) >= 1 AND length(recipient) <= 255),
  constraint workflow_notification_reference_length CHECK (length(external_reference) >= 1 AND length(external_reference) <= 255),
  constraint workflow_notification_sent_dated CHECK ((status <> ALL (ARRAY['sent'::text, 'delivered'::text, 'read'::text])) OR sent_at IS NOT NULL),
  constraint workflow_notification_status_known CHECK (status = ANY (ARRAY['pending'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'cancelled'::text])),
  constraint workflow_notification_subject_length CHECK (length(subject) <= 255),
  constraint workflow_notification_type_known CHECK (notification_type = ANY (ARRAY[''::text, 'due_tomorrow'::text, 'manual_whatsapp_test'::text])),
  constraint workflow_notifications_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX workflow_notification_repeated ON notifications.workflow_notifications USING btree (tenant_id, entity, entity_id, channel, target_date) WHERE (notification_type = 'due_tomorrow'::text);
CREATE INDEX workflow_notifications_by_change ON notifications.workflow_notifications USING btree (tenant_id, updated_at DESC);
CREATE INDEX workflow_notifications_by_entity ON notifications.workflow_notifications USING btree (tenant_id, entity_id, created_at DESC);
CREATE INDEX workflow_notifications_by_number ON notifications.workflow_notifications USING btree (tenant_id, recipient_digits, created_at DESC) WHERE (channel = 'whatsapp'::text);
CREATE INDEX workflow_notifications_by_reference ON notifications.workflow_notifications USING btree (external_reference) WHERE (external_reference IS NOT NULL);
CREATE INDEX workflow_notifications_newest ON notifications.workflow_notifications USING btree (tenant_id, created_at DESC, id DESC);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('notifications'::text) AS write_scope) IS NOT NULL);
policy reads for select to authenticated using ((( SELECT app.read_scope('notifications'::text) AS read_scope) = 'ALL'::text) OR (created_by = ( SELECT app.user_id() AS user_id)));
policy updates for update to authenticated using ((( SELECT app.write_scope('notifications'::text) AS write_scope) = 'ALL'::text) OR (created_by = ( SELECT app.user_id() AS user_id))) with check (same);
grant insert (entity, entity_id, channel, subject, body, recipient, scheduled_for, notification_type, target_date, sending_until) to authenticated;
grant select to authenticated;
grant update (subject, body, recipient, status, sent_at, provider_message, external_reference, sending_until) to authenticated;
trigger announce AFTER INSERT OR UPDATE OF status, provider_message ON notifications.workflow_notifications FOR EACH ROW EXECUTE FUNCTION app.announce('workflow_notification', 'notifications', 'status', 'channel');
trigger record AFTER INSERT OR UPDATE OF status ON notifications.workflow_notifications FOR EACH ROW EXECUTE FUNCTION audit.record('workflow_notification', 'data_modification');
trigger touch BEFORE UPDATE ON notifications.workflow_notifications FOR EACH ROW EXECUTE FUNCTION app.touch();

function notifications.audiences() returns text[] language plpgsql stable security definer granted to authenticated, service_role;
function notifications.claim_messages(p_limit integer, p_lease_seconds integer) returns SETOF notifications.outgoing_messages language plpgsql security definer granted to authenticated;
function notifications.client_address(p_contact uuid, p_client uuid DEFAULT NULL::uuid) returns text language plpgsql stable security definer granted to authenticated;
function notifications.deliver_in_app(p_id uuid, p_lease uuid DEFAULT NULL::uuid) returns boolean language plpgsql security definer granted to authenticated;
function notifications.deposit_subject(p_quote uuid) returns TABLE(id uuid, number text, language text, currency text, amount numeric, due_date date, seller_name text, seller_country text, recipient text, mailed_today boolean) language sql stable granted to authenticated;
function notifications.follow_delivery() returns trigger language plpgsql security definer;
function notifications.hint() returns trigger language plpgsql security definer;
function notifications.is_staff(p_roles text[]) returns boolean language sql immutable;
function notifications.late_invoices(p_company uuid) returns TABLE(id uuid, number text, language text, currency text, remaining numeric, due_date date, days_overdue integer, reminder_level integer, reminder_settings jsonb, seller_name text, seller_country text, recipient text) language sql stable granted to authenticated;
function notifications.mailed_today(p_entity text, p_entity_id uuid) returns boolean language plpgsql stable security definer granted to authenticated;
function notifications.members_told(p_notification uuid) returns SETOF uuid language plpgsql stable security definer granted to authenticated;
function notifications.next_slot(p_recipient text, p_channel text, p_from timestamp with time zone) returns timestamp with time zone language plpgsql security definer granted to authenticated;
function notifications.note_automation_failure(p_rule text, p_entity text, p_entity_id uuid, p_level integer, p_key text, p_reason text) returns void language plpgsql security definer granted to authenticated;
function notifications.note_whatsapp_reply(p_digits text, p_text text, p_message text) returns integer language plpgsql security definer granted to authenticated;
function notifications.notify(p_type text, p_title text, p_body text, p_metadata jsonb, p_recipient text, p_priority text, p_dedupe_key text DEFAULT NULL::text) returns uuid language plpgsql security definer granted to authenticated;
function notifications.payment_subject(p_payment uuid) returns TABLE(id uuid, status text, invoice_id uuid, number text, language text, currency text, amount numeric, remaining numeric, paid_on date, seller_name text, seller_country text, recipient text) language sql stable granted to authenticated;
function notifications.post(p_type text, p_title text, p_body text, p_metadata jsonb, p_recipient text, p_priority text, p_dedupe_key text DEFAULT NULL::text, p_company uuid DEFAULT NULL::uuid, p_category text DEFAULT NULL::text, OUT notification notifications.notifications, OUT duplicate boolean) returns record language plpgsql security definer granted to authenticated;
function notifications.queue_email(p_to text, p_cc text[], p_subject text, p_body text, p_attachments jsonb, p_entity text, p_entity_id uuid) returns uuid language plpgsql security definer granted to authenticated;
function notifications.queue_message(p_message jsonb) returns TABLE(id uuid, status text, reason text, send_at timestamp with time zone, duplicate boolean) language plpgsql security definer granted to authenticated;
function notifications.queue_secret_email(p_to text, p_subject text, p_body text, p_entity text, p_entity_id uuid) returns uuid language plpgsql security definer granted to authenticated;
function notifications.quote_subject(p_quote uuid) returns TABLE(id uuid, number text, status text, language text, currency text, amount numeric, valid_until date, seller_name text, seller_country text, recipient text, mailed_today boolean) language sql stable granted to authenticated;
function notifications.recipient_facts(p_recipient text) returns json language plpgsql stable security definer granted to authenticated;
function notifications.register_push(p_kind text, p_address text, p_public_key text, p_auth text, p_device_label text, p_user_agent text, OUT subscription_id uuid, OUT created boolean) returns record language plpgsql security definer granted to authenticated;
function notifications.send_automated(p_rule text, p_entity text, p_entity_id uuid, p_level integer, p_key text, p_to text, p_subject text, p_body text, p_attachments jsonb, p_tags text[]) returns uuid language plpgsql security definer granted to authenticated;
function notifications.send_reminder(p_invoice uuid, p_level integer, p_to text, p_subject text, p_body text, p_attachments jsonb) returns uuid language plpgsql security definer granted to authenticated;
function notifications.settle_message(p_id uuid, p_lease uuid, p_outcome text, p_provider_id text, p_error text, p_retry_seconds integer, p_reason text DEFAULT NULL::text) returns boolean language plpgsql security definer granted to authenticated;
function notifications.stop_marketing(p_user uuid) returns boolean language plpgsql security definer granted to authenticated;
function notifications.tenants_with_due_messages() returns SETOF uuid language sql stable security definer;
function notifications.told(p_notification uuid) returns SETOF notifications.notifications language plpgsql stable security definer granted to authenticated;
function notifications.whatsapp_tenant(p_phone_number_id text, p_display_digits text, p_reference text) returns uuid language plpgsql stable security definer;

schema ops usage granted to authenticated, comptoir_gate;

-- What a backup or restore has told so far, so that a stream can be taken up again anywhere.
table ops.backup_events (
  tenant_id uuid not null default app.tenant_id(),
  job_id uuid not null,
  n integer not null,
  event text not null,
  data jsonb not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint backup_event_taken PRIMARY KEY (tenant_id, job_id, n),
  constraint backup_event_known CHECK (event = ANY (ARRAY['message'::text, 'progress'::text])),
  constraint backup_event_job FOREIGN KEY (tenant_id, job_id) REFERENCES ops.jobs(tenant_id, id) ON DELETE CASCADE
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('admin.backups'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;

-- Archives of one organisation in the bucket backups, each sealed with a key of its own.
table ops.backups (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  filename text not null,
  storage_key text not null,
  size bigint not null default 0,
  sha256 text,
  included_files integer,
  status text not null default 'pending'::text,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint backups_pkey PRIMARY KEY (id),
  constraint backups_tenant_key UNIQUE (tenant_id, id),
  constraint backup_filename_shape CHECK (filename ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$'::text),
  constraint backup_key_of_tenant CHECK (storage_key ~ (('^'::text || tenant_id) || '/backups/[0-9a-f-]{36}\.sealed$'::text)),
  constraint backup_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint backup_size_positive CHECK (size >= 0),
  constraint backup_status_known CHECK (status = ANY (ARRAY['pending'::text, 'stored'::text])),
  constraint backups_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX backup_filename_taken ON ops.backups USING btree (tenant_id, filename) WHERE (deleted_at IS NULL);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('admin.backups'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.read_scope('admin.backups'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('admin.backups'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (filename, storage_key, included_files) to authenticated;
grant select to authenticated;
grant update (size, sha256, included_files, status, deleted_at) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON ops.backups FOR EACH ROW EXECUTE FUNCTION audit.record('backup', 'system');
trigger touch BEFORE UPDATE ON ops.backups FOR EACH ROW EXECUTE FUNCTION app.touch();

-- ISO 3166-1 with names, calling codes and currencies; changed by migrations alone.
table ops.countries (
  alpha2 text not null,
  alpha3 text not null,
  numeric_code text not null,
  name_en text not null,
  name_fr text not null,
  name_de text not null,
  name_it text not null,
  name_local text not null,
  calling_code text,
  currency text,
  constraint countries_pkey PRIMARY KEY (alpha2),
  constraint countries_alpha3_key UNIQUE (alpha3),
  constraint countries_numeric_key UNIQUE (numeric_code),
  constraint country_alpha2_shape CHECK (alpha2 ~ '^[A-Z]{2}$'::text),
  constraint country_alpha3_shape CHECK (alpha3 ~ '^[A-Z]{3}$'::text),
  constraint country_calling_shape CHECK (calling_code ~ '^[1-9][0-9]{0,3}$'::text),
  constraint country_currency_shape CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint country_numeric_shape CHECK (numeric_code ~ '^[0-9]{3}$'::text)
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;

-- Days an organisation takes off beyond the calendar of its country, names otherwise, or works on all the same.
table ops.holidays (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  name text not null,
  date date not null,
  country text not null,
  description text not null default ''::text,
  is_working_day boolean not null default false,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint holidays_pkey PRIMARY KEY (id),
  constraint holiday_exists UNIQUE (tenant_id, country, date),
  constraint holidays_tenant_key UNIQUE (tenant_id, id),
  constraint holiday_description_length CHECK (length(description) <= 1000),
  constraint holiday_name_length CHECK (length(name) >= 1 AND length(name) <= 50),
  constraint holiday_country_unknown FOREIGN KEY (country) REFERENCES ops.countries(alpha2),
  constraint holidays_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX holidays_by_country ON ops.holidays USING btree (country);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('holidays'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('holidays'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy updates for update to authenticated using (( SELECT app.write_scope('holidays'::text) AS write_scope) = 'ALL'::text) with check (same);
grant delete to authenticated;
grant insert (name, date, country, description, is_working_day) to authenticated;
grant select to authenticated;
grant update (name, date, country, description, is_working_day) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON ops.holidays FOR EACH ROW EXECUTE FUNCTION audit.record('holiday', 'configuration');
trigger touch BEFORE UPDATE ON ops.holidays FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Long or postponed work, queued in the transaction that wants it: the queue and what the caller sees of it.
table ops.jobs (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  kind text not null,
  payload jsonb not null default '{}'::jsonb,
  is_visible boolean not null default true,
  status text not null default 'pending'::text,
  progress integer not null default 0,
  message text,
  result jsonb,
  error_message text,
  attempts integer not null default 0,
  run_at timestamp with time zone not null default now(),
  lane text,
  dedupe_key text,
  subject text,
  idempotency_key text,
  fingerprint text,
  lease_id uuid,
  lease_until timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_tenant_key UNIQUE (tenant_id, id),
  constraint job_error_length CHECK (length(error_message) <= 1000),
  constraint job_finished CHECK ((status = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text])) = (finished_at IS NOT NULL)),
  constraint job_held CHECK ((status = 'processing'::text) = (lease_id IS NOT NULL) AND (lease_id IS NULL) = (lease_until IS NULL)),
  constraint job_key_length CHECK (length(dedupe_key) >= 1 AND length(dedupe_key) <= 200),
  constraint job_kind_shape CHECK (kind ~ '^[a-z_]+(\.[a-z_]+)*$'::text AND length(kind) <= 80),
  constraint job_lane_length CHECK (length(lane) >= 1 AND length(lane) <= 200),
  constraint job_message_length CHECK (length(message) <= 500),
  constraint job_payload_object CHECK (jsonb_typeof(payload) = 'object'::text),
  constraint job_progress_final CHECK ((status <> ALL (ARRAY['completed'::text, 'failed'::text])) OR progress = 100),
  constraint job_progress_range CHECK (progress >= 0 AND progress <= 100),
  constraint job_status_known CHECK (status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])),
  constraint job_subject_length CHECK (length(subject) <= 200),
  constraint jobs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE UNIQUE INDEX job_lane_taken ON ops.jobs USING btree (tenant_id, lane) WHERE ((status = 'processing'::text) AND (lane IS NOT NULL));
CREATE UNIQUE INDEX job_start_key ON ops.jobs USING btree (tenant_id, created_by, kind, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE UNIQUE INDEX job_waiting ON ops.jobs USING btree (tenant_id, kind, dedupe_key) WHERE ((status = 'pending'::text) AND (dedupe_key IS NOT NULL));
CREATE INDEX jobs_by_creator ON ops.jobs USING btree (tenant_id, created_by, created_at DESC, id DESC) WHERE is_visible;
CREATE INDEX jobs_by_lease ON ops.jobs USING btree (lease_until) WHERE (status = 'processing'::text);
CREATE INDEX jobs_due ON ops.jobs USING btree (kind, run_at) WHERE (status = 'pending'::text);
CREATE INDEX jobs_finished ON ops.jobs USING btree (tenant_id, finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX jobs_newest ON ops.jobs USING btree (tenant_id, created_at DESC, id DESC) WHERE (is_visible OR (status = 'failed'::text));
CREATE INDEX jobs_waiting_in_lane ON ops.jobs USING btree (tenant_id, lane, run_at, id) WHERE ((status = 'pending'::text) AND (lane IS NOT NULL));
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using ((is_visible OR (status = 'failed'::text)) AND ((created_by = ( SELECT app.user_id() AS user_id)) OR (( SELECT app.read_scope('automation'::text) AS read_scope) = 'ALL'::text)));
grant select (id, tenant_id, kind, is_visible, status, progress, message, result, error_message, attempts, run_at, subject, created_by, created_at, updated_at, started_at, finished_at) to authenticated;
trigger announce AFTER UPDATE ON ops.jobs FOR EACH ROW WHEN ((new.is_visible AND (new.created_by IS NOT NULL) AND ((new.status IS DISTINCT FROM old.status) OR (new.progress IS DISTINCT FROM old.progress)))) EXECUTE FUNCTION ops.announce_job();
trigger end_restoring AFTER UPDATE OF status ON ops.jobs FOR EACH ROW WHEN (((new.kind = 'backups.restore'::text) AND (new.finished_at IS NOT NULL))) EXECUTE FUNCTION ops.end_restoring();
trigger touch BEFORE UPDATE ON ops.jobs FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Whether clients may work offline. Clients throw away a vault that was made under a lower epoch.
table ops.local_resilience (
  tenant_id uuid not null default app.tenant_id(),
  enabled boolean not null default false,
  desktop_mode boolean not null default false,
  vault_epoch integer not null default 1,
  updated_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint local_resilience_pkey PRIMARY KEY (tenant_id),
  constraint vault_epoch_positive CHECK (vault_epoch >= 1),
  constraint local_resilience_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.read_scope('settings'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (enabled, desktop_mode, vault_epoch) to authenticated;
grant select to authenticated;
grant update (enabled, desktop_mode, vault_epoch, updated_by) to authenticated;
trigger keep_vault_epoch BEFORE UPDATE ON ops.local_resilience FOR EACH ROW EXECUTE FUNCTION ops.keep_vault_epoch();
trigger record AFTER INSERT OR UPDATE ON ops.local_resilience FOR EACH ROW EXECUTE FUNCTION audit.record('local_resilience', 'configuration');
trigger touch BEFORE UPDATE ON ops.local_resilience FOR EACH ROW EXECUTE FUNCTION app.touch();

-- The schedules every tenant starts with, as templates; a tenant owns its copies.
table ops.schedule_presets (
  kind text not null,
  cron text not null,
  missed text not null default 'once'::text,
  constraint schedule_presets_pkey PRIMARY KEY (kind),
  constraint schedule_preset_kind_shape CHECK (kind ~ '^[a-z_]+(\.[a-z_]+)*$'::text),
  constraint schedule_preset_missed_known CHECK (missed = ANY (ARRAY['once'::text, 'skip'::text]))
) with row security;
policy reads for select to authenticated using (( SELECT app.tenant_id() AS tenant_id) IS NOT NULL);
grant select to authenticated;
trigger spread_preset AFTER INSERT ON ops.schedule_presets FOR EACH ROW EXECUTE FUNCTION ops.spread_preset();

-- The slots of schedules that fired: each once, however many schedulers look.
table ops.schedule_runs (
  tenant_id uuid not null default app.tenant_id(),
  schedule_id uuid not null,
  due_at timestamp with time zone not null,
  job_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint schedule_slot_taken PRIMARY KEY (tenant_id, schedule_id, due_at),
  constraint schedule_run_schedule FOREIGN KEY (tenant_id, schedule_id) REFERENCES ops.schedules(tenant_id, id) ON DELETE CASCADE
) with row security;
CREATE INDEX schedule_runs_by_age ON ops.schedule_runs USING btree (tenant_id, created_at);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('automation'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;

-- Work by the clock: which job is queued when, in which time zone.
table ops.schedules (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  kind text not null,
  payload jsonb not null default '{}'::jsonb,
  cron text not null,
  timezone text,
  missed text not null default 'once'::text,
  is_enabled boolean not null default true,
  preset text,
  counts_from timestamp with time zone not null default now(),
  next_run_at timestamp with time zone,
  last_run_at timestamp with time zone,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint schedules_pkey PRIMARY KEY (id),
  constraint schedule_preset_taken UNIQUE (tenant_id, preset),
  constraint schedules_tenant_key UNIQUE (tenant_id, id),
  constraint schedule_cron_length CHECK (length(cron) >= 9 AND length(cron) <= 200),
  constraint schedule_kind_shape CHECK (kind ~ '^[a-z_]+(\.[a-z_]+)*$'::text AND length(kind) <= 80),
  constraint schedule_missed_known CHECK (missed = ANY (ARRAY['once'::text, 'skip'::text])),
  constraint schedule_payload_object CHECK (jsonb_typeof(payload) = 'object'::text),
  constraint schedule_zone_length CHECK (length(timezone) >= 1 AND length(timezone) <= 64),
  constraint schedules_preset_fkey FOREIGN KEY (preset) REFERENCES ops.schedule_presets(kind),
  constraint schedules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX schedules_by_preset ON ops.schedules USING btree (preset) WHERE (preset IS NOT NULL);
CREATE INDEX schedules_due ON ops.schedules USING btree (next_run_at NULLS FIRST) WHERE is_enabled;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using (( SELECT app.read_scope('automation'::text) AS read_scope) = 'ALL'::text);
grant select to authenticated;
trigger replan BEFORE UPDATE OF cron, timezone, is_enabled ON ops.schedules FOR EACH ROW EXECUTE FUNCTION ops.replan();
trigger touch BEFORE UPDATE ON ops.schedules FOR EACH ROW EXECUTE FUNCTION app.touch();

-- What an organisation has set differently from the defaults of the product.
table ops.settings (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  name text not null,
  value text not null,
  scope text not null default 'backend'::text,
  description text not null default ''::text,
  updated_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint settings_pkey PRIMARY KEY (id),
  constraint setting_name_taken UNIQUE (tenant_id, name),
  constraint settings_tenant_key UNIQUE (tenant_id, id),
  constraint setting_description_length CHECK (length(description) <= 1000),
  constraint setting_name_shape CHECK (name ~ '^[A-Z][A-Z0-9_]{0,119}$'::text),
  constraint setting_scope_known CHECK (scope = ANY (ARRAY['backend'::text, 'frontend'::text, 'both'::text])),
  constraint setting_secret_shown CHECK (scope = 'backend'::text OR name !~ '(KEY|SECRET|TOKEN|PASSWORD)'::text),
  constraint setting_value_length CHECK (length(value) <= 20000),
  constraint settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy deletes for delete to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (( SELECT app.read_scope('settings'::text) AS read_scope) = 'ALL'::text);
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant delete to authenticated;
grant insert (name, value, scope, description) to authenticated;
grant select to authenticated;
grant update (value, scope, description, updated_by) to authenticated;
trigger record AFTER INSERT OR DELETE OR UPDATE ON ops.settings FOR EACH ROW EXECUTE FUNCTION ops.record_setting();
trigger touch BEFORE UPDATE ON ops.settings FOR EACH ROW EXECUTE FUNCTION app.touch();

-- How often an organisation has cleared the caches of all its members.
table ops.tenant_caches (
  tenant_id uuid not null default app.tenant_id(),
  version integer not null default 0,
  cleared_by uuid default app.user_id(),
  cleared_at timestamp with time zone not null default now(),
  constraint tenant_caches_pkey PRIMARY KEY (tenant_id),
  constraint tenant_cache_version_positive CHECK (version >= 0),
  constraint tenant_caches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id));
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (version) to authenticated;
grant select to authenticated;
grant update (version, cleared_by, cleared_at) to authenticated;
trigger record AFTER INSERT OR UPDATE ON ops.tenant_caches FOR EACH ROW EXECUTE FUNCTION audit.record('cache', 'configuration');

-- Whether the clients of a member may keep answers, and under which version.
table ops.user_caches (
  tenant_id uuid not null default app.tenant_id(),
  user_id uuid not null,
  is_enabled boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_caches_key PRIMARY KEY (tenant_id, user_id),
  constraint user_cache_version_positive CHECK (version >= 1),
  constraint user_cache_member FOREIGN KEY (tenant_id, user_id) REFERENCES identity.memberships(tenant_id, user_id) ON DELETE CASCADE,
  constraint user_caches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text);
policy reads for select to authenticated using ((user_id = ( SELECT app.member_id() AS member_id)) OR (( SELECT app.read_scope('settings'::text) AS read_scope) = 'ALL'::text));
policy updates for update to authenticated using (( SELECT app.write_scope('settings'::text) AS write_scope) = 'ALL'::text) with check (same);
grant insert (user_id, is_enabled, version) to authenticated;
grant select to authenticated;
grant update (is_enabled, version) to authenticated;
trigger record AFTER INSERT OR UPDATE ON ops.user_caches FOR EACH ROW EXECUTE FUNCTION audit.record('cache', 'configuration');
trigger touch BEFORE UPDATE ON ops.user_caches FOR EACH ROW EXECUTE FUNCTION app.touch();

function ops.adopt_presets() returns trigger language plpgsql security definer;
function ops.announce_job() returns trigger language plpgsql security definer;
function ops.backlog() returns TABLE(queue_seconds integer, mail_seconds integer) language plpgsql stable;
function ops.backup_tables(p_users boolean, p_model text DEFAULT NULL::text) returns TABLE(model text, relation oid, fields text[], key text[], is_heavy boolean, is_book boolean, of_tenant boolean) language sql stable granted to authenticated;
function ops.backup_under_way() returns uuid language plpgsql security definer granted to authenticated;
function ops.begin_restore(p_job uuid) returns timestamp with time zone language plpgsql security definer granted to authenticated;
function ops.call_drain() returns void language plpgsql;
function ops.cancel_job(p_id uuid) returns void language plpgsql security definer granted to authenticated;
function ops.claim_jobs(p_kinds text[], p_limit integer, p_lease uuid, p_lease_seconds integer) returns TABLE(id uuid, tenant_id uuid, kind text, payload jsonb, attempts integer, is_visible boolean, created_by uuid) language plpgsql;
function ops.clear_for_restore(p_users boolean) returns bigint language plpgsql security definer granted to authenticated;
function ops.complete_jobs(p_lease uuid, p_ids uuid[], p_results jsonb[]) returns integer language plpgsql;
function ops.due_schedules(p_limit integer) returns TABLE(id uuid, kind text, cron text, timezone text, missed text, counts_from timestamp with time zone, next_run_at timestamp with time zone, looked_at timestamp with time zone) language sql stable;
function ops.end_restore(p_users boolean, p_context jsonb) returns void language plpgsql security definer granted to authenticated;
function ops.end_restoring() returns trigger language plpgsql security definer;
function ops.fail_job(p_lease uuid, p_id uuid, p_error text, p_retry_seconds double precision, p_counts boolean) returns text language plpgsql;
function ops.finish_job(p_id uuid, p_lease uuid, p_result jsonb) returns boolean language plpgsql security definer granted to authenticated;
function ops.fire_schedule(p_id uuid, p_seen timestamp with time zone, p_looked_at timestamp with time zone, p_due_at timestamp with time zone, p_next timestamp with time zone) returns text language plpgsql;
function ops.follow_timezone() returns trigger language plpgsql security definer;
function ops.holds_job(p_id uuid, p_lease uuid) returns boolean language plpgsql security definer granted to authenticated;
function ops.holiday_country() returns text language plpgsql stable security definer granted to authenticated;
function ops.keep_vault_epoch() returns trigger language plpgsql;
function ops.load_for_restore(p_model text, p_rows jsonb, p_users boolean, OUT written integer, OUT dropped text[]) returns record language plpgsql security definer granted to authenticated;
function ops.logs_requests(p_tenant uuid) returns boolean language sql stable;
function ops.media_diagnosis(p_limit integer) returns TABLE(model text, id uuid, field text, bucket text, path text, discrepancy text) language plpgsql stable security definer granted to authenticated;
function ops.media_fields() returns TABLE(model text, id uuid, field text, bucket text, path text, size bigint, is_expected boolean) language plpgsql stable;
function ops.media_inventory(p_limit integer, p_only text[] DEFAULT NULL::text[]) returns json language plpgsql stable security definer granted to authenticated;
function ops.note_media_cleanup(p_deleted integer, p_bytes bigint) returns void language plpgsql security definer granted to authenticated;
function ops.note_progress(p_lease uuid, p_id uuid, p_progress integer, p_message text) returns boolean language sql;
function ops.open_backup(p_model text, p_users boolean) returns void language plpgsql security definer granted to authenticated;
function ops.open_since_before(p_at timestamp with time zone) returns integer language plpgsql security definer granted to authenticated;
function ops.own_job(p_id uuid) returns ops.jobs language plpgsql;
function ops.public_settings(p_subdomain text) returns json language sql stable security definer granted to comptoir_gate;
function ops.purge_expired() returns integer language plpgsql security definer granted to authenticated;
function ops.purge_platform() returns integer language plpgsql;
function ops.record_setting() returns trigger language plpgsql security definer;
function ops.release_lost_jobs() returns integer language plpgsql;
function ops.renew_jobs(p_lease uuid, p_ids uuid[], p_lease_seconds integer) returns SETOF uuid language sql;
function ops.repair_media() returns SETOF text language plpgsql security definer granted to authenticated;
function ops.replan() returns trigger language plpgsql;
function ops.require_media_rights() returns uuid language plpgsql stable;
function ops.require_service() returns void language plpgsql stable;
function ops.restart_job(p_id uuid) returns void language plpgsql security definer granted to authenticated;
function ops.run_preset(p_kind text) returns text language plpgsql security definer granted to authenticated;
function ops.server_overview() returns json language plpgsql stable security definer granted to authenticated;
function ops.spread_preset() returns trigger language plpgsql security definer;
function ops.start_job(p_kind text, p_payload jsonb, p_subject text, p_key text, p_fingerprint text, OUT job_id uuid, OUT queued boolean, OUT status text, OUT progress integer) returns record language plpgsql security definer granted to authenticated;
function ops.tell_backup(p_job uuid, p_event text, p_data jsonb) returns void language plpgsql security definer granted to authenticated;

schema sales usage granted to authenticated, comptoir_gate;

-- A client's access to the portal of one company: who may sign in, and how.
table sales.portal_accounts (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid not null,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  contact_id uuid not null,
  company_id uuid,
  email text not null,
  status text not null default 'pending'::text,
  password_hash text,
  activation_token_hash text,
  activation_expires_at timestamp with time zone,
  activated_at timestamp with time zone,
  password_reset_token_hash text,
  password_reset_expires_at timestamp with time zone,
  language text not null default 'fr'::text,
  notification_preferences jsonb not null default '{}'::jsonb,
  last_login_at timestamp with time zone,
  last_login_ip text,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint portal_accounts_pkey PRIMARY KEY (id),
  constraint portal_account_exists UNIQUE (tenant_id, contact_id, owner_company_id),
  constraint portal_accounts_tenant_key UNIQUE (tenant_id, id),
  constraint portal_email_taken UNIQUE (tenant_id, owner_company_id, email),
  constraint portal_activation_dated CHECK ((activation_token_hash IS NULL) = (activation_expires_at IS NULL)),
  constraint portal_active_with_password CHECK (status <> 'active'::text OR password_hash IS NOT NULL AND activated_at IS NOT NULL),
  constraint portal_email_normal CHECK (email = lower(btrim(email)) AND email ~ '^[^@\s]+@[^@\s]+$'::text AND length(email) <= 255),
  constraint portal_language_known CHECK (language = ANY (ARRAY['fr'::text, 'de'::text, 'it'::text, 'en'::text])),
  constraint portal_preferences_object CHECK (jsonb_typeof(notification_preferences) = 'object'::text AND octet_length(notification_preferences::text) <= 4096),
  constraint portal_reset_dated CHECK ((password_reset_token_hash IS NULL) = (password_reset_expires_at IS NULL)),
  constraint portal_status_known CHECK (status = ANY (ARRAY['pending'::text, 'active'::text, 'suspended'::text, 'disabled'::text])),
  constraint portal_accounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id),
  constraint portal_company_unknown FOREIGN KEY (tenant_id, company_id) REFERENCES crm.contacts(tenant_id, id),
  constraint portal_contact_unknown FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id),
  constraint portal_owner_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint portal_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint portal_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id)
) with row security;
CREATE INDEX portal_accounts_by_company ON sales.portal_accounts USING btree (tenant_id, company_id);
CREATE INDEX portal_accounts_by_email ON sales.portal_accounts USING btree (email);
CREATE INDEX portal_accounts_by_owner ON sales.portal_accounts USING btree (tenant_id, owner_user_id);
CREATE INDEX portal_accounts_by_team ON sales.portal_accounts USING btree (tenant_id, team_id);
CREATE INDEX portal_accounts_newest ON sales.portal_accounts USING btree (tenant_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX portal_activation_token ON sales.portal_accounts USING btree (activation_token_hash) WHERE (activation_token_hash IS NOT NULL);
CREATE UNIQUE INDEX portal_reset_token ON sales.portal_accounts USING btree (password_reset_token_hash) WHERE (password_reset_token_hash IS NOT NULL);
policy company_wall restrictive for all to authenticated using ((( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[]))) with check (same);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy reads for select to authenticated using  CASE WHEN (( SELECT app.contact_id() AS contact_id) IS NOT NULL) THEN (id = ( SELECT app.user_id() AS user_id)) ELSE CASE ( SELECT app.read_scope('portal'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END END;
policy updates for update to authenticated using  CASE WHEN (( SELECT app.contact_id() AS contact_id) IS NOT NULL) THEN (id = ( SELECT app.user_id() AS user_id)) ELSE CASE ( SELECT app.write_scope('portal'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END END with check (same);
grant select (id, tenant_id, owner_company_id, owner_user_id, team_id, contact_id, company_id, email, status, activation_expires_at, activated_at, language, notification_preferences, last_login_at, last_login_ip, created_by, created_at, updated_at) to authenticated;
grant update (status, activation_token_hash, activation_expires_at, language, notification_preferences) to authenticated;
trigger close_access AFTER UPDATE OF status, password_hash ON sales.portal_accounts FOR EACH ROW WHEN (((new.status <> 'active'::text) OR (new.password_hash IS DISTINCT FROM old.password_hash))) EXECUTE FUNCTION sales.close_portal_access();
trigger guard BEFORE UPDATE ON sales.portal_accounts FOR EACH ROW EXECUTE FUNCTION sales.guard_portal_account();
trigger record AFTER INSERT OR DELETE OR UPDATE OF status, email, password_hash, language, notification_preferences ON sales.portal_accounts FOR EACH ROW EXECUTE FUNCTION audit.record('portal_account', 'admin');
trigger touch BEFORE UPDATE ON sales.portal_accounts FOR EACH ROW EXECUTE FUNCTION app.touch();

-- Quotes as other domains show them. status: DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED; status_code: the finer status.
view sales.quote_directory with {security_invoker=true} as
 SELECT id,
    tenant_id,
    contact_id,
    quote_number,
    sales.shown_status(status) AS status,
    status AS status_code,
    issue_date,
    valid_until,
    currency,
    total,
    created_at
   FROM sales.quotes q
  WHERE deleted_at IS NULL;
grant select to authenticated;

-- Lines of quotes; line_total is computed by the database and rounded half away from zero.
table sales.quote_lines (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  quote_id uuid not null,
  position integer not null,
  product_code text,
  description text not null,
  quantity numeric(14,3) not null,
  unit text,
  unit_price numeric(14,4) not null,
  discount_percent numeric(5,2) not null default 0,
  discount_amount numeric(14,2) not null default 0,
  vat_rate numeric(5,2) not null,
  has_own_rate boolean not null default false,
  line_total numeric(14,2) not null generated always as round((((quantity * unit_price) * ((1)::numeric - (discount_percent / (100)::numeric))) - discount_amount), 2) stored,
  constraint quote_lines_pkey PRIMARY KEY (id),
  constraint quote_line_position_taken UNIQUE (tenant_id, quote_id, "position"),
  constraint quote_lines_tenant_key UNIQUE (tenant_id, id),
  constraint quote_line_description_length CHECK (length(description) >= 1 AND length(description) <= 500),
  constraint quote_line_discount_not_negative CHECK (discount_amount >= 0::numeric),
  constraint quote_line_percent_range CHECK (discount_percent >= 0::numeric AND discount_percent <= 100::numeric),
  constraint quote_line_position_positive CHECK ("position" > 0),
  constraint quote_line_price_not_negative CHECK (unit_price >= 0::numeric),
  constraint quote_line_product_code_length CHECK (length(product_code) <= 64),
  constraint quote_line_quantity_positive CHECK (quantity > 0::numeric),
  constraint quote_line_total_not_negative CHECK (line_total >= 0::numeric),
  constraint quote_line_unit_length CHECK (length(unit) <= 30),
  constraint quote_line_vat_range CHECK (vat_rate >= 0::numeric AND vat_rate <= 100::numeric),
  constraint quote_line_quote FOREIGN KEY (tenant_id, quote_id) REFERENCES sales.quotes(tenant_id, id),
  constraint quote_lines_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check (EXISTS ( SELECT FROM sales.quotes q WHERE ((q.tenant_id = quote_lines.tenant_id) AND (q.id = quote_lines.quote_id) AND CASE ( SELECT app.write_scope('quotes'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (q.team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (q.owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END)));
policy deletes for delete to authenticated using (EXISTS ( SELECT FROM sales.quotes q WHERE ((q.tenant_id = quote_lines.tenant_id) AND (q.id = quote_lines.quote_id) AND CASE ( SELECT app.write_scope('quotes'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (q.team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (q.owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END)));
policy reads for select to authenticated using (EXISTS ( SELECT FROM sales.quotes q WHERE ((q.tenant_id = quote_lines.tenant_id) AND (q.id = quote_lines.quote_id))));
grant delete to authenticated;
grant insert (quote_id, position, product_code, description, quantity, unit, unit_price, discount_percent, discount_amount, vat_rate, has_own_rate) to authenticated;
grant select to authenticated;
trigger keep_sent_deleted AFTER DELETE ON sales.quote_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sales.keep_sent_lines();
trigger keep_sent_inserted AFTER INSERT ON sales.quote_lines REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sales.keep_sent_lines();
trigger keep_sent_updated AFTER UPDATE ON sales.quote_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sales.keep_sent_lines();

-- Offers to clients, from draft to acceptance. Contents are frozen once sent.
table sales.quotes (
  id uuid not null default app.new_id(),
  tenant_id uuid not null default app.tenant_id(),
  owner_company_id uuid,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  quote_number text not null,
  number_period text not null,
  number_sequence integer not null,
  status text not null default 'draft'::text,
  contact_id uuid not null,
  client_name text not null,
  client_company text,
  client_address jsonb not null default '{}'::jsonb,
  seller jsonb,
  title text,
  issue_date date not null,
  valid_until date not null,
  currency text not null,
  language text not null,
  vat_rate numeric(5,2) not null,
  subtotal numeric(14,2) not null,
  vat_amount numeric(14,2) not null,
  total numeric(14,2) not null,
  shown_vat_rate numeric(5,2) not null,
  vat_by_rate jsonb not null,
  deposit_percentage numeric(5,2) not null default 0,
  deposit_amount numeric(14,2) not null default 0,
  notes text,
  internal_notes text,
  rejection_reason text,
  sent_at timestamp with time zone,
  viewed_at timestamp with time zone,
  accepted_at timestamp with time zone,
  rejected_at timestamp with time zone,
  expired_at timestamp with time zone,
  created_by uuid default app.user_id(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint quotes_pkey PRIMARY KEY (id),
  constraint quote_number_taken UNIQUE (tenant_id, quote_number),
  constraint quotes_tenant_key UNIQUE (tenant_id, id),
  constraint quote_acceptance_dated CHECK ((status = ANY (ARRAY['signed'::text, 'awaiting_deposit'::text, 'completed'::text])) = (accepted_at IS NOT NULL)),
  constraint quote_client_address_object CHECK (jsonb_typeof(client_address) = 'object'::text),
  constraint quote_client_name_length CHECK (length(client_name) >= 1 AND length(client_name) <= 255),
  constraint quote_currency_known CHECK (currency = ANY (ARRAY['CHF'::text, 'EUR'::text, 'USD'::text])),
  constraint quote_deposit_range CHECK (deposit_percentage >= 0::numeric AND deposit_percentage <= 100::numeric),
  constraint quote_deposit_within_total CHECK (deposit_amount >= 0::numeric AND deposit_amount <= total),
  constraint quote_internal_notes_length CHECK (length(internal_notes) <= 10000),
  constraint quote_language_known CHECK (language = ANY (ARRAY['fr'::text, 'de'::text, 'it'::text, 'en'::text])),
  constraint quote_notes_length CHECK (length(notes) <= 2000),
  constraint quote_rejection_reason_length CHECK (length(rejection_reason) <= 2000),
  constraint quote_seller_object CHECK (jsonb_typeof(seller) = 'object'::text),
  constraint quote_sent_once_left CHECK (status = 'draft'::text OR sent_at IS NOT NULL),
  constraint quote_status_known CHECK (status = ANY (ARRAY['draft'::text, 'sent'::text, 'viewed'::text, 'signed'::text, 'awaiting_deposit'::text, 'completed'::text, 'expired'::text, 'rejected'::text])),
  constraint quote_subtotal_not_negative CHECK (subtotal >= 0::numeric),
  constraint quote_title_length CHECK (length(title) <= 255),
  constraint quote_total_adds_up CHECK (total = (subtotal + vat_amount)),
  constraint quote_valid_before_issue CHECK (valid_until >= issue_date),
  constraint quote_vat_list CHECK (jsonb_typeof(vat_by_rate) = 'array'::text),
  constraint quote_vat_not_negative CHECK (vat_amount >= 0::numeric),
  constraint quote_vat_range CHECK (vat_rate >= 0::numeric AND vat_rate <= 100::numeric),
  constraint quote_company_unknown FOREIGN KEY (tenant_id, owner_company_id) REFERENCES identity.companies(tenant_id, id),
  constraint quote_contact_unknown FOREIGN KEY (tenant_id, contact_id) REFERENCES crm.contacts(tenant_id, id),
  constraint quote_owner_unknown FOREIGN KEY (tenant_id, owner_user_id) REFERENCES identity.memberships(tenant_id, user_id),
  constraint quote_team_unknown FOREIGN KEY (tenant_id, team_id) REFERENCES identity.teams(tenant_id, id),
  constraint quotes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenants(id)
) with row security;
CREATE INDEX quotes_by_company ON sales.quotes USING btree (tenant_id, owner_company_id);
CREATE INDEX quotes_by_contact ON sales.quotes USING btree (tenant_id, contact_id, created_at DESC, id DESC);
CREATE INDEX quotes_by_owner ON sales.quotes USING btree (tenant_id, owner_user_id);
CREATE INDEX quotes_by_status ON sales.quotes USING btree (tenant_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_by_team ON sales.quotes USING btree (tenant_id, team_id);
CREATE INDEX quotes_newest ON sales.quotes USING btree (tenant_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_open ON sales.quotes USING btree (tenant_id, valid_until) WHERE ((status = ANY (ARRAY['sent'::text, 'viewed'::text])) AND (deleted_at IS NULL));
policy company_wall restrictive for all to authenticated using ((owner_company_id IS NULL) OR (( SELECT app.company_ids() AS company_ids) IS NULL) OR (owner_company_id = ANY (( SELECT app.company_ids() AS company_ids)::uuid[]))) with check (same);
policy tenant_wall restrictive for all to authenticated using (tenant_id = ( SELECT app.tenant_id() AS tenant_id)) with check (same);
policy creates for insert to authenticated with check  CASE ( SELECT app.write_scope('quotes'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy reads for select to authenticated using  CASE ( SELECT app.read_scope('quotes'::text) AS read_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END;
policy updates for update to authenticated using  CASE ( SELECT app.write_scope('quotes'::text) AS write_scope) WHEN 'ALL'::text THEN true WHEN 'GROUP'::text THEN (team_id = ANY (( SELECT app.team_ids() AS team_ids)::uuid[])) WHEN 'SELF'::text THEN (owner_user_id = ( SELECT app.user_id() AS user_id)) ELSE false END with check (same);
grant insert (owner_company_id, quote_number, number_period, number_sequence, contact_id, client_name, client_company, client_address, title, issue_date, valid_until, currency, language, vat_rate, subtotal, vat_amount, total, shown_vat_rate, vat_by_rate, deposit_percentage, deposit_amount, notes, internal_notes) to authenticated;
grant select to authenticated;
grant update (status, contact_id, client_name, client_company, client_address, seller, title, issue_date, valid_until, vat_rate, subtotal, vat_amount, total, shown_vat_rate, vat_by_rate, deposit_percentage, deposit_amount, notes, internal_notes, rejection_reason, deleted_at) to authenticated;
trigger announce AFTER INSERT OR UPDATE ON sales.quotes FOR EACH ROW EXECUTE FUNCTION sales.announce_quote();
trigger count_deleted AFTER DELETE ON sales.quotes REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION app.count_deleted();
trigger count_inserted AFTER INSERT ON sales.quotes REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.count_inserted();
trigger count_updated AFTER UPDATE ON sales.quotes REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION app.count_updated();
trigger guard BEFORE UPDATE ON sales.quotes FOR EACH ROW EXECUTE FUNCTION sales.guard_quote();
trigger record AFTER INSERT OR DELETE OR UPDATE ON sales.quotes FOR EACH ROW EXECUTE FUNCTION audit.record('quote', 'data_modification');

function sales.announce_quote() returns trigger language plpgsql security definer;
function sales.client_of(p_contact uuid) returns json language plpgsql stable granted to authenticated;
function sales.close_portal_access() returns trigger language plpgsql security definer;
function sales.create_quote(p jsonb) returns json language plpgsql granted to authenticated;
function sales.ensure_portal_account(p_contact uuid, p_owner_company uuid, p_company uuid, p_email text, p_token_hash text) returns TABLE(account_id uuid, is_new boolean, email text, language text, seller_name text, portal_domain text) language plpgsql security definer granted to authenticated;
function sales.ensure_portal_account_of_quote(p_quote uuid, p_token_hash text) returns TABLE(account_id uuid, is_new boolean, email text, language text, seller_name text, portal_domain text) language plpgsql security definer granted to authenticated;
function sales.expire_quotes() returns integer language plpgsql security definer granted to authenticated;
function sales.find_portal_link(p_purpose text, p_token_hash text) returns TABLE(state text, email text, name text) language plpgsql security definer granted to comptoir_gate;
function sales.find_portal_sign_in(p_email text, p_company uuid, p_host text, p_subdomain text) returns jsonb language plpgsql security definer granted to comptoir_gate;
function sales.guard_portal_account() returns trigger language plpgsql;
function sales.guard_quote() returns trigger language plpgsql;
function sales.invoice_of_quote(p_quote uuid) returns uuid language plpgsql stable security definer granted to authenticated;
function sales.keep_sent_lines() returns trigger language plpgsql security definer;
function sales.lock_quote(p_id uuid) returns TABLE(id uuid, status text, issue_date date, valid_until date, today date, quote_number text, contact_id uuid, language text, vat_rate numeric, total numeric, currency text, updated_at timestamp with time zone) language plpgsql granted to authenticated;
function sales.mail_contact(p_contact uuid, p_subject text, p_body text, p_attachments jsonb, p_entity text, p_entity_id uuid) returns text language plpgsql security definer granted to authenticated;
function sales.mail_portal_link(p_account uuid, p_purpose text, p_token_hash text, p_subject text, p_body text) returns void language plpgsql security definer granted to comptoir_gate;
function sales.move_quote(p_id uuid, p_status text, p_valid_until date, p_reason text, OUT status text, OUT updated_at timestamp with time zone, OUT seller_name text, OUT seller_country text) returns record language plpgsql granted to authenticated;
function sales.my_portal_profile() returns jsonb language plpgsql stable security definer granted to authenticated;
function sales.note_mail_failure(p_entity text, p_entity_id uuid, p_cause text) returns void language plpgsql security definer granted to authenticated;
function sales.open_conversion(p_quote uuid) returns jsonb language plpgsql security definer granted to authenticated;
function sales.open_portal_session(p_account sales.portal_accounts, p_method text) returns uuid language plpgsql;
function sales.portal_attempt(p_email text) returns text language sql immutable;
function sales.portal_locked_seconds(p_attempt text) returns integer language sql;
function sales.portal_profile(p_account uuid) returns jsonb language sql stable;
function sales.put_lines(p_quote uuid, p_items jsonb) returns void language plpgsql granted to authenticated;
function sales.quote_context(p_contact uuid, p_company text, p_on date) returns json language plpgsql stable granted to authenticated;
function sales.quote_document(p_id uuid) returns json language plpgsql stable granted to authenticated;
function sales.quote_json(p_id uuid) returns json language plpgsql stable granted to authenticated;
function sales.quote_moves(p_from text) returns text[] language sql immutable granted to authenticated;
function sales.quote_page(p_page integer, p_limit integer, p_contact uuid, p_statuses text[]) returns json language plpgsql stable granted to authenticated;
function sales.settle_portal_sign_in(p_attempt text, p_account uuid, p_password_hash text, p_reason text) returns TABLE(locked_seconds integer, refused boolean, session_id uuid, profile jsonb) language plpgsql security definer granted to comptoir_gate;
function sales.shown_status(p_status text) returns text language sql immutable granted to authenticated;
function sales.sign_out_of_portal() returns boolean language plpgsql security definer granted to authenticated;
function sales.speak_as_client(p_tenant uuid, p_account uuid, p_session uuid) returns void language plpgsql;
function sales.use_portal_link(p_purpose text, p_token_hash text, p_password_hash text) returns text language plpgsql security definer granted to comptoir_gate;

-- On tables of the platform.
policy attendants on realtime.messages for insert to authenticated with check ((extension = 'presence'::text) AND ( SELECT app.may_meet(( SELECT realtime.topic() AS topic)) AS may_meet));
policy listeners on realtime.messages for select to authenticated using  CASE extension WHEN 'broadcast'::text THEN ( SELECT app.may_listen(( SELECT realtime.topic() AS topic)) AS may_listen) WHEN 'presence'::text THEN ( SELECT app.may_meet(( SELECT realtime.topic() AS topic)) AS may_meet) ELSE false END;
policy comptoir_documents_reads on storage.objects for select to authenticated using ((bucket_id = 'documents'::text) AND ((storage.foldername(name))[1] = (( SELECT app.tenant_id() AS tenant_id))::text) AND (EXISTS ( SELECT FROM documents.files f WHERE ((f.tenant_id = ( SELECT app.tenant_id() AS tenant_id)) AND (f.storage_key = objects.name) AND (f.status = 'stored'::text) AND (f.deleted_at IS NULL)))));
