-- What a mailed link is good for, before a new password is judged and hashed. p_purpose: activation or reset. state: open,
-- used, expired or unknown.
create function sales.find_portal_link(p_purpose text, p_token_hash text)
returns table (state text, email text, name text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select
      case
        when p_purpose = 'activation' and a.activated_at is not null then 'used'
        when case p_purpose when 'activation' then a.activation_expires_at else a.password_reset_expires_at end <= now()
          then 'expired'
        when p_purpose = 'activation' and a.status <> 'pending' or p_purpose = 'reset' and a.status <> 'active' then 'unknown'
        else 'open'
      end,
      a.email, crm.full_name(c)
    from sales.portal_accounts a
    join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id
    where p_purpose = 'activation' and a.activation_token_hash = p_token_hash
      or p_purpose = 'reset' and a.password_reset_token_hash = p_token_hash;
  if not found then
    return query select 'unknown', null::text, null::text;
  end if;
end
$$;

-- Uses a link: of several callers one succeeds. Says what find_portal_link would have said.
create function sales.use_portal_link(p_purpose text, p_token_hash text, p_password_hash text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  account sales.portal_accounts;
  link_state text;
begin
  perform from sales.portal_accounts a
  where p_purpose = 'activation' and a.activation_token_hash = p_token_hash
    or p_purpose = 'reset' and a.password_reset_token_hash = p_token_hash
  for no key update;
  select l.state into link_state from sales.find_portal_link(p_purpose, p_token_hash) l;
  if link_state <> 'open' then
    return link_state;
  end if;
  select * into account from sales.portal_accounts a
  where p_purpose = 'activation' and a.activation_token_hash = p_token_hash
    or p_purpose = 'reset' and a.password_reset_token_hash = p_token_hash;
  perform sales.speak_as_client(account.tenant_id, account.id, null);
  -- The activation link stays known, so that using it again is told from inventing one; every other link dies here.
  update sales.portal_accounts a set
    status = 'active', password_hash = p_password_hash, activated_at = coalesce(a.activated_at, now()),
    password_reset_token_hash = null, password_reset_expires_at = null
  where a.id = account.id;
  -- Whoever holds the mailbox is let in again at once.
  insert into identity.login_attempts (email_norm, ip, tenant_id, portal_account_id, outcome, reason)
  values (
    sales.portal_attempt(account.email), app.request() ->> 'ip', account.tenant_id, account.id, 'success', 'password_chosen'
  );
  perform audit.append(
    'authentication', case p_purpose when 'activation' then 'portal_activated' else 'password_reset' end, '',
    'portal_account', account.id::text, null, null, 'notice'
  );
  return 'open';
end
$$;

-- Puts a new link into an account and its mail into the outbox, both or neither. Before there is an actor: called for an account
-- whose owner asked for it, found by find_portal_sign_in.
create function sales.mail_portal_link(p_account uuid, p_purpose text, p_token_hash text, p_subject text, p_body text)
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  account sales.portal_accounts;
begin
  update sales.portal_accounts a set
    activation_token_hash = case p_purpose when 'activation' then p_token_hash else a.activation_token_hash end,
    activation_expires_at = case p_purpose when 'activation' then now() + interval '72 hours' else a.activation_expires_at end,
    password_reset_token_hash = case p_purpose when 'reset' then p_token_hash end,
    password_reset_expires_at = case p_purpose when 'reset' then now() + interval '1 hour' end
  where a.id = p_account and a.status = case p_purpose when 'activation' then 'pending' else 'active' end
  returning a.* into account;
  if account.id is null then
    return;
  end if;
  perform sales.speak_as_client(account.tenant_id, account.id, null);
  perform notifications.queue_secret_email(account.email, p_subject, p_body, 'portal_account', account.id);
  perform audit.append(
    'authentication', case p_purpose when 'activation' then 'portal_invitation_renewed' else 'password_reset_requested' end,
    '', 'portal_account', account.id::text, null, null, 'info'
  );
end
$$;

revoke execute on function sales.find_portal_link(text, text), sales.use_portal_link(text, text, text),
  sales.mail_portal_link(uuid, text, text, text, text)
from public;
grant execute on function sales.find_portal_link(text, text), sales.use_portal_link(text, text, text),
  sales.mail_portal_link(uuid, text, text, text, text)
to comptoir_gate;
comment on function sales.use_portal_link(text, text, text) is
  'Sets the password of the account behind a mailed link, once. Answers open when it did, else used, expired or unknown.';
comment on function sales.mail_portal_link(uuid, text, text, text, text) is
  'Gives an account a new link and queues its mail, for activation (72 hours) or reset (1 hour).';
