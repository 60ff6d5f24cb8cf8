-- Every way to a new password ends here: it closes all sessions of the person in every tenant, voids links to reset it and
-- says so in the log of each tenant.
create function identity.set_password(p_user uuid, p_hash text, p_method text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  open_session uuid;
  tenant uuid;
begin
  update identity.users u set password_hash = p_hash, password_changed_at = now() where u.id = p_user;
  update identity.one_time_tokens o set used_at = clock_timestamp()
  where o.user_id = p_user and o.purpose = 'password_reset' and o.used_at is null;
  for open_session in
    select s.id from identity.sessions s where s.user_id = p_user and s.status in ('active', 'idle') order by s.id
  loop
    perform identity.end_session(open_session, 'revoked', 'password_change');
  end loop;
  for tenant in
    select m.tenant_id from identity.memberships m where m.user_id = p_user and m.status = 'ACTIVE' order by m.tenant_id
  loop
    perform audit.append(
      'authentication', 'password_changed', '', 'user', p_user::text, null, null, 'notice', 'success',
      jsonb_build_object('method', p_method), tenant,
      -- Everybody else changes their own.
      case when p_method <> 'administrator' then p_user::text end,
      case when p_method <> 'administrator' then 'user' end
    );
  end loop;
end
$$;

-- How strict a person's new password must be: as the strictest of their tenants wants it.
create function identity.password_profile(p_user uuid) returns text
language plpgsql stable set search_path = ''
as $$
declare
  strictness constant text[] := array['basic', 'standard', 'strict'];
begin
  return strictness[coalesce((
    select max(coalesce(array_position(strictness, t.settings -> 'auth' ->> 'password_profile'), 2))
    from identity.memberships m join identity.tenants t on t.id = m.tenant_id
    where m.user_id = p_user and m.status = 'ACTIVE'
  ), 2)];
end
$$;

-- What checking and replacing the caller's password needs. The hash never leaves the function that asked.
create function identity.own_password() returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'email', u.email, 'name', u.name, 'password_hash', u.password_hash, 'profile', identity.password_profile(u.id),
      'locked_seconds', identity.locked_seconds(u.email)
    )
    from identity.users u where u.id = app.member_id()
  );
end
$$;

-- Settles a change by the caller, under the lock and in the counter of their sign-ins. p_hash null says that the password
-- given as the present one was wrong. refusal names the problem; it is returned, because the count must be committed.
create function identity.change_password(p_old_hash text, p_hash text) returns table (refusal text, locked_seconds int)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  person uuid := app.member_id();
  settled record;
begin
  select s.locked_seconds, s.refused into settled
  from identity.users u
  cross join lateral identity.settle_sign_in(
    u.email, person, p_old_hash, case when p_hash is null then 'wrong_current_password' end, app.tenant_id()
  ) s
  where u.id = person;
  if settled.locked_seconds is not null then
    return query select 'rate_limited', settled.locked_seconds;
  elsif settled.refused then
    return query select 'invalid_current_password', null::int;
  else
    perform identity.set_password(person, p_hash, 'change');
    return query select null::text, null::int;
  end if;
end
$$;
revoke execute on function identity.set_password(uuid, text, text), identity.password_profile(uuid), identity.own_password(),
  identity.change_password(text, text)
from public;
grant execute on function identity.own_password(), identity.change_password(text, text) to authenticated;
comment on function identity.set_password(uuid, text, text) is
  'Stores a new password hash; ends every session of the person and voids their reset links.';
comment on function identity.change_password(text, text) is
  'Replaces the password of the caller if it is still the checked one. refusal: rate_limited, invalid_current_password.';
