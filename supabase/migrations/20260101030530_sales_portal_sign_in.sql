grant usage on schema sales to comptoir_gate;

-- From here on the transaction speaks for this client: for what is logged and mailed before any session exists.
create function sales.speak_as_client(p_tenant uuid, p_account uuid, p_session uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform set_config('request.jwt.claims', jsonb_build_object(
    'role', 'authenticated', 'sub', p_account, 'tenant_id', p_tenant, 'session_id', p_session, 'actor_type', 'external'
  )::text, true);
end
$$;

-- Attempts are counted per e-mail, whether anybody has it or not, so that the lock betrays nobody. A success clears the failures
-- of its own account alone: an account somebody opened under the same e-mail elsewhere must not buy further guesses here.
-- Five failures within 30 minutes lock the e-mail until 30 minutes after the last; slower guessing gains nothing over waiting.
-- Null when free, else the seconds left.
create function sales.portal_locked_seconds(p_attempt text) returns int
language sql volatile set search_path = ''
as $$
  select case
    when count(*) = 5 and max(f.at) - min(f.at) <= interval '30 minutes'
      and max(f.at) > clock_timestamp() - interval '30 minutes'
    then ceil(extract(epoch from max(f.at) + interval '30 minutes' - clock_timestamp()))::int
  end
  from (
    select a.at from identity.login_attempts a
    where a.email_norm = p_attempt and a.outcome = 'failure'
      and a.reason in ('unknown_account', 'wrong_password', 'not_activated')
      and a.at > clock_timestamp() - interval '60 minutes'
      and not exists (
        select from identity.login_attempts s
        where s.email_norm = p_attempt and s.outcome = 'success' and s.portal_account_id = a.portal_account_id and s.at > a.at
      )
    order by a.at desc limit 5
  ) f
$$;

create function sales.portal_attempt(p_email text) returns text
language sql immutable set search_path = ''
as $$ select 'portal:' || encode(sha256(convert_to(p_email, 'utf8')), 'hex') $$;

-- Everything a sign-in has to know before the password is checked. Accounts named by the company or by the host come alone.
create function sales.find_portal_sign_in(p_email text, p_company uuid, p_host text, p_subdomain text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  attempt text := sales.portal_attempt(p_email);
  locked int := sales.portal_locked_seconds(attempt);
  named_by_host boolean := exists (
    select from identity.companies c where identity.portal_domain(c.code, c.portal_domain) = p_host
  );
  named_tenant uuid := (select t.id from identity.tenants t where t.subdomain = p_subdomain);
begin
  if locked is not null then
    insert into identity.login_attempts (email_norm, ip, outcome, reason)
    values (attempt, app.request() ->> 'ip', 'blocked', 'locked');
  end if;
  return jsonb_build_object(
    'attempt', attempt,
    'locked_seconds', locked,
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', a.id, 'tenant_id', a.tenant_id, 'status', a.status, 'password_hash', a.password_hash,
        'tenant_status', t.status, 'contact_gone', c.deleted_at is not null, 'language', a.language,
        'seller_name', coalesce(o.display_name, o.name), 'portal_domain', identity.portal_domain(o.code, o.portal_domain)
      ) order by a.activated_at nulls last, a.created_at, a.id)
      from sales.portal_accounts a
      join identity.tenants t on t.id = a.tenant_id
      join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id
      join identity.companies o on o.tenant_id = a.tenant_id and o.id = a.owner_company_id
      where a.email = p_email and case
        when p_company is not null then a.owner_company_id = p_company
        when named_by_host then identity.portal_domain(o.code, o.portal_domain) = p_host
        when named_tenant is not null then a.tenant_id = named_tenant
        else true
      end
    ), '[]')
  );
end
$$;

-- Opens a session for a client who has proved who they are, by whatever method; from here on the transaction speaks for them.
-- The sixth session closes the least recently used.
create function sales.open_portal_session(p_account sales.portal_accounts, p_method text) returns uuid
language plpgsql volatile set search_path = ''
as $$
declare
  most_sessions constant int := 5;
  lifetime constant interval := interval '24 hours';
  request jsonb := app.request();
  surplus uuid;
  opened uuid;
