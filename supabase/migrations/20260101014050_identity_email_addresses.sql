-- Proving an address: of a new account, or of one that is to replace the present one, which stays until then.

-- Stores a token for the person the transaction speaks for. Raises email_exists for an address of somebody else and
-- rate_limited for the sixth token within an hour.
create function identity.issue_email_token(p_purpose text, p_email text, p_token_hash text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  most_per_hour constant int := 5;
  person uuid := app.member_id();
begin
  perform from identity.users u where u.id = person for no key update;
  if exists (select from identity.users u where (u.email = p_email or u.username = p_email) and u.id <> person) then
    perform app.refuse('email_exists');
  end if;
  if most_per_hour <= (
    select count(*) from identity.one_time_tokens o
    where o.user_id = person and o.purpose <> 'password_reset' and o.created_at > now() - interval '1 hour'
  ) then
    perform app.refuse('rate_limited', '{"retry_after": 3600}');
  end if;
  update identity.one_time_tokens o set used_at = clock_timestamp()
  where o.user_id = person and o.purpose <> 'password_reset' and o.used_at is null;
  insert into identity.one_time_tokens (purpose, user_id, email, token_hash, expires_at)
  values (p_purpose, person, p_email, p_token_hash, now() + interval '24 hours');
end
$$;

-- The address the caller has asked for and not confirmed yet.
create function identity.pending_email() returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select o.email from identity.one_time_tokens o
    where o.user_id = app.member_id() and o.purpose = 'email_change' and o.used_at is null and o.expires_at > now()
    order by o.created_at desc limit 1
  );
end
$$;

-- Uses a token once, from whatever device. A changed address voids the links that went to the old one. former_email is null
-- where an address was only proved; no row for a token that is unknown, used or expired. Raises email_exists.
create function identity.confirm_email(p_token_hash text) returns table (email text, former_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  token identity.one_time_tokens := identity.lock_one_time_token(
    p_token_hash, array['email_verification', 'email_change']
  );
  home uuid := identity.home_of(token.user_id);
  present text := (select u.email from identity.users u where u.id = token.user_id);
begin
  if home is null or (token.purpose = 'email_verification' and token.email <> present) then
    return;
  end if;
  perform identity.speak_as(home, token.user_id, null);
  update identity.users u set
    email = token.email,
    username = case when u.username = u.email then token.email else u.username end,
    email_verified_at = clock_timestamp()
  where u.id = token.user_id;
  update identity.one_time_tokens o set used_at = clock_timestamp() where o.user_id = token.user_id and o.used_at is null;
  perform audit.append(
    'authentication', case token.purpose when 'email_change' then 'email_changed' else 'email_verified' end, '', 'user',
    token.user_id::text, null, null, 'notice'
  );
  return query select token.email, case when token.email <> present then present end;
end
$$;
revoke execute on function identity.issue_email_token(text, text, text), identity.pending_email(),
  identity.confirm_email(text)
from public;
grant execute on function identity.issue_email_token(text, text, text) to authenticated, comptoir_gate;
grant execute on function identity.pending_email() to authenticated;
grant execute on function identity.confirm_email(text) to comptoir_gate;
comment on function identity.issue_email_token(text, text, text) is
  'Stores a token to prove an address within 24 hours; earlier ones stop working. Raises email_exists, rate_limited.';
comment on function identity.confirm_email(text) is 'Proves or changes an address with a token, once. Raises email_exists.';
