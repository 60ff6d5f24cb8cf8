-- The session behind a verified token of another issuer: one row per session there, found again by every later token of it,
-- so that it is listed, limited and revoked like any other. Null when nobody has linked this identity, or when the account has
-- a second factor that the token does not prove. Whether the session is still open is decided at the door, as for all.
create function identity.linked_session(
  p_provider text, p_subject uuid, p_session uuid, p_issued_at timestamptz, p_second_factor boolean, p_refresh_seconds int,
  p_request text
) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  most_sessions constant int := 5;
  request jsonb := p_request::jsonb;
  member record;
  -- Not the identifier the issuer chose: it could be one of ours.
  own uuid;
  known identity.sessions;
  surplus uuid;
  lifetime interval;
begin
  select l.tenant_id, l.user_id, u.email, u.name, u.status as user_status, m.status as membership_status, m.role_keys,
    m.perm_version, t.status as tenant_status, t.settings
  into member
  from identity.auth_links l
  join identity.memberships m on m.tenant_id = l.tenant_id and m.user_id = l.user_id
  join identity.users u on u.id = l.user_id
  join identity.tenants t on t.id = l.tenant_id
  where l.provider = p_provider and l.subject = p_subject
  for no key update of m;
  if not found or not p_second_factor and exists (
    select from identity.mfa_factors f where f.user_id = member.user_id and f.status = 'enabled'
  ) then
    return null;
  end if;
  own := encode(substr(sha256(convert_to(
    concat_ws('|', member.tenant_id, member.user_id, p_provider, p_session), 'utf8'
  )), 1, 16), 'hex')::uuid;
  lifetime := make_interval(secs => identity.policy_seconds(member.settings, 'refresh_seconds', p_refresh_seconds));
  select s.* into known from identity.sessions s where s.id = own;
  if not found and member.user_status = 'ACTIVE' and member.membership_status = 'ACTIVE' and member.tenant_status = 'active' then
    for surplus in
      select s.id from identity.sessions s
      where s.tenant_id = member.tenant_id and s.user_id = member.user_id and s.status in ('active', 'idle')
        and s.refresh_expires_at > now()
      order by s.last_activity_at desc, s.id desc offset most_sessions - 1
    loop
      perform identity.end_session(surplus, 'revoked', 'concurrent_limit');
    end loop;
    insert into identity.sessions (
      id, tenant_id, user_id, login_method, user_agent, ip, mfa_level, last_activity_at, idle_seconds, expires_at, refresh_expires_at
    ) values (
      own, member.tenant_id, member.user_id, p_provider, request ->> 'user_agent', request ->> 'ip',
      case when p_second_factor then 'mfa' else 'none' end, clock_timestamp(),
      identity.policy_seconds(member.settings, 'idle_seconds', 1800), now() + least(interval '24 hours', lifetime), now() + lifetime
    );
    perform set_config('app.request', p_request, true);
    perform identity.speak_as(member.tenant_id, member.user_id, own);
    perform audit.append(
      'authentication', 'login_success', '', 'session', own::text, null, null, 'info', 'success',
      jsonb_build_object('method', p_provider)
    );
  elsif known.status = 'active' and p_issued_at > known.last_activity_at then
    -- The issuer refreshed its session, which wakes ours as a refresh of our own would.
    update identity.sessions s set last_activity_at = clock_timestamp(),
      expires_at = now() + least(interval '24 hours', lifetime), refresh_expires_at = now() + lifetime
    where s.id = own;
  end if;
  return json_build_object(
    'tenant_id', member.tenant_id, 'sub', member.user_id, 'session_id', own, 'email', member.email, 'name', member.name,
    'user_role', coalesce(member.role_keys[1], ''), 'roles', member.role_keys, 'perm_version', member.perm_version
  );
end
$$;
revoke execute on function identity.linked_session(text, uuid, uuid, timestamptz, boolean, int, text) from public;
comment on function identity.linked_session(text, uuid, uuid, timestamptz, boolean, int, text) is
  'Finds or opens the session of a verified token of another issuer; null for an identity nobody has linked.';