begin
  for surplus in
    select s.id from identity.sessions s
    where s.tenant_id = p_account.tenant_id and s.portal_account_id = p_account.id and s.status = 'active'
      and s.expires_at > now()
    order by s.last_activity_at desc, s.id desc offset most_sessions - 1
  loop
    perform identity.end_session(surplus, 'revoked', 'concurrent_limit');
  end loop;
  insert into identity.sessions as s (
    tenant_id, portal_account_id, login_method, user_agent, ip, last_activity_at, idle_seconds, expires_at, refresh_expires_at
  ) values (
    p_account.tenant_id, p_account.id, p_method, request ->> 'user_agent', request ->> 'ip', clock_timestamp(),
    extract(epoch from lifetime)::int, now() + lifetime, now() + lifetime
  ) returning s.id into opened;
  update sales.portal_accounts a set last_login_at = now(), last_login_ip = request ->> 'ip' where a.id = p_account.id;
  perform sales.speak_as_client(p_account.tenant_id, p_account.id, opened);
  perform audit.append(
    'authentication', 'login_success', '', 'session', opened::text, null, null, 'info', 'success',
    jsonb_build_object('method', p_method, 'portal_account', p_account.id)
  );
  return opened;
end
$$;

-- Settles a checked password. All sign-ins with one e-mail queue here and the lock is read again, so that a hundred guesses sent
-- at once learn no more than five sent one by one. p_reason null says that everything was right: then a session opens, unless
-- the password was changed since it was checked.
create function sales.settle_portal_sign_in(p_attempt text, p_account uuid, p_password_hash text, p_reason text)
returns table (locked_seconds int, refused boolean, session_id uuid, profile jsonb)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  request jsonb := app.request();
  reason text := p_reason;
  locked int;
  account sales.portal_accounts;
  opened uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('sales.portal_sign_in:' || p_attempt, 0));
  locked := sales.portal_locked_seconds(p_attempt);
  if locked is not null then
    insert into identity.login_attempts (email_norm, ip, outcome, reason)
    values (p_attempt, request ->> 'ip', 'blocked', 'locked');
    return query select locked, true, null::uuid, null::jsonb;
    return;
  end if;
  select * into account from sales.portal_accounts a where a.id = p_account for no key update;
  if reason is null and (account.status is distinct from 'active' or account.password_hash is distinct from p_password_hash) then
    reason := 'wrong_password';
  end if;
  if account.id is not null then
    perform sales.speak_as_client(account.tenant_id, account.id, null);
  end if;

  if reason is not null then
    insert into identity.login_attempts (email_norm, ip, tenant_id, portal_account_id, outcome, reason)
    values (p_attempt, request ->> 'ip', account.tenant_id, account.id, 'failure', reason);
    if account.id is not null then
      perform audit.append(
        'authentication', 'login_failed', '', 'portal_account', account.id::text, null, null, 'warning', 'failure',
        jsonb_strip_nulls(jsonb_build_object('reason', reason, 'locked_seconds', sales.portal_locked_seconds(p_attempt)))
      );
    end if;
    return query select null::int, true, null::uuid, null::jsonb;
    return;
  end if;

  insert into identity.login_attempts (email_norm, ip, tenant_id, portal_account_id, outcome)
  values (p_attempt, request ->> 'ip', account.tenant_id, account.id, 'success');
  opened := sales.open_portal_session(account, 'password');
  return query select null::int, false, opened, sales.portal_profile(account.id);
end
$$;

-- Ends the session behind a client's own request.
create function sales.sign_out_of_portal() returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  return app.contact_id() is not null
    and identity.end_session((app.claims() ->> 'session_id')::uuid, 'logged_out', 'user_logout');
end
$$;

-- Whoever loses access loses it at once, and the links they were mailed with it.
create function sales.close_portal_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  open_session uuid;
begin
  for open_session in
    select s.id from identity.sessions s
    where s.tenant_id = new.tenant_id and s.portal_account_id = new.id and s.status = 'active'
    order by s.id
  loop
    perform identity.end_session(
      open_session, 'revoked', case when new.status <> 'active' then 'admin_revoke' else 'password_change' end
    );
  end loop;
  return null;
end
$$;
create trigger close_access after update of status, password_hash on sales.portal_accounts for each row
  when (new.status <> 'active' or new.password_hash is distinct from old.password_hash)
  execute function sales.close_portal_access();

revoke execute on function sales.speak_as_client(uuid, uuid, uuid), sales.portal_locked_seconds(text),
  sales.portal_attempt(text), sales.find_portal_sign_in(text, uuid, text, text),
  sales.open_portal_session(sales.portal_accounts, text), sales.settle_portal_sign_in(text, uuid, text, text),
  sales.sign_out_of_portal(), sales.close_portal_access()
from public;
grant execute on function sales.find_portal_sign_in(text, uuid, text, text),
  sales.settle_portal_sign_in(text, uuid, text, text)
to comptoir_gate;
grant execute on function sales.sign_out_of_portal() to authenticated;
comment on function sales.find_portal_sign_in(text, uuid, text, text) is
  'The accounts an e-mail may mean, and whether it is locked. Before there is an actor.';
comment on function sales.settle_portal_sign_in(text, uuid, text, text) is
  'Counts and logs a refused sign-in, or opens the session of one that was right; one e-mail at a time.';
