-- Exchanges a refresh token for its only successor. What must be remembered although the caller is refused (the end of a
-- family after reuse) is committed with the answer, hence a problem name instead of an error.
create function identity.rotate_refresh_token(
  p_token_hash text, p_successor_hash text, p_refresh_seconds int, p_remembered_seconds int
) returns table (
  refusal text, session_id uuid, expires_at timestamptz, refresh_seconds int, refresh_in_body boolean,
  access_in_cookie boolean, profile jsonb
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  -- Two tabs wake up together: the slower one is told to wait, not thrown out.
  grace constant interval := interval '10 seconds';
  request jsonb := app.request();
  token identity.refresh_tokens;
  family record;
  successor uuid;
  lifetime int;
  extended timestamptz;
begin
  select r.* into token from identity.refresh_tokens r where r.token_hash = p_token_hash for update;
  if not found then
    return query select 'invalid_refresh_token', null::uuid, null::timestamptz, null::int, null::boolean, null::boolean, null::jsonb;
    return;
  end if;
  select s.*, u.status as user_status, m.status as membership_status, t.status as tenant_status, t.settings into family
  from identity.sessions s
  join identity.users u on u.id = s.user_id
  join identity.memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
  join identity.tenants t on t.id = s.tenant_id
  where s.id = token.session_id
  for no key update of s;
  perform identity.speak_as(family.tenant_id, family.user_id, family.id);

  refusal := case
    when token.expires_at <= now() then 'refresh_token_expired'
    -- Disabling somebody also ends their sessions; they are told the reason, not the consequence.
    when family.user_status = 'DISABLED' or family.membership_status = 'DISABLED' then 'account_disabled'
    when family.status not in ('active', 'idle') then 'session_revoked'
    when family.user_status <> 'ACTIVE' or family.membership_status <> 'ACTIVE' then 'account_disabled'
    when family.tenant_status <> 'active' then 'tenant_disabled'
    when token.used_at > clock_timestamp() - grace and token.used_by_ip is not distinct from request ->> 'ip'
      and token.used_by_user_agent is not distinct from request ->> 'user_agent' then 'refresh_in_progress'
    when token.used_at is not null then 'refresh_token_reused'
    when family.agent_family <> identity.agent_family(request ->> 'user_agent') then 'session_revoked'
    -- The organisation has come to want a second factor: the next sign-in leads to its set-up.
    when family.mfa_level = 'none' and identity.mfa_enforced(family.tenant_id, family.user_id) and not exists (
      select from identity.mfa_factors f where f.user_id = family.user_id and f.status = 'enabled'
    ) then 'session_revoked'
  end;
  if refusal = 'refresh_token_reused' then
    perform identity.end_session(family.id, 'revoked', 'token_reuse');
    perform audit.append(
      'authentication', 'refresh_token_reuse', 'A refresh token was used twice; the session was ended.', 'session',
      family.id::text, null, null, 'alert', 'failure'
    );
  elsif refusal = 'session_revoked' and family.status in ('active', 'idle') then
    if family.agent_family <> identity.agent_family(request ->> 'user_agent') then
      perform identity.end_session(family.id, 'hijacked', 'suspicious_activity');
    else
      perform identity.end_session(family.id, 'revoked', 'security_alert');
    end if;
  end if;
  if refusal is not null then
    return query select refusal, family.id, null::timestamptz, null::int, null::boolean, null::boolean, null::jsonb;
    return;
  end if;

  lifetime := identity.policy_seconds(
    family.settings, 'refresh_seconds', case when family.remember then p_remembered_seconds else p_refresh_seconds end
  );
  insert into identity.refresh_tokens as r (session_id, token_hash, expires_at, created_by_ip)
  values (family.id, p_successor_hash, now() + make_interval(secs => lifetime), request ->> 'ip')
  returning r.id into successor;
  update identity.refresh_tokens r set used_at = clock_timestamp(), replaced_by_id = successor,
    used_by_ip = request ->> 'ip', used_by_user_agent = request ->> 'user_agent'
  where r.id = token.id;
  update identity.sessions s set status = 'active', last_activity_at = clock_timestamp(), ip = request ->> 'ip',
    expires_at = now() + least(interval '24 hours', make_interval(secs => lifetime)),
    refresh_expires_at = now() + make_interval(secs => lifetime)
  where s.id = family.id
  returning s.expires_at into extended;
  if identity.network_of(family.ip) <> identity.network_of(request ->> 'ip') then
    perform audit.append(
      'authentication', 'session_network_changed', '', 'session', family.id::text, null, null, 'notice', 'success',
      jsonb_build_object('earlier_ip', family.ip)
    );
  end if;
  perform audit.append('authentication', 'token_refreshed', '', 'session', family.id::text, null, null, 'debug');
  return query select null::text, family.id, extended, lifetime,
    not (family.cookie_refresh or coalesce(family.settings -> 'auth' ->> 'cookie_only' = 'true', false)),
    family.cookie_access, identity.member_profile(family.tenant_id, family.user_id);
end
$$;
revoke execute on function identity.rotate_refresh_token(text, text, int, int) from public;
grant execute on function identity.rotate_refresh_token(text, text, int, int) to comptoir_gate;
comment on function identity.rotate_refresh_token(text, text, int, int) is
  'Uses a refresh token once and stores its successor. A second use ends the session, except within 10 seconds by the same '
  'client. refusal names the problem; null means rotated.';
