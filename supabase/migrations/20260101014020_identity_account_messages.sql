-- What people are told about their own account. The texts come from the product, in the language of the person; these
-- functions say which language that is and pass the finished text on, always for the person the transaction speaks for.

-- The tenant a person without a session is written to from: where they last signed in, else the one they joined first.
create function identity.home_of(p_user uuid) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select m.tenant_id from identity.memberships m join identity.tenants t on t.id = m.tenant_id
    where m.user_id = p_user and m.status = 'ACTIVE' and t.status = 'active'
    order by (
      select max(s.created_at) from identity.sessions s where s.tenant_id = m.tenant_id and s.user_id = p_user
    ) desc nulls last, m.joined_at, m.id
    limit 1
  );
end
$$;

create function identity.account_wording() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'language', case when left(u.locale, 2) in ('fr', 'de', 'it', 'en') then left(u.locale, 2) else t.locale end,
      'name', u.name, 'email', u.email, 'organisation', t.name
    )
    from identity.users u, identity.tenants t
    where u.id = app.member_id() and t.id = app.tenant_id()
  );
end
$$;

-- p_to replaces the address of the person: an address that is being left or not yet theirs.
create function identity.mail_account(p_to text, p_subject text, p_body text, p_is_secret boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid := app.member_id();
  address text := coalesce(p_to, (select u.email from identity.users u where u.id = person));
begin
  if p_is_secret then
    perform notifications.queue_secret_email(address, p_subject, p_body, 'user', person);
  else
    perform notifications.queue_email(address, null, p_subject, p_body, null, 'user', person);
  end if;
end
$$;

create function identity.notify_account(p_kind text, p_title text, p_body text, p_priority text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform notifications.notify(p_kind, p_title, p_body, '{}', app.member_id()::text, p_priority);
end
$$;
revoke execute on function identity.home_of(uuid), identity.account_wording(),
  identity.mail_account(text, text, text, boolean), identity.notify_account(text, text, text, text)
from public;
grant execute on function identity.account_wording(), identity.mail_account(text, text, text, boolean),
  identity.notify_account(text, text, text, text)
to authenticated, comptoir_gate;
comment on function identity.account_wording() is 'Language, name and addresses of the person the transaction speaks for.';
comment on function identity.mail_account(text, text, text, boolean) is
  'Writes to the person the transaction speaks for; a secret text is hidden from lists and blanked once delivered.';
comment on function identity.notify_account(text, text, text, text) is
  'Tells the person the transaction speaks for, inside the product.';
