-- What the second step of a sign-in depends on: the factor, the policy, the trust in the device and, where the policy weighs
-- risk, what is usual for this person. A device that is recognised has been seen.
create function identity.second_factor_standing(p_tenant uuid, p_user uuid, p_device_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  policy constant jsonb := identity.auth_policy(p_tenant) -> 'mfa';
  request constant jsonb := app.request();
  enrolled constant boolean := exists (
    select from identity.mfa_factors f where f.user_id = p_user and f.status = 'enabled'
  );
  trusted boolean;
  history jsonb;
begin
  update identity.trusted_devices d set last_seen = clock_timestamp()
  where d.tenant_id = p_tenant and d.user_id = p_user and d.fingerprint_hash = p_device_hash and d.trusted_until > now();
  trusted := found;
  if policy -> 'adaptive_enabled' = 'true' then
    select jsonb_build_object(
      'sign_ins', count(*),
      'ip_known', coalesce(bool_or(s.ip = request ->> 'ip'), false),
      'countries', coalesce(jsonb_agg(distinct s.place ->> 'country') filter (where s.place ? 'country'), '[]'),
      'hours', coalesce(jsonb_agg(
        round(extract(hour from s.created_at) + extract(minute from s.created_at) / 60, 2) order by s.created_at desc
      ) filter (where s.nth <= 30), '[]'),
      'last', (
        select jsonb_build_object('at', l.created_at, 'place', l.place) from identity.sessions l
        where l.user_id = p_user and l.place ? 'latitude' order by l.created_at desc limit 1
      )
    ) into history
    from (
      select r.ip, r.place, r.created_at, row_number() over (order by r.created_at desc) as nth
      from identity.sessions r where r.user_id = p_user order by r.created_at desc limit 200
    ) s;
    history := history || jsonb_build_object(
      'device_known', not identity.is_new_device(p_user, p_device_hash, request ->> 'user_agent'),
      'failures', (
        select count(*) from identity.login_attempts a join identity.users u on u.id = p_user
        where a.email_norm = u.email and a.outcome = 'failure' and a.at > clock_timestamp() - interval '1 hour'
      )
    );
  end if;
  return jsonb_build_object(
    'enrolled', enrolled, 'enforced', identity.mfa_enforced(p_tenant, p_user), 'trusted', trusted,
    'locked_seconds', (
      select ceil(extract(epoch from f.locked_until - clock_timestamp()))::int from identity.mfa_factors f
      where f.user_id = p_user and f.status = 'enabled' and f.locked_until > clock_timestamp()
    ),
    'adaptive', policy -> 'adaptive_enabled' = 'true', 'history', history
  );
end
$$;

-- A sign-in that nothing explains is an alert for the organisation.
create function identity.alert_risky_sign_in(p_tenant uuid, p_user uuid, p_risk jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform audit.append(
    'security', 'risky_sign_in', 'A sign-in with a right password looks like somebody else''s.', 'user', p_user::text, null, null,
    'alert', 'in_progress', p_risk, p_tenant, p_user::text, 'anonymous'
  );
end
$$;
revoke execute on function identity.second_factor_standing(uuid, uuid, text), identity.alert_risky_sign_in(uuid, uuid, jsonb)
from public;
grant execute on function identity.second_factor_standing(uuid, uuid, text), identity.alert_risky_sign_in(uuid, uuid, jsonb)
to comptoir_gate;
comment on function identity.second_factor_standing(uuid, uuid, text) is
  'Factor, policy, trust and habits of a member who has just shown the first factor.';
