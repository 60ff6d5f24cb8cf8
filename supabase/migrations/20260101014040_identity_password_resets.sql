-- A forgotten password. Whoever asks learns nothing: the answer, the statements and the rows written are the same for an
-- address nobody has; only the mail makes the difference, and it leaves later.

-- Begins to speak for the account of an address, if it may have its password reset; what to write with, in any case.
create function identity.find_password_reset(p_email text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  account record;
begin
  select u.id, identity.home_of(u.id) as tenant into account
  from identity.users u where u.email = p_email and u.status = 'ACTIVE';
  if account.tenant is not null then
    perform identity.speak_as(account.tenant, account.id, null);
  end if;
  return coalesce(
    identity.account_wording(),
    jsonb_build_object('language', 'fr', 'name', '', 'email', p_email, 'organisation', '')
  );
end
$$;

-- p_subject and p_body carry the link. A person who asks more than five times an hour has enough mails.
create function identity.issue_password_reset(p_email text, p_token_hash text, p_subject text, p_body text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  most_per_hour constant int := 5;
  person uuid := app.member_id();
  asked int;
begin
  perform pg_advisory_xact_lock(hashtextextended('identity.password_reset:' || p_email, 0));
  select count(*) into asked from identity.one_time_tokens o
  where o.user_id = person and o.purpose = 'password_reset' and o.created_at > now() - interval '1 hour';
  if asked >= most_per_hour then
    person := null;
  end if;
  insert into identity.one_time_tokens (purpose, user_id, email, token_hash, expires_at)
  values ('password_reset', person, case when person is not null then p_email end, p_token_hash, now() + interval '1 hour');
  if person is not null then
    perform identity.mail_account(null, p_subject, p_body, true);
    perform audit.append(
      'authentication', 'password_reset_requested', '', 'user', person::text, null, null, 'info', 'success', '{}',
      app.tenant_id(), null, 'anonymous'
    );
  end if;
end
$$;

-- What judging a new password needs, for a token that still works; null for any other.
create function identity.read_password_reset(p_token_hash text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'email', u.email, 'name', u.name, 'password_hash', u.password_hash, 'profile', identity.password_profile(u.id)
    )
    from identity.one_time_tokens o join identity.users u on u.id = o.user_id
    where o.token_hash = p_token_hash and o.purpose = 'password_reset' and o.used_at is null and o.expires_at > now()
      and u.status = 'ACTIVE'
  );
end
$$;

-- Uses a token once. Reading the mail proves the address, so it counts as verified and its lock is lifted.
create function identity.reset_password(p_token_hash text, p_hash text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  token identity.one_time_tokens := identity.lock_one_time_token(p_token_hash, array['password_reset']);
  home uuid := identity.home_of(token.user_id);
begin
  if home is null then
    return false;
  end if;
  perform identity.speak_as(home, token.user_id, null);
  perform identity.set_password(token.user_id, p_hash, 'reset');
  update identity.users u set email_verified_at = coalesce(u.email_verified_at, now()) where u.id = token.user_id;
  insert into identity.login_attempts (email_norm, ip, tenant_id, outcome, reason)
  values (token.email, app.request() ->> 'ip', home, 'success', 'password_reset');
  return true;
end
$$;
revoke execute on function identity.find_password_reset(text), identity.issue_password_reset(text, text, text, text),
  identity.read_password_reset(text), identity.reset_password(text, text)
from public;
grant execute on function identity.find_password_reset(text), identity.issue_password_reset(text, text, text, text),
  identity.read_password_reset(text), identity.reset_password(text, text)
to comptoir_gate;
comment on function identity.find_password_reset(text) is
  'Speaks for the account of an address from here on, and says how to write to it. Looks alike for an address nobody has.';
comment on function identity.issue_password_reset(text, text, text, text) is
  'Stores a token for an hour and mails its link to the account found before; for an unknown address it stores one for nobody.';
comment on function identity.reset_password(text, text) is
  'Sets a password with a token, once. False for a token that is unknown, used or expired.';
