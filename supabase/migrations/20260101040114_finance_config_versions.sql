create table finance.config_versions (
  tenant_id uuid primary key default app.tenant_id() references identity.tenants (id),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
alter table finance.config_versions enable row level security;
revoke all on finance.config_versions from anon, authenticated, service_role;
grant select on finance.config_versions to authenticated;
create policy tenant_wall on finance.config_versions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.config_versions for select to authenticated using (tenant_id = (select app.tenant_id()));
comment on table finance.config_versions is
  'Counts the changes of a tenant''s configuration. Whoever keeps a copy compares the number and knows whether it still holds.';

create function finance.bump_config_version() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  bumped int;
begin
  if app.write_scope('settings') is null then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'settings.write'));
  end if;
  insert into finance.config_versions as v (tenant_id, version) values (app.tenant_id(), 2)
  on conflict (tenant_id) do update set version = v.version + 1, updated_at = now()
  returning v.version into bumped;
  return bumped;
end
$$;

create function finance.config_version() returns int
language sql stable set search_path = ''
as $$ select coalesce((select v.version from finance.config_versions v where v.tenant_id = (select app.tenant_id())), 1) $$;

create function finance.masked_iban(p_iban text) returns text
language sql immutable set search_path = ''
as $$ select left(p_iban, 4) || repeat('*', length(p_iban) - 8) || right(p_iban, 4) $$;

-- A company's configuration as the settings pages show it. Account numbers are cut for whoever neither writes money nor settings.
create function finance.company_config(p_company identity.companies) returns jsonb
language sql stable set search_path = ''
as $$
  select to_jsonb(p_company) - 'tenant_id' - 'id' - 'number' || jsonb_build_object(
    'id', p_company.id, 'number', p_company.number,
    'qr_iban', case when open.accounts then p_company.qr_iban else finance.masked_iban(p_company.qr_iban) end,
    'regular_iban', case when open.accounts then p_company.regular_iban else finance.masked_iban(p_company.regular_iban) end
  )
  from (select coalesce(app.write_scope('settings'), app.write_scope('finance')) is not null as accounts) open
$$;

-- Creates or changes the company of that code. p: columns of identity.companies that were checked by the caller; settings are
-- merged key by key, null takes a key away. p_fill_only changes nothing that is already there, bank details least of all.
-- Whoever creates a company works for it. Raises company_access_denied, company_incomplete, company_numbers_used_up.
create function finance.save_company(
  p_code text, p jsonb, p_fill_only boolean, out company jsonb, out created boolean, out changed boolean
)
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  bank_fields constant text[] := array['qr_iban', 'regular_iban', 'bic', 'bank_name', 'bank_customer_id'];
  before identity.companies;
  after identity.companies;
  patch jsonb := p - 'settings';
  membership uuid;
