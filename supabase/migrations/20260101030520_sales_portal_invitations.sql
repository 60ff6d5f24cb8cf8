-- Who an account is for, under the names the portal knows; callers may not read contacts.
create function sales.portal_profile(p_account uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', a.id, 'tenantId', a.tenant_id, 'contactId', a.contact_id, 'companyId', a.company_id,
    'ownerCompanyId', a.owner_company_id, 'email', a.email, 'firstName', c.first_name, 'lastName', c.last_name,
    'company', coalesce(k.company_name, c.company_name), 'ownerCompany', coalesce(o.display_name, o.name),
    'ownerCompanyCode', o.code, 'portalDomain', identity.portal_domain(o.code, o.portal_domain), 'language', a.language,
    'notification_preferences', a.notification_preferences, 'lastLoginAt', a.last_login_at
  )
  from sales.portal_accounts a
  join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id
  left join crm.contacts k on k.tenant_id = a.tenant_id and k.id = a.company_id
  join identity.companies o on o.tenant_id = a.tenant_id and o.id = a.owner_company_id
  where a.id = p_account
$$;

create function sales.my_portal_profile() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case when app.contact_id() is not null then sales.portal_profile(app.user_id()) end;
end
$$;

-- The account of a contact at a company, made if there is none: it waits for the client to choose a password with the token
-- whose hash is given (null: until there is an invitation). Who already has one keeps it as it is. p_email null: the contact's own.
create function sales.ensure_portal_account(
  p_contact uuid, p_owner_company uuid, p_company uuid, p_email text, p_token_hash text
) returns table (account_id uuid, is_new boolean, email text, language text, seller_name text, portal_domain text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := app.tenant_id();
  seller identity.companies;
  contact crm.contacts;
  account sales.portal_accounts;
begin
  select * into seller from identity.companies c where c.tenant_id = tenant and c.id = p_owner_company;
  if seller.id is null or not app.sees_company(seller.id) then
    perform app.refuse('company_access_denied');
  end if;
  select * into contact from crm.contacts c where c.tenant_id = tenant and c.id = p_contact and c.deleted_at is null;
  if contact.id is null then
    perform app.refuse('portal_contact_unknown');
  end if;
  if p_company is not null and not exists (
    select from crm.contacts c where c.tenant_id = tenant and c.id = p_company and c.deleted_at is null
  ) then
    perform app.refuse('portal_company_unknown');
  end if;
  insert into sales.portal_accounts as a (
    tenant_id, owner_company_id, contact_id, company_id, email, language, activation_token_hash, activation_expires_at
  ) values (
    tenant, seller.id, contact.id, p_company, lower(btrim(coalesce(p_email, contact.email))), seller.language, p_token_hash,
    case when p_token_hash is not null then now() + interval '72 hours' end
  )
  on conflict (tenant_id, contact_id, owner_company_id) do nothing
  returning a.* into account;
  is_new := account.id is not null;
  if not is_new then
    select * into account from sales.portal_accounts a
    where a.tenant_id = tenant and a.contact_id = contact.id and a.owner_company_id = seller.id;
  end if;
  return query select account.id, is_new, account.email, account.language, coalesce(seller.display_name, seller.name),
    identity.portal_domain(seller.code, seller.portal_domain);
end
$$;

-- Invites the client of a quote when the quote is sent, if the company that sends it runs a portal (has given its domain) and
-- the contact has an address. Without a row otherwise.
create function sales.ensure_portal_account_of_quote(p_quote uuid, p_token_hash text)
returns table (account_id uuid, is_new boolean, email text, language text, seller_name text, portal_domain text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select e.account_id, e.is_new, e.email, e.language, e.seller_name, e.portal_domain
    from sales.quotes q
    join identity.companies o on o.tenant_id = q.tenant_id and o.id = q.owner_company_id and o.portal_domain is not null
    join crm.contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id and c.email is not null and c.deleted_at is null
    cross join lateral sales.ensure_portal_account(q.contact_id, q.owner_company_id, null, null, p_token_hash) e
    where q.tenant_id = app.tenant_id() and q.id = p_quote;
end
$$;

revoke execute on function sales.portal_profile(uuid), sales.my_portal_profile(),
  sales.ensure_portal_account(uuid, uuid, uuid, text, text), sales.ensure_portal_account_of_quote(uuid, text)
from public;
grant execute on function sales.my_portal_profile(),
  sales.ensure_portal_account(uuid, uuid, uuid, text, text), sales.ensure_portal_account_of_quote(uuid, text)
to authenticated;
comment on function sales.ensure_portal_account(uuid, uuid, uuid, text, text) is
  'Finds or makes the portal account of a contact at a company; is_new says which. Raises company_access_denied, '
  'portal_contact_unknown, portal_company_unknown, portal_email_taken.';
