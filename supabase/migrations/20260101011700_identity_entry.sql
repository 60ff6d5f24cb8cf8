-- The door of every request. Each function checks one kind of credential, decides the permission before any row is read,
-- and leaves behind, for this transaction only, who is asking. The caller switches to the role authenticated right after.

create function app.begin_as(p_tenant uuid, p_user uuid, p_grants jsonb, p_teams uuid[], p_companies text, p_request text)
returns void
language plpgsql set search_path = ''
as $$
begin
  perform
    set_config('app.tenant_id', p_tenant::text, true),
    set_config('app.user_id', p_user::text, true),
    set_config('app.grants', p_grants::text, true),
    set_config('app.team_ids', p_teams::text, true),
    set_config('app.company_ids', p_companies, true),
    set_config('app.request', p_request, true);
end
$$;

-- While a backup is restored an organisation may only be read; p_job is the job that restores it, p_who whoever comes.
create function app.require_writable(p_job uuid, p_who text) returns void
language plpgsql set search_path = ''
as $$
begin
  if p_job is not null and p_job::text is distinct from p_who and current_setting('transaction_read_only') = 'off' then
    perform app.refuse('tenant_restoring');
  end if;
end
$$;

create function app.require(p_grants jsonb, p_key text, p_action text) returns void
language plpgsql set search_path = ''
as $$
begin
  if p_key is not null
    and coalesce(p_grants -> '*', p_grants -> p_key) ->> (case p_action when 'read' then 0 else 1 end) is null
  then
    perform app.refuse('authorization_error', jsonb_build_object('required', p_key || '.' || p_action));
  end if;
end
$$;

-- p_claims is the payload of an access token whose signature the caller has verified.
create function app.enter_session(
  p_claims text, p_key text, p_action text, p_request text, p_assurance text default 'session'
) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  claims constant jsonb := p_claims::jsonb;
  tenant constant uuid := claims ->> 'tenant_id';
  person constant uuid := claims ->> 'sub';
  found_row record;
  user_agent text;
begin
  select s.status as session_status, s.expires_at, s.last_activity_at, s.idle_seconds, s.user_agent, s.agent_family, s.mfa_level, s.stepped_up_at,
    u.status as user_status, m.status as membership_status, m.grants, m.team_ids, m.company_ids, t.status as tenant_status, t.restoring_job
  into found_row
  from identity.sessions s
  join identity.users u on u.id = s.user_id
  join identity.memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
  join identity.tenants t on t.id = s.tenant_id
  where s.id = (claims ->> 'session_id')::uuid
    and s.user_id = person
    and s.tenant_id = tenant;
  if found_row is null or found_row.session_status <> 'active' or found_row.expires_at <= now()
    or found_row.last_activity_at + make_interval(secs => found_row.idle_seconds) <= now()
  then
    perform app.refuse('session_revoked');
  end if;
  -- A browser is updated within a session, but never turns into another one.
  -- The quick look finds the same text in the facts of the request without reading them.
  if found_row.agent_family is not null and strpos(p_request, found_row.user_agent) = 0 then
    user_agent := p_request::json ->> 'user_agent';
    if user_agent <> found_row.user_agent and identity.agent_family(user_agent) <> found_row.agent_family then
      perform app.refuse('session_revoked', '{"reason": "suspicious_activity"}');
    end if;
  end if;
  if found_row.user_status <> 'ACTIVE' or found_row.membership_status <> 'ACTIVE' then
    perform app.refuse('account_disabled');
  end if;
  if found_row.tenant_status <> 'active' then
    perform app.refuse('tenant_disabled');
  end if;
  if found_row.restoring_job is not null then
    perform app.require_writable(found_row.restoring_job, null);
  end if;
  if found_row.mfa_level = 'setup' and p_assurance <> 'setup' then
    perform app.refuse('mfa_setup_required');
  end if;
  -- Written out what app.require and app.begin_as do for everybody else: two calls less are a quarter of this function.
  if p_key is not null
    and coalesce(found_row.grants -> '*', found_row.grants -> p_key) ->> (case p_action when 'read' then 0 else 1 end) is null
  then
    perform app.refuse('authorization_error', jsonb_build_object('required', p_key || '.' || p_action));
  end if;
  if p_assurance = 'step_up' and coalesce(found_row.stepped_up_at, '-infinity') <= now() - interval '10 minutes'
    and exists (
      select from identity.mfa_factors f where f.user_id = person and f.status = 'enabled'
    )
  then
    perform app.refuse('mfa_step_up_required');
  end if;
  perform
    set_config('request.jwt.claims', p_claims, true),
    set_config('app.tenant_id', tenant::text, true),
    set_config('app.user_id', person::text, true),
    set_config('app.grants', found_row.grants::text, true),
    set_config('app.team_ids', found_row.team_ids::text, true),
    set_config('app.company_ids', case when found_row.grants ? '*' then 'all' else found_row.company_ids::text end, true),
    set_config('app.request', p_request, true);
  return json_build_object('stale', found_row.last_activity_at < now() - interval '1 minute');
end
$$;

