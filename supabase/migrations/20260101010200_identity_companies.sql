-- Where the portal of a company answers: at its own domain, or at one made of its code.
create function identity.portal_domain(p_code text, p_domain text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select coalesce(p_domain, 'client.' || replace(lower(p_code), '_', '') || '.ch') $$;
revoke execute on function identity.portal_domain(text, text) from public;
grant execute on function identity.portal_domain(text, text) to authenticated;

create table identity.companies (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  number int not null constraint company_number_range check (number between 1 and 9999),
  code text not null constraint company_code_shape check (code ~ '^[A-Z][A-Z0-9_]{1,31}$'),
  name text not null constraint company_name_length check (length(name) between 1 and 200),
  display_name text,
  legal_form text,
  ide text,
  siren text,
  siret text,
  vat_number text,
  street text,
  building_number text,
  postal_code text,
  city text,
  canton text,
  country text not null default 'CH' constraint company_country_shape check (country ~ '^[A-Z]{2}$'),
  qr_iban text,
  regular_iban text,
  bic text,
  bank_name text,
  bank_customer_id text constraint bank_customer_id_shape check (bank_customer_id ~ '^\d{6}$'),
  email text,
  phone text,
  website text,
  portal_domain text constraint company_portal_domain_shape
    check (portal_domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' and length(portal_domain) <= 253),
  color text constraint company_color_shape check (color ~ '^#[0-9a-fA-F]{6}$'),
  currency text not null default 'CHF' constraint company_currency_known check (currency in ('CHF', 'EUR', 'USD')),
  language text not null default 'fr' constraint company_language_known check (language in ('fr', 'de', 'it', 'en')),
  logo_url text,
  invoice_prefix text constraint invoice_prefix_shape check (invoice_prefix ~ '^[A-Z]{2,4}$'),
  payment_terms int not null default 30 constraint payment_terms_range check (payment_terms between 0 and 365),
  default_vat_code text not null default 'NORMAL',
  vat_period text not null default 'quarterly'
    constraint vat_period_known check (vat_period in ('monthly', 'quarterly', 'semiannual', 'annual')),
  settings jsonb not null default '{}' constraint company_settings_object check (jsonb_typeof(settings) = 'object'),
  is_active boolean not null default true,
  sort_order int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companies_tenant_key unique (tenant_id, id),
  constraint company_code_taken unique (tenant_id, code),
  constraint company_number_taken unique (tenant_id, number)
);
-- Document numbers are unique in a tenant and begin with this prefix: two companies must not share it.
create unique index invoice_prefix_taken on identity.companies
  (tenant_id, coalesce(invoice_prefix, left(replace(code, '_', ''), 3)));
-- Clients reach the portal by its domain, before the tenant is known.
create index companies_by_portal_domain on identity.companies (identity.portal_domain(code, portal_domain));
alter table identity.companies enable row level security;
revoke all on identity.companies from anon, authenticated, service_role;
grant select on identity.companies to authenticated;
grant insert (
  number, code, name, display_name, legal_form, ide, siren, siret, vat_number, street, building_number, postal_code, city,
  canton, country, qr_iban, regular_iban, bic, bank_name, bank_customer_id, email, phone, website, portal_domain, color,
  currency, language, logo_url, invoice_prefix, payment_terms, default_vat_code, vat_period, settings, is_active, sort_order
), update (
  name, display_name, legal_form, ide, siren, siret, vat_number, street, building_number, postal_code, city,
  canton, country, qr_iban, regular_iban, bic, bank_name, bank_customer_id, email, phone, website, portal_domain, color,
  currency, language, logo_url, invoice_prefix, payment_terms, default_vat_code, vat_period, settings, is_active, sort_order
) on identity.companies to authenticated;
create policy tenant_wall on identity.companies as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.companies for select to authenticated
  using ((select app.company_ids()) is null or id = any ((select app.company_ids())::uuid[]));
create policy creates on identity.companies for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on identity.companies for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on identity.companies for each row execute function app.touch();
comment on table identity.companies is 'A company the tenant runs: who issues quotes and invoices, with which bank account.';
comment on column identity.companies.number is 'Small stable number of the company inside its tenant; part of payment references.';
