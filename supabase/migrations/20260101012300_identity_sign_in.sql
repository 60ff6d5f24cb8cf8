-- Seconds until an e-mail is free again, null when it is. A success forgives: it ends the lock.
create function identity.locked_seconds(p_attempt text) returns int
language plpgsql volatile set search_path = ''
as $$
begin
  return (
    select ceil(extract(epoch from max(a.locked_until) - clock_timestamp()))::int
    from identity.login_attempts a
    where a.email_norm = p_attempt and a.locked_until > clock_timestamp() and a.at > coalesce((
      select max(s.at) from identity.login_attempts s
      where s.email_norm = p_attempt and s.outcome = 'success' and s.at > clock_timestamp() - interval '24 hours'
    ), '-infinity')
  );
end
$$;

-- Until when one more wrong password locks an e-mail, null when it does not: the fifth within 15 minutes does, for 15 minutes,
-- and for twice as long with every lock of the last 24 hours, a day at most. Asked under the lock of settle_sign_in.
create function identity.lock_of_next_failure(p_attempt text) returns timestamptz
language plpgsql volatile set search_path = ''
as $$
declare
  most_failures constant int := 5;
  counted_since timestamptz;
  failures int;
  locks int;
begin
  select max(a.at) filter (where a.outcome = 'success' or a.locked_until is not null),
    count(*) filter (where a.locked_until is not null)
  into counted_since, locks
  from identity.login_attempts a
  where a.email_norm = p_attempt and a.at > clock_timestamp() - interval '24 hours';
  select count(*) into failures from identity.login_attempts a
  where a.email_norm = p_attempt and a.outcome = 'failure'
    and a.reason in ('unknown_account', 'wrong_password', 'wrong_current_password', 'not_a_member')
    and a.at > greatest(clock_timestamp() - interval '15 minutes', counted_since);
  if failures + 1 < most_failures then
    return null;
  end if;
  return clock_timestamp() + least(interval '24 hours', interval '15 minutes' * 2 ^ least(locks, 10));
end
$$;

-- Everything a sign-in has to know before the password is checked. An e-mail nobody has is counted under its hash: people
-- type their password into the wrong field, and what they typed is nobody's business.
create function identity.find_sign_in(p_email text, p_hints text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  account record;
  attempt text;
  locked int;
  named uuid[] := array(
    select h::uuid from unnest(p_hints) h where h ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  );
begin
  select u.id, u.email, u.status, u.password_hash, u.is_superuser into account from identity.users u
  where u.email = p_email or u.username = p_email order by u.email = p_email desc limit 1;
  attempt := case
    when account.id is null then 'sha256:' || encode(sha256(convert_to(p_email, 'utf8')), 'hex')
    else account.email
  end;
  locked := identity.locked_seconds(attempt);
  if locked is not null then
    insert into identity.login_attempts (email_norm, ip, outcome, reason)
    values (attempt, app.request() ->> 'ip', 'blocked', 'locked');
  end if;
  return jsonb_build_object(
    'attempt', attempt,
    'locked_seconds', locked,
    'tenants', coalesce((
      select jsonb_agg(jsonb_build_object('id', t.id, 'subdomain', t.subdomain))
      from identity.tenants t where t.subdomain = any (p_hints) or t.id = any (named)
    ), '[]'),
    'user', case when account.id is not null then jsonb_build_object(
      'id', account.id,
      'status', account.status,
      'password_hash', account.password_hash,
      'is_superuser', account.is_superuser,
      'memberships', coalesce((
        select jsonb_agg(jsonb_build_object(
          'tenant_id', t.id, 'name', t.name, 'subdomain', t.subdomain, 'tenant_status', t.status,
          'status', m.status, 'role_keys', m.role_keys,
          'weighs_risk', identity.auth_policy(t.id) -> 'mfa' -> 'adaptive_enabled' = 'true'
        ) order by t.name, t.id)
        from identity.memberships m join identity.tenants t on t.id = m.tenant_id
        where m.user_id = account.id
      ), '[]')
    ) end
  );
end
$$;

-- Settles a checked password. All sign-ins with one e-mail queue here and the lock is read again, so that a hundred guesses
-- sent at once learn no more than five sent one by one. p_reason null says that everything was right; then the row of the
-- user stays locked, and a password changed since it was checked does not open a session any more.
create function identity.settle_sign_in(p_attempt text, p_user uuid, p_password_hash text, p_reason text, p_tenant uuid)
returns table (locked_seconds int, refused boolean)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  ip text := app.request() ->> 'ip';
  reason text := p_reason;
  locked int;
  tenant uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('identity.sign_in:' || p_attempt, 0));
  locked := identity.locked_seconds(p_attempt);
  if locked is not null then
    insert into identity.login_attempts (email_norm, ip, outcome, reason) values (p_attempt, ip, 'blocked', 'locked');
    return query select locked, true;
    return;
  end if;
  if reason is null then
    perform from identity.users u where u.id = p_user and u.password_hash = p_password_hash for no key update;
    if found then
      return query select null::int, false;
      return;
    end if;
    reason := 'wrong_password';
  end if;

  insert into identity.login_attempts (email_norm, ip, tenant_id, outcome, reason, locked_until)
  values (p_attempt, ip, p_tenant, 'failure', reason, case
    when reason in ('unknown_account', 'wrong_password', 'wrong_current_password', 'not_a_member')
    then identity.lock_of_next_failure(p_attempt)
  end);
  -- Without a tenant named, every organisation of the account learns of it; an account nobody has concerns none.
  for tenant in
    select p_tenant where p_tenant is not null
    union all
    select m.tenant_id from identity.memberships m where p_tenant is null and m.user_id = p_user and m.status = 'ACTIVE'
  loop
    perform audit.append(
      'authentication', case reason when 'wrong_current_password' then 'password_change_failed' else 'login_failed' end, '', case when p_user is not null then 'user' end, p_user::text, null, null,
      'warning', 'failure',
      jsonb_strip_nulls(jsonb_build_object(
        'reason', reason,
        'email_sha256', case when p_user is null then substr(p_attempt, length('sha256:') + 1) end,
        'locked_seconds', identity.locked_seconds(p_attempt)
      )),
      tenant, null, 'anonymous'
    );
  end loop;
  return query select null::int, true;
end
$$;

-- Stores a stronger hash of a password just proved right, unless it was changed meanwhile.
create function identity.upgrade_password_hash(p_user uuid, p_old text, p_new text) returns void
language sql volatile security definer set search_path = ''
as $$ update identity.users u set password_hash = p_new where u.id = p_user and u.password_hash = p_old $$;

revoke execute on function identity.locked_seconds(text), identity.lock_of_next_failure(text), identity.find_sign_in(text, text[]),
  identity.settle_sign_in(text, uuid, text, text, uuid), identity.upgrade_password_hash(uuid, text, text)
from public;
grant execute on function identity.find_sign_in(text, text[]), identity.settle_sign_in(text, uuid, text, text, uuid),
  identity.upgrade_password_hash(uuid, text, text)
to comptoir_gate;
comment on function identity.find_sign_in(text, text[]) is
  'The account of an e-mail or user name with its memberships, the tenants named by the request, and whether the e-mail is locked.';
comment on function identity.settle_sign_in(text, uuid, text, text, uuid) is
  'Counts and logs a refused sign-in, one e-mail at a time; says whether the e-mail is locked and whether to refuse.';