create function app.enter_api_key(p_hash text, p_ip text, p_key text, p_action text, p_request text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  api_key record;
begin
  select k.id, k.tenant_id, k.grants, k.ip_allowlist, k.expires_at, k.is_active, k.last_used_at, t.status as tenant_status, t.restoring_job
  into api_key
  from identity.api_keys k join identity.tenants t on t.id = k.tenant_id
  where k.key_hash = p_hash;
  if api_key is null or not api_key.is_active then
    perform app.refuse('api_key_invalid');
  end if;
  if api_key.expires_at <= now() then
    perform app.refuse('api_key_expired');
  end if;
  if cardinality(api_key.ip_allowlist) > 0
    and not (p_ip is not null and p_ip <> '' and p_ip::inet <<= any (api_key.ip_allowlist))
  then
    perform app.refuse('ip_not_allowed');
  end if;
  if api_key.tenant_status <> 'active' then
    perform app.refuse('tenant_disabled');
  end if;
  perform app.require_writable(api_key.restoring_job, null);
  perform app.require(api_key.grants, p_key, p_action);
  perform set_config('request.jwt.claims', jsonb_build_object(
    'role', 'authenticated', 'sub', api_key.id, 'tenant_id', api_key.tenant_id, 'actor_type', 'api_key'
  )::text, true);
  perform app.begin_as(api_key.tenant_id, api_key.id, api_key.grants, '{}', 'all', p_request);
  return json_build_object(
    'tenant_id', api_key.tenant_id, 'key_id', api_key.id,
    'stale', api_key.last_used_at is null or api_key.last_used_at < now() - interval '1 minute'
  );
end
$$;

-- Work without a person: jobs, schedules, provider webhooks. One tenant at a time, through the same wall.
create function app.enter_service(p_tenant uuid, p_request text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  restoring uuid;
begin
  select t.restoring_job into restoring from identity.tenants t where t.id = p_tenant and t.status = 'active';
  if not found then
    perform app.refuse('tenant_disabled');
  end if;
  if restoring is not null then
    perform app.require_writable(restoring, p_request::jsonb ->> 'request_id');
  end if;
  perform set_config('request.jwt.claims', jsonb_build_object(
    'role', 'authenticated', 'sub', '00000000-0000-0000-0000-000000000000', 'tenant_id', p_tenant, 'actor_type', 'service'
  )::text, true);
  perform app.begin_as(p_tenant, '00000000-0000-0000-0000-000000000000', '{"*": ["ALL", "ALL"]}', '{}', 'all', p_request);
  return json_build_object('tenant_id', p_tenant);
end
$$;

-- Activity is noted a little late and in bulk, never inside a reading request. p_addresses says where each session was used
-- from: moving to another network is usual for a telephone, so it is logged and nothing else.
create function app.note_activity(p_sessions uuid[], p_addresses text[], p_keys uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  moved record;
begin
  for moved in
    select s.id, s.tenant_id, coalesce(s.user_id, s.portal_account_id)::text as owner,
      case when s.user_id is null then 'external' else 'user' end as owner_type, s.ip as earlier_ip, used.ip
    from unnest(p_sessions, p_addresses) as used (id, ip) join identity.sessions s on s.id = used.id
    where s.status = 'active' and identity.network_of(s.ip) <> identity.network_of(used.ip)
  loop
    update identity.sessions s set ip = moved.ip where s.id = moved.id;
    perform audit.append(
      'authentication', 'session_network_changed', '', 'session', moved.id::text, null, null, 'notice', 'success',
      jsonb_build_object('earlier_ip', moved.earlier_ip, 'ip', moved.ip), moved.tenant_id, moved.owner, moved.owner_type
    );
  end loop;
  update identity.sessions s set last_activity_at = now(),
    expires_at = case
      when s.expires_at - now() < interval '12 hours' then least(now() + interval '24 hours', s.refresh_expires_at)
      else s.expires_at
    end
  where s.id = any (p_sessions) and s.status = 'active';
  update identity.api_keys k set last_used_at = now() where k.id = any (p_keys);
end
$$;

-- What the rate limiter needs to know about a key before it lets the request through.
create function app.api_key_limit(p_hash text) returns json
language sql stable security definer set search_path = ''
as $$
  select json_build_object('key_id', k.id, 'tenant_id', k.tenant_id, 'rate_limit_per_hour', k.rate_limit_per_hour)
  from identity.api_keys k where k.key_hash = p_hash and k.is_active
$$;

revoke execute on function app.begin_as(uuid, uuid, jsonb, uuid[], text, text), app.require(jsonb, text, text),
  app.require_writable(uuid, text), app.enter_session(text, text, text, text, text), app.enter_api_key(text, text, text, text, text),
  app.enter_service(uuid, text), app.note_activity(uuid[], text[], uuid[]), app.api_key_limit(text)
from public;
comment on function app.enter_session(text, text, text, text, text) is
  'Opens the transaction for a verified access token: session, user, membership and tenant must be active and the key granted. '
  'p_assurance: session; step_up wants the second factor of whoever has one within ten minutes; setup lets in a session that '
  'still has to set one up. Raises session_revoked, account_disabled, tenant_disabled, mfa_setup_required, authorization_error, '
  'mfa_step_up_required.';
comment on function app.enter_api_key(text, text, text, text, text) is
  'Opens the transaction for an API key. Raises api_key_invalid, api_key_expired, ip_not_allowed, authorization_error.';
comment on function app.enter_service(uuid, text) is 'Opens the transaction for unattended work in one tenant.';