begin
  if coalesce(app.write_scope('settings'), '') <> 'ALL' then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'settings.write'));
  end if;
  -- New codes and numbers are given one after the other.
  perform pg_advisory_xact_lock(hashtextextended('companies of ' || tenant, 0));
  select * into before from identity.companies c where c.tenant_id = tenant and c.code = p_code for update;
  created := before.id is null;
  if not created and not app.sees_company(before.id) then
    perform app.refuse('company_access_denied');
  end if;
  if p_fill_only and not created then
    patch := (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(patch)
      where not (key = any (bank_fields)) and coalesce(to_jsonb(before) ->> key, '') = ''
    );
  end if;
  if created then
    if coalesce(patch ->> 'name', '') = '' then
      perform app.refuse('company_incomplete');
    end if;
    before.id := app.new_id();
    before.number := (
      select coalesce(max(c.number), 0) + 1 from identity.companies c where c.tenant_id = tenant
    );
    if before.number > 9999 then
      perform app.refuse('company_numbers_used_up');
    end if;
    insert into identity.companies (id, tenant_id, number, code, name, invoice_prefix)
    values (before.id, tenant, before.number, p_code, patch ->> 'name', patch ->> 'invoice_prefix') returning * into before;
    select m.id into membership from identity.memberships m where m.tenant_id = tenant and m.user_id = app.member_id();
    if membership is not null then
      insert into identity.company_access (tenant_id, membership_id, company_id) values (tenant, membership, before.id);
    end if;
  end if;
  if p ? 'settings' and not (p_fill_only and before.settings <> '{}') then
    patch := patch || jsonb_build_object('settings', jsonb_strip_nulls(before.settings || (p -> 'settings')));
  end if;
  after := jsonb_populate_record(before, patch);
  changed := created or after is distinct from before;
  if after is distinct from before then
    update identity.companies c set
      name = after.name, display_name = after.display_name, legal_form = after.legal_form, ide = after.ide,
      siren = after.siren, siret = after.siret, vat_number = after.vat_number, street = after.street,
      building_number = after.building_number, postal_code = after.postal_code, city = after.city, canton = after.canton,
      country = after.country, qr_iban = after.qr_iban, regular_iban = after.regular_iban, bic = after.bic,
      bank_name = after.bank_name, bank_customer_id = after.bank_customer_id, email = after.email, phone = after.phone,
      website = after.website, portal_domain = after.portal_domain, color = after.color, currency = after.currency,
      language = after.language, logo_url = after.logo_url, invoice_prefix = after.invoice_prefix,
      payment_terms = after.payment_terms, default_vat_code = after.default_vat_code, vat_period = after.vat_period, settings = after.settings,
      is_active = after.is_active, sort_order = after.sort_order
    where c.id = before.id returning * into after;
  end if;
  if changed then
    perform finance.bump_config_version();
    perform app.publish('company_config.updated', 'company', after.id, 'settings', jsonb_build_object('code', after.code));
  end if;
  if not created and (after.qr_iban, after.regular_iban, after.bic, after.bank_name)
    is distinct from (before.qr_iban, before.regular_iban, before.bic, before.bank_name)
  then
    -- Whoever redirects the money of a company is seen by all its administrators.
    perform audit.append(
      'security', 'company.bank_details_changed', '', 'company', after.id::text,
      jsonb_build_object('qr_iban', before.qr_iban, 'regular_iban', before.regular_iban, 'bic', before.bic),
      jsonb_build_object('qr_iban', after.qr_iban, 'regular_iban', after.regular_iban, 'bic', after.bic), 'warning'
    );
    perform notifications.notify(
      'bank_details_changed', 'Coordonnées bancaires modifiées : ' || after.code, coalesce(after.display_name, after.name),
      jsonb_build_object('company', after.code, 'changed_by', app.user_id()), 'role:admin', 'high'
    );
  end if;
  company := finance.company_config(after);
end
$$;
revoke execute on function finance.bump_config_version(), finance.config_version(), finance.masked_iban(text),
  finance.company_config(identity.companies), finance.save_company(text, jsonb, boolean)
from public;
grant execute on function finance.bump_config_version(), finance.config_version(), finance.company_config(identity.companies),
  finance.masked_iban(text), finance.save_company(text, jsonb, boolean)
to authenticated;

-- Figures that depend on a company but are also asked for without one: then the only company decides, if there is one.
create function finance.company_for_rates(p_company text) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  if p_company is not null then
    return finance.company_of(p_company);
  end if;
  return (select (array_agg(c.id))[1] from identity.companies c where c.is_active having count(*) = 1);
end
$$;

-- The country whose rates are meant: that of the company, of all visible companies if they share one, or the tenant's.
create function finance.country_for_rates(p_company text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce(
    (select c.country from identity.companies c where c.id = finance.company_for_rates(p_company)),
    (select min(c.country) from identity.companies c where c.is_active having count(distinct c.country) = 1),
    finance.country_of(null)
  );
end
$$;
revoke execute on function finance.company_for_rates(text), finance.country_for_rates(text) from public;
grant execute on function finance.company_for_rates(text), finance.country_for_rates(text) to authenticated;
