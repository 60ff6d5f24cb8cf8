-- The second factor at work. A code is judged between find_mfa_factor, which makes all attempts of one person queue on their
-- row, and settle_mfa, which counts; both belong into one transaction.

-- The factor of the caller or, while nobody is signed in, of p_user; no row when there is none.
create function identity.find_mfa_factor(p_user uuid)
returns table (user_id uuid, status text, secret text, locked_seconds int)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  who constant uuid := coalesce(app.user_id(), p_user);
begin
  perform from identity.users u where u.id = who for no key update;
  return query
    select f.user_id, f.status, f.secret_enc, case
      when f.locked_until > clock_timestamp() then ceil(extract(epoch from f.locked_until - clock_timestamp()))::int
    end
    from identity.mfa_factors f where f.user_id = who and f.type = 'totp';
end
$$;

-- Settles a code of an enabled factor: of p_step when it was right, else perhaps a backup code by hash. Five wrong ones within 15
-- minutes lock the factor for 15 minutes and end all challenges. The problem is answered, not raised: what was counted stays.
create function identity.settle_mfa(p_user uuid, p_tenant uuid, p_step bigint, p_backup_hash text)
returns table (problem text, remaining_attempts int, retry_after int, codes_left int)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  most_failures constant int := 5;
  lock_time constant interval := interval '15 minutes';
  who constant uuid := coalesce(app.user_id(), p_user);
  factor identity.mfa_factors;
  failures int;
  right_code boolean;
begin
  select f.* into factor from identity.mfa_factors f
  where f.user_id = who and f.type = 'totp' and f.status = 'enabled' for update;
  if not found then
    return query select 'mfa_not_enabled', null::int, null::int, null::int;
    return;
  elsif factor.locked_until > clock_timestamp() then
    return query
      select 'mfa_locked', 0, ceil(extract(epoch from factor.locked_until - clock_timestamp()))::int, null::int;
    return;
  elsif p_step <= factor.last_used_step then
    return query select 'mfa_code_reused', null::int, null::int, null::int;
    return;
  end if;

  right_code := p_step is not null;
  if not right_code then
    update identity.backup_codes c set used_at = clock_timestamp()
    where c.user_id = who and c.code_hash = p_backup_hash and c.used_at is null;
    right_code := found;
  end if;
  if right_code then
    update identity.mfa_factors f set last_used_step = coalesce(p_step, f.last_used_step), failed_count = 0,
      last_failed_at = null, locked_until = null
    where f.id = factor.id;
    update identity.sessions s set mfa_level = 'mfa', stepped_up_at = clock_timestamp()
    where s.id = (app.claims() ->> 'session_id')::uuid and s.user_id = app.user_id();
    return query select null::text, null::int, null::int, (
      select count(*)::int from identity.backup_codes c where c.user_id = who and c.used_at is null
    );
    return;
  end if;

  failures := 1 + case when factor.last_failed_at > clock_timestamp() - lock_time then factor.failed_count else 0 end;
  update identity.mfa_factors f set failed_count = failures, last_failed_at = clock_timestamp(),
    locked_until = case when failures >= most_failures then clock_timestamp() + lock_time end
  where f.id = factor.id;
  if failures >= most_failures then
    update identity.mfa_challenges c set consumed_at = clock_timestamp() where c.user_id = who and c.consumed_at is null;
  end if;
  perform audit.append(
    'authentication', 'mfa_failed', '', 'user', who::text, null, null, 'warning', 'failure',
    jsonb_build_object('locked', failures >= most_failures), coalesce(app.tenant_id(), p_tenant), who::text,
    case when app.user_id() is null then 'anonymous' end
  );
  return query select case when failures >= most_failures then 'mfa_locked' else 'mfa_invalid_code' end,
    most_failures - failures, case when failures >= most_failures then extract(epoch from lock_time)::int end, null::int;
end
$$;

