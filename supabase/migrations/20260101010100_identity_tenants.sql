create table identity.tenants (
  id uuid primary key default app.new_id(),
  subdomain text not null,
  name text not null constraint tenant_name_length check (length(name) between 1 and 200),
  plan text not null default 'FREE' constraint tenant_plan_known check (plan in ('FREE', 'STARTER', 'PRO', 'ENTERPRISE')),
  status text not null default 'active' constraint tenant_status_known check (status in ('active', 'suspended', 'deleted')),
  locale text not null default 'fr' constraint tenant_locale_known check (locale in ('fr', 'de', 'it', 'en')),
  timezone text not null default 'Europe/Paris',
  country text not null default 'FR' constraint tenant_country_shape check (country ~ '^[A-Z]{2}$'),
  currency text not null default 'EUR' constraint tenant_currency_known check (currency in ('CHF', 'EUR', 'USD')),
  settings jsonb not null default '{}' constraint tenant_settings_object check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  -- The job that restores a backup: meanwhile nobody else writes.
  restoring_job uuid,
  constraint subdomain_exists unique (subdomain),
  constraint subdomain_invalid check (
    subdomain ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$' and subdomain not in ('www', 'api', 'app', 'admin', 'mail')
  )
);
alter table identity.tenants enable row level security;
revoke all on identity.tenants from anon, authenticated, service_role;
grant select, update (name, locale, timezone, country, currency, settings) on identity.tenants to authenticated;
create policy tenant_wall on identity.tenants as restrictive for all to authenticated
  using (id = (select app.tenant_id())) with check (id = (select app.tenant_id()));
create policy reads on identity.tenants for select to authenticated using (id = (select app.tenant_id()));
create policy updates on identity.tenants for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on identity.tenants for each row execute function app.touch();
comment on table identity.tenants is 'An organisation. Everything else belongs to exactly one.';
