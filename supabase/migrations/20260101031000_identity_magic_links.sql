-- Signing clients in without a password. The table stands behind those of contacts and portal accounts, to which its keys lead.
create table identity.magic_links (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  contact_id uuid not null,
  portal_account_id uuid not null,
  email text not null constraint magic_link_email_normal check (email = lower(btrim(email)) and length(email) <= 255),
  token_hash text not null constraint magic_link_hash_shape check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint magic_links_tenant_key unique (tenant_id, id),
  constraint magic_link_contact foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id),
  constraint magic_link_account foreign key (tenant_id, portal_account_id) references sales.portal_accounts (tenant_id, id)
);
create unique index magic_links_by_token on identity.magic_links (token_hash);
create index magic_links_by_account on identity.magic_links (tenant_id, portal_account_id, created_at desc);
create index magic_links_by_contact on identity.magic_links (tenant_id, contact_id);
alter table identity.magic_links enable row level security;
revoke all on identity.magic_links from anon, authenticated, service_role;
create policy tenant_wall on identity.magic_links as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
comment on table identity.magic_links is
  'Hashes of links that sign a client in once, within a day. Only the account functions touch them.';

-- The portal accounts an address may be sent a link for: those that are open or wait for their first sign-in. A host or
-- subdomain that names a company or a tenant narrows them down.
create function identity.find_magic_link_accounts(p_email text, p_host text, p_subdomain text)
returns table (account_id uuid, language text, name text, organisation text, portal_domain text)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  most_links constant int := 5;
  named_by_host boolean := exists (
    select from identity.companies c where identity.portal_domain(c.code, c.portal_domain) = p_host
  );
  named_tenant uuid := (select t.id from identity.tenants t where t.subdomain = p_subdomain);
begin
  return query
    select a.id, a.language, coalesce(c.first_name, ''), coalesce(o.display_name, o.name),
      identity.portal_domain(o.code, o.portal_domain)
    from sales.portal_accounts a
    join identity.tenants t on t.id = a.tenant_id and t.status = 'active'
    join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id and c.deleted_at is null
    join identity.companies o on o.tenant_id = a.tenant_id and o.id = a.owner_company_id
    where a.email = p_email and a.status in ('active', 'pending') and case
      when named_by_host then identity.portal_domain(o.code, o.portal_domain) = p_host
      when named_tenant is not null then a.tenant_id = named_tenant
      else true
    end
    order by a.last_login_at desc nulls last, a.created_at, a.id limit most_links;
end
$$;

-- Stores a link for a day and mails it. A client who asks more than five times an hour has enough mails; false then.
create function identity.issue_magic_link(p_account uuid, p_token_hash text, p_subject text, p_body text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  most_per_hour constant int := 5;
  account sales.portal_accounts;
begin
  select a.* into strict account from sales.portal_accounts a where a.id = p_account for no key update;
  if most_per_hour <= (
    select count(*) from identity.magic_links l
    where l.tenant_id = account.tenant_id and l.portal_account_id = account.id and l.created_at > now() - interval '1 hour'
  ) then
    return false;
  end if;
  perform sales.speak_as_client(account.tenant_id, account.id, null);
  insert into identity.magic_links (tenant_id, contact_id, portal_account_id, email, token_hash, expires_at)
  values (account.tenant_id, account.contact_id, account.id, account.email, p_token_hash, now() + interval '24 hours');
  perform notifications.queue_secret_email(account.email, p_subject, p_body, 'portal_account', account.id);
  return true;
end
$$;

-- Uses a link once: a session for the client it was mailed to, while the account still has that address. No row for a link
-- that is unknown, used, expired or voided.
create function identity.use_magic_link(p_token_hash text) returns table (session_id uuid, profile jsonb)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  account sales.portal_accounts;
  opened uuid;
begin
  select a.* into account
  from sales.portal_accounts a
  join identity.tenants t on t.id = a.tenant_id and t.status = 'active'
  join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id and c.deleted_at is null
  where a.id = (select l.portal_account_id from identity.magic_links l where l.token_hash = p_token_hash)
    and a.status in ('active', 'pending')
  for no key update of a;
  update identity.magic_links l set used_at = clock_timestamp()
  where l.token_hash = p_token_hash and l.portal_account_id = account.id and l.email = account.email and l.used_at is null
    and l.expires_at > clock_timestamp();
  if not found then
    return;
  end if;
  update identity.magic_links l set used_at = clock_timestamp()
  where l.tenant_id = account.tenant_id and l.portal_account_id = account.id and l.used_at is null;
  opened := sales.open_portal_session(account, 'magic_link');
  perform audit.append('authentication', 'magic_link_used', '', 'portal_account', account.id::text, null, null, 'notice');
  return query select opened, sales.portal_profile(account.id);
end
$$;
revoke execute on function identity.find_magic_link_accounts(text, text, text),
  identity.issue_magic_link(uuid, text, text, text), identity.use_magic_link(text)
from public;
grant execute on function identity.find_magic_link_accounts(text, text, text),
  identity.issue_magic_link(uuid, text, text, text), identity.use_magic_link(text)
to comptoir_gate;
comment on function identity.find_magic_link_accounts(text, text, text) is
  'The portal accounts of an address that may be sent a link, and how to write to each. Before there is an actor.';
comment on function identity.issue_magic_link(uuid, text, text, text) is
  'Stores a link and mails it to the client; false after five within an hour.';
comment on function identity.use_magic_link(text) is
  'Opens a portal session with a mailed link, once; the other links of the client stop working.';