-- Keeps a sign-in for the second factor: five minutes. What is left of earlier ones of this person goes.
create function identity.challenge_mfa(
  p_tenant uuid, p_user uuid, p_method text, p_attempt text, p_portal text, p_remember boolean, p_cookie_refresh boolean,
  p_cookie_access boolean, p_place jsonb, p_risk jsonb
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  challenge uuid;
begin
  delete from identity.mfa_challenges c where c.user_id = p_user and c.expires_at < now();
  insert into identity.mfa_challenges as c (
    tenant_id, user_id, login_method, attempt, portal, remember, cookie_refresh, cookie_access, place, expires_at
  ) values (
    p_tenant, p_user, p_method, p_attempt, p_portal, p_remember, p_cookie_refresh, p_cookie_access, p_place,
    now() + interval '5 minutes'
  ) returning c.id into challenge;
  perform audit.append(
    'authentication', 'mfa_challenged', '', 'user', p_user::text, null, null, 'info', 'in_progress',
    coalesce(p_risk, '{}'), p_tenant, p_user::text, 'anonymous'
  );
  return challenge;
end
$$;

-- The sign-in a challenge stands for; no row when it is unknown, over or used.
create function identity.find_mfa_challenge(p_challenge uuid) returns setof identity.mfa_challenges
language sql stable security definer set search_path = ''
as $$
  select c.* from identity.mfa_challenges c where c.id = p_challenge and c.consumed_at is null and c.expires_at > now()
$$;

-- Uses a challenge up. Raises mfa_challenge_expired when another request was faster.
create function identity.consume_mfa_challenge(p_challenge uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update identity.mfa_challenges c set consumed_at = clock_timestamp()
  where c.id = p_challenge and c.consumed_at is null and c.expires_at > now();
  if not found then
    perform app.refuse('mfa_challenge_expired');
  end if;
end
$$;

-- Trusts a device of the person this transaction speaks for, as long as the policy says; of more than ten the one not seen for
-- longest goes.
create function identity.trust_device(p_fingerprint_hash text) returns table (id uuid, trusted_until timestamptz)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  most_devices constant int := 10;
  me constant uuid := app.user_id();
  tenant constant uuid := app.tenant_id();
  days constant int := (identity.auth_policy(tenant) -> 'mfa' ->> 'device_trust_days')::numeric::int;
  trusted record;
begin
  insert into identity.trusted_devices as d (
    tenant_id, user_id, fingerprint_hash, user_agent, ip_address, last_seen, trusted_until
  ) values (
    tenant, me, p_fingerprint_hash, app.request() ->> 'user_agent', app.request() ->> 'ip', clock_timestamp(),
    now() + make_interval(days => days)
  )
  on conflict (tenant_id, user_id, fingerprint_hash) do update set user_agent = excluded.user_agent,
    ip_address = excluded.ip_address, last_seen = excluded.last_seen, trusted_until = excluded.trusted_until
  returning d.id, d.trusted_until into trusted;
  update identity.sessions s set device_id = p_fingerprint_hash
  where s.id = (app.claims() ->> 'session_id')::uuid and s.user_id = me;
  delete from identity.trusted_devices d where d.id in (
    select o.id from identity.trusted_devices o where o.tenant_id = tenant and o.user_id = me
    order by o.last_seen desc, o.id desc offset most_devices
  );
  perform audit.append(
    'authentication', 'device_trusted', '', 'trusted_device', trusted.id::text, null, null, 'notice', 'success',
    jsonb_build_object('trusted_until', trusted.trusted_until)
  );
  return query select trusted.id, trusted.trusted_until;
end
$$;

-- Stops trusting a device of the caller and ends their sessions on it. Raises not_found.
create function identity.forget_device(p_device uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  forgotten text;
  session uuid;
begin
  delete from identity.trusted_devices d
  where d.id = p_device and d.tenant_id = app.tenant_id() and d.user_id = app.user_id()
  returning d.fingerprint_hash into forgotten;
  if not found then
    perform app.refuse('not_found');
  end if;
  perform audit.append('authentication', 'device_revoked', '', 'trusted_device', p_device::text, null, null, 'notice');
  for session in
    select s.id from identity.sessions s
    where s.tenant_id = app.tenant_id() and s.user_id = app.user_id() and s.device_id = forgotten
      and s.status in ('active', 'idle') and s.id is distinct from (app.claims() ->> 'session_id')::uuid
    order by s.id
  loop
    perform identity.end_session(session, 'revoked', 'device_revoked');
  end loop;
end
$$;

revoke execute on function identity.find_mfa_factor(uuid), identity.settle_mfa(uuid, uuid, bigint, text),
  identity.challenge_mfa(uuid, uuid, text, text, text, boolean, boolean, boolean, jsonb, jsonb),
  identity.find_mfa_challenge(uuid), identity.consume_mfa_challenge(uuid), identity.trust_device(text),
  identity.forget_device(uuid)
from public;
grant execute on function identity.find_mfa_factor(uuid), identity.settle_mfa(uuid, uuid, bigint, text),
  identity.trust_device(text)
to comptoir_gate, authenticated;
grant execute on function
  identity.challenge_mfa(uuid, uuid, text, text, text, boolean, boolean, boolean, jsonb, jsonb),
  identity.find_mfa_challenge(uuid), identity.consume_mfa_challenge(uuid)
to comptoir_gate;
grant execute on function identity.forget_device(uuid) to authenticated;
comment on function identity.settle_mfa(uuid, uuid, bigint, text) is
  'Counts one use of a second factor under a row lock. problem is null, mfa_code_reused, mfa_invalid_code, mfa_locked or '
  'mfa_not_enabled. In a session a right code steps the session up.';
