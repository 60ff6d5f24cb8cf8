-- From here on the transaction speaks for this person: for the audit log of sign-in functions, which run before any claims.
create function identity.speak_as(p_tenant uuid, p_user uuid, p_session uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform set_config('request.jwt.claims', jsonb_build_object(
    'role', 'authenticated', 'sub', p_user, 'tenant_id', p_tenant, 'session_id', p_session
  )::text, true);
end
$$;

-- A number of the tenant's sign-in policy (settings.auth), never above what the platform allows.
create function identity.policy_seconds(p_settings jsonb, p_name text, p_most int) returns int
language sql immutable set search_path = ''
as $$
  select case jsonb_typeof(p_settings -> 'auth' -> p_name)
    when 'number' then least(p_most, greatest(60, (p_settings -> 'auth' ->> p_name)::numeric::int))
    else p_most
  end
$$;

-- Ends a session that is still open; false when it was over already. The refresh tokens of a closed session are worthless.
create function identity.end_session(p_session uuid, p_status text, p_reason text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  ended record;
begin
  update identity.sessions s set status = p_status, revoked_at = clock_timestamp(), revoke_reason = p_reason
  where s.id = p_session and s.status in ('active', 'idle')
  returning s.tenant_id, s.user_id, s.portal_account_id into ended;
  if not found then
    return false;
  end if;
  perform audit.append(
    'authentication', case p_status when 'logged_out' then 'logout' else 'session_revoked' end, '', 'session',
    p_session::text, null, null, case p_status when 'hijacked' then 'alert' else 'info' end, 'success',
    jsonb_build_object('reason', p_reason), ended.tenant_id,
    coalesce(app.user_id(), ended.user_id, ended.portal_account_id)::text,
    case when app.user_id() is null then case when ended.user_id is null then 'external' else 'user' end end
  );
  if ended.user_id is not null then
    perform app.publish(
      'session.ended', 'session', p_session, 'user:' || ended.user_id, jsonb_build_object('reason', p_reason), ended.tenant_id
    );
  end if;
  return true;
end
$$;

-- True when a person who has signed in before does so from something they never used: neither the device nor the browser and
-- system are those of one of the last sign-ins.
create function identity.is_new_device(p_user uuid, p_device_hash text, p_user_agent text) returns boolean
language sql stable set search_path = ''
as $$
  select count(*) > 0
    and coalesce(not bool_or(
      (p_device_hash is not null and s.device_id = p_device_hash) or s.agent_family = identity.agent_family(p_user_agent)
    ), identity.agent_family(p_user_agent) is not null)
  from (
    select r.device_id, r.agent_family from identity.sessions r where r.user_id = p_user order by r.created_at desc limit 200
  ) s
$$;

-- Opens a session for somebody who has proved who they are, by whatever method; the sixth one closes the least recently used.
-- p_attempt is the key of the sign-in counter that this success resets, null for methods that have none. p_mfa says what became
-- of the second factor: mfa (shown), waived (on a trusted device or by the risk policy) or none (there is none). Whoever has one
-- gets no session past it, whatever door they came through; whoever must have one and has none gets a session of 15 minutes,
-- without refresh token, that can do nothing but set it up. p_place is where the address is, as far as anybody asked.
create function identity.open_session(
  p_tenant uuid, p_user uuid, p_method text, p_attempt text, p_token_hash text, p_remember boolean, p_refresh_seconds int,
  p_cookie_refresh boolean, p_cookie_access boolean, p_mfa text default 'none', p_device_hash text default null,
  p_place jsonb default null
) returns table (
  session_id uuid, expires_at timestamptz, refresh_seconds int, refresh_in_body boolean, access_in_cookie boolean,
  mfa_setup boolean, new_device boolean, agent_family text, profile jsonb
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  most_sessions constant int := 5;
  request jsonb := app.request();
  member record;
  opened record;
  surplus uuid;
  lifetime int;
  level text := case p_mfa when 'mfa' then 'mfa' else 'none' end;
begin
  select m.status as membership_status, u.status as user_status, t.status as tenant_status, t.settings into member
  from identity.memberships m
  join identity.users u on u.id = m.user_id
  join identity.tenants t on t.id = m.tenant_id
  where m.tenant_id = p_tenant and m.user_id = p_user
  for no key update of m;
  if member is null or member.user_status <> 'ACTIVE' or member.membership_status <> 'ACTIVE' then
    perform app.refuse('account_disabled');
  end if;
  if member.tenant_status <> 'active' then
    perform app.refuse('tenant_disabled');
  end if;
  lifetime := identity.policy_seconds(member.settings, 'refresh_seconds', p_refresh_seconds);
  if p_mfa = 'none' then
    if exists (select from identity.mfa_factors f where f.user_id = p_user and f.status = 'enabled') then
      perform app.refuse('mfa_required');
    end if;
    if identity.mfa_enforced(p_tenant, p_user) then
      level := 'setup';
      lifetime := 900;
    end if;
  end if;
  new_device := identity.is_new_device(p_user, p_device_hash, request ->> 'user_agent');

  for surplus in
    select s.id from identity.sessions s
    where s.tenant_id = p_tenant and s.user_id = p_user and s.status in ('active', 'idle')
      and s.refresh_expires_at > now()
    order by s.last_activity_at desc, s.id desc offset most_sessions - 1
  loop
    perform identity.end_session(surplus, 'revoked', 'concurrent_limit');
  end loop;

  insert into identity.sessions as s (
    tenant_id, user_id, login_method, device_id, user_agent, ip, place, remember, mfa_level, stepped_up_at, last_activity_at,
    idle_seconds, expires_at, refresh_expires_at, cookie_refresh, cookie_access
  ) values (
    p_tenant, p_user, p_method, p_device_hash, request ->> 'user_agent', request ->> 'ip', p_place, p_remember, level,
    case level when 'mfa' then clock_timestamp() end, clock_timestamp(),
    identity.policy_seconds(member.settings, 'idle_seconds', 1800), now() + least(interval '24 hours', make_interval(secs => lifetime)),
    now() + make_interval(secs => lifetime), p_cookie_refresh, p_cookie_access
  ) returning s.id, s.expires_at into opened;
  if level <> 'setup' then
    insert into identity.refresh_tokens (session_id, token_hash, expires_at, created_by_ip)
    values (opened.id, p_token_hash, now() + make_interval(secs => lifetime), request ->> 'ip');
  end if;
  update identity.users u set last_login_at = now() where u.id = p_user;

  perform identity.speak_as(p_tenant, p_user, opened.id);
  if p_attempt is not null then
    insert into identity.login_attempts (email_norm, ip, tenant_id, outcome)
    values (p_attempt, request ->> 'ip', p_tenant, 'success');
  end if;
  perform audit.append(
    'authentication', 'login_success', '', 'session', opened.id::text, null, null, 'info', 'success',
    jsonb_build_object('method', p_method, 'remember', p_remember, 'mfa', case level when 'setup' then level else p_mfa end)
  );
  return query select opened.id, opened.expires_at, lifetime,
    not (p_cookie_refresh or coalesce(member.settings -> 'auth' ->> 'cookie_only' = 'true', false)),
    p_cookie_access, level = 'setup', new_device, identity.agent_family(request ->> 'user_agent'),
    identity.member_profile(p_tenant, p_user);
end
$$;
revoke execute on function identity.speak_as(uuid, uuid, uuid), identity.policy_seconds(jsonb, text, int),
  identity.end_session(uuid, text, text), identity.is_new_device(uuid, text, text),
  identity.open_session(uuid, uuid, text, text, text, boolean, int, boolean, boolean, text, text, jsonb)
from public;
grant execute on function identity.open_session(uuid, uuid, text, text, text, boolean, int, boolean, boolean, text, text, jsonb) to comptoir_gate;
comment on function identity.open_session(uuid, uuid, text, text, text, boolean, int, boolean, boolean, text, text, jsonb) is
  'Opens a session with its first refresh token (by hash); at most five stay open. Raises account_disabled, tenant_disabled, '
  'mfa_required.';
comment on function identity.end_session(uuid, text, text) is 'Ends an open session and says so in the audit log.';
