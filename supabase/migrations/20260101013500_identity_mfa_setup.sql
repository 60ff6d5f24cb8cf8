-- Everything a signed-in person does to their second factor. Each of these functions means the caller and nobody else; what
-- they share with the sign-in stands in identity.find_mfa_factor and identity.settle_mfa.

-- Replaces the backup codes of a person.
create function identity.replace_backup_codes(p_user uuid, p_hashes text[]) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from identity.backup_codes c where c.user_id = p_user;
  insert into identity.backup_codes (user_id, code_hash) select p_user, h from unnest(p_hashes) h;
end
$$;

-- Starts the set-up: a secret waits for its first code. Raises mfa_already_enabled.
create function identity.begin_totp(p_secret text, p_code_hashes text[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := app.user_id();
begin
  insert into identity.mfa_factors as f (user_id, secret_enc) values (me, p_secret)
  on conflict (user_id, type) do update set secret_enc = excluded.secret_enc, status = 'pending', configured_at = null,
    last_used_step = null, failed_count = 0, last_failed_at = null, locked_until = null
  where f.status <> 'enabled';
  if not found then
    perform app.refuse('mfa_already_enabled');
  end if;
  perform identity.replace_backup_codes(me, p_code_hashes);
  perform audit.append('authentication', 'mfa_setup', '', 'user', me::text);
end
$$;

-- Ends the set-up: the code of p_step was the right one. A session that was let in for nothing else becomes a complete one, with
-- the refresh token it was not given before; for it the session comes back, for others no row. Raises mfa_not_pending.
create function identity.activate_totp(p_step bigint, p_token_hash text, p_refresh_seconds int, p_remembered_seconds int)
returns table (
  session_id uuid, expires_at timestamptz, refresh_seconds int, refresh_in_body boolean, access_in_cookie boolean, profile jsonb
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  me constant uuid := app.user_id();
  tenant constant uuid := app.tenant_id();
  own record;
  lifetime int;
begin
  update identity.mfa_factors f set status = 'enabled', configured_at = clock_timestamp(), last_used_step = p_step
  where f.user_id = me and f.type = 'totp' and f.status = 'pending';
  if not found then
    perform app.refuse('mfa_not_pending');
  end if;
  perform audit.append('authentication', 'mfa_enabled', '', 'user', me::text);
  select s.id, s.mfa_level, s.remember, s.cookie_refresh, s.cookie_access, t.settings into own
  from identity.sessions s join identity.tenants t on t.id = s.tenant_id
  where s.id = (app.claims() ->> 'session_id')::uuid and s.user_id = me
  for no key update of s;
  update identity.sessions s set mfa_level = 'mfa', stepped_up_at = clock_timestamp() where s.id = own.id;
  if own.mfa_level <> 'setup' then
    return;
  end if;
  lifetime := identity.policy_seconds(
    own.settings, 'refresh_seconds', case when own.remember then p_remembered_seconds else p_refresh_seconds end
  );
  insert into identity.refresh_tokens (session_id, token_hash, expires_at, created_by_ip)
  values (own.id, p_token_hash, now() + make_interval(secs => lifetime), app.request() ->> 'ip');
  return query
    update identity.sessions s set
      expires_at = now() + least(interval '24 hours', make_interval(secs => lifetime)),
      refresh_expires_at = now() + make_interval(secs => lifetime)
    where s.id = own.id
    returning s.id, s.expires_at, lifetime,
      not (own.cookie_refresh or coalesce(own.settings -> 'auth' ->> 'cookie_only' = 'true', false)), own.cookie_access,
      identity.member_profile(tenant, me);
end
$$;

-- New backup codes for old ones; the caller has just shown a code. Raises mfa_not_enabled.
create function identity.regenerate_backup_codes(p_hashes text[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := app.user_id();
begin
  if not exists (select from identity.mfa_factors f where f.user_id = me and f.status = 'enabled') then
    perform app.refuse('mfa_not_enabled');
  end if;
  perform identity.replace_backup_codes(me, p_hashes);
  perform audit.append('authentication', 'mfa_backup_codes_regenerated', '', 'user', me::text, null, null, 'notice');
end
$$;

-- Takes a second factor away with everything that hangs on it.
create function identity.remove_mfa(p_user uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  update identity.mfa_factors f set status = 'disabled', last_used_step = null where f.user_id = p_user;
  delete from identity.backup_codes c where c.user_id = p_user;
  delete from identity.trusted_devices d where d.user_id = p_user;
  update identity.sessions s set mfa_level = 'none', stepped_up_at = null
  where s.user_id = p_user and s.mfa_level = 'mfa' and s.status in ('active', 'idle');
  perform audit.append('authentication', 'mfa_disabled', '', 'user', p_user::text, null, null, 'warning');
end
$$;

-- The caller gives their second factor up. Raises mfa_enforced when any of their organisations wants one.
create function identity.disable_mfa() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := app.user_id();
begin
  if exists (
    select from identity.memberships m
    where m.user_id = me and m.status = 'ACTIVE' and identity.mfa_enforced(m.tenant_id, me)
  ) then
    perform app.refuse('mfa_enforced');
  end if;
  perform identity.remove_mfa(me);
end
$$;

-- An administrator takes the second factor of a member away, who has lost it, and ends their sessions. A factor belongs to the
-- person: where they work for other organisations too, no administrator of one of them may weaken their account there. Nor does
-- anybody take it from a member who may more than they do. Raises not_found, authorization_error, mfa_shared, mfa_not_enabled.
create function identity.reset_mfa(p_user uuid) returns int
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  member record;
  open_session uuid;
  ended int := 0;
begin
  select m.grants, u.is_superuser into member
  from identity.memberships m join identity.users u on u.id = m.user_id
  where m.tenant_id = tenant and m.user_id = p_user
  for no key update of u;
  if not found then
    perform app.refuse('not_found');
  end if;
  if (member.grants ? '*' and not app.grants() ? '*') or (member.is_superuser and p_user <> app.user_id()) then
    perform app.refuse('authorization_error');
  end if;
  if exists (
    select from identity.memberships m where m.user_id = p_user and m.tenant_id <> tenant and m.status = 'ACTIVE'
  ) then
    perform app.refuse('mfa_shared');
  end if;
  if not exists (select from identity.mfa_factors f where f.user_id = p_user and f.status = 'enabled') then
    perform app.refuse('mfa_not_enabled');
  end if;
  perform identity.remove_mfa(p_user);
  for open_session in
    select s.id from identity.sessions s where s.user_id = p_user and s.status in ('active', 'idle') order by s.id
  loop
    ended := ended + identity.end_session(open_session, 'revoked', 'admin_revoke')::int;
  end loop;
  return ended;
end
$$;

-- What the caller has: whether the factor works, since when, and how many backup codes are left.
create function identity.mfa_status() returns table (enabled boolean, configured_at timestamptz, remaining_codes int)
language sql stable security definer set search_path = ''
as $$
  select f.status = 'enabled', f.configured_at, (
    select count(*)::int from identity.backup_codes c where c.user_id = f.user_id and c.used_at is null
  )
  from identity.mfa_factors f where f.user_id = app.user_id() and f.type = 'totp'
$$;

revoke execute on function identity.replace_backup_codes(uuid, text[]), identity.begin_totp(text, text[]),
  identity.activate_totp(bigint, text, int, int), identity.regenerate_backup_codes(text[]), identity.remove_mfa(uuid),
  identity.disable_mfa(), identity.reset_mfa(uuid), identity.mfa_status()
from public;
grant execute on function identity.begin_totp(text, text[]), identity.activate_totp(bigint, text, int, int),
  identity.regenerate_backup_codes(text[]), identity.disable_mfa(), identity.reset_mfa(uuid), identity.mfa_status()
to authenticated;
comment on function identity.reset_mfa(uuid) is
  'Takes the second factor of a member of one organisation away and ends their sessions; answers how many.';
