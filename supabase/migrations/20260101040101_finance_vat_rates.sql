create table finance.vat_rates (
  id uuid primary key default app.new_id(),
  -- Null: the law of the country, the same for everybody.
  tenant_id uuid default app.tenant_id() references identity.tenants (id),
  country text not null constraint vat_rate_country_shape check (country ~ '^[A-Z]{2}$'),
  code text not null constraint vat_rate_code_shape check (code ~ '^[A-Z][A-Z0-9_]{1,31}$'),
  name text not null constraint vat_rate_name_length check (length(name) between 1 and 100),
  rate numeric(5, 2) not null constraint vat_rate_range check (rate between 0 and 100),
  account_code text not null,
  afc_cipher text,
  effective_from date not null,
  effective_to date,
  is_active boolean not null default true,
  sort_order int not null default 0,
  constraint vat_rate_period check (effective_to >= effective_from),
  constraint vat_rate_taken unique nulls not distinct (tenant_id, country, code, effective_from)
);
alter table finance.vat_rates enable row level security;
revoke all on finance.vat_rates from anon, authenticated, service_role;
grant select, insert (country, code, name, rate, account_code, afc_cipher, effective_from, effective_to, is_active, sort_order),
  update (name, rate, account_code, afc_cipher, effective_from, effective_to, is_active, sort_order)
on finance.vat_rates to authenticated;
create policy tenant_wall on finance.vat_rates as restrictive for all to authenticated
  using (tenant_id is null or tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.vat_rates for select to authenticated using ((select app.tenant_id()) is not null);
create policy creates on finance.vat_rates for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on finance.vat_rates for update to authenticated
  using (tenant_id = (select app.tenant_id()) and (select app.write_scope('settings')) = 'ALL')
  with check ((select app.write_scope('settings')) = 'ALL');
create trigger record after insert or update on finance.vat_rates
  for each row when (new.tenant_id is not null) execute function audit.record('vat_rate', 'configuration');
comment on table finance.vat_rates is
  'VAT rates with the days they hold. Rows without a tenant are the law of a country; a tenant''s own rows come first.';

-- Switzerland: LTVA art. 25, rates in force since 2018 and since 2024. France: CGI art. 278 to 281 nonies.
insert into finance.vat_rates
  (tenant_id, country, code, name, rate, account_code, afc_cipher, effective_from, effective_to, sort_order)
values
  (null, 'CH', 'NORMAL', 'Taux normal', 7.7, '2200', '302', '2018-01-01', '2023-12-31', 1),
  (null, 'CH', 'REDUIT', 'Taux réduit', 2.5, '2200', '312', '2018-01-01', '2023-12-31', 2),
  (null, 'CH', 'HEBERGEMENT', 'Hébergement', 3.7, '2200', '342', '2018-01-01', '2023-12-31', 3),
  (null, 'CH', 'NORMAL', 'Taux normal', 8.1, '2200', '303', '2024-01-01', null, 1),
  (null, 'CH', 'REDUIT', 'Taux réduit', 2.6, '2200', '313', '2024-01-01', null, 2),
  (null, 'CH', 'HEBERGEMENT', 'Hébergement', 3.8, '2200', '343', '2024-01-01', null, 3),
  (null, 'CH', 'EXONERE', 'Exonéré', 0, '2200', '230', '2018-01-01', null, 4),
  (null, 'FR', 'NORMAL', 'Taux normal', 20, '445710', null, '2014-01-01', null, 1),
  (null, 'FR', 'INTERMEDIAIRE', 'Taux intermédiaire', 10, '445710', null, '2014-01-01', null, 2),
  (null, 'FR', 'REDUIT', 'Taux réduit', 5.5, '445710', null, '2014-01-01', null, 3),
  (null, 'FR', 'PARTICULIER', 'Taux particulier', 2.1, '445710', null, '2014-01-01', null, 4),
  (null, 'FR', 'EXONERE', 'Exonéré', 0, '445710', null, '2014-01-01', null, 5);

-- Liechtenstein belongs to the Swiss VAT territory. Nothing charged is possible everywhere, so EXONERE always exists.
create function finance.vat_rates_on(p_country text, p_on date)
returns table (code text, name text, rate numeric, account_code text, afc_cipher text, effective_from date, effective_to date,
  sort_order int)
language sql stable set search_path = ''
as $$
  select * from (
    select distinct on (v.code) v.code, v.name, v.rate::numeric, v.account_code, v.afc_cipher, v.effective_from, v.effective_to,
      v.sort_order
    from finance.vat_rates v
    where v.country = case p_country when 'LI' then 'CH' else p_country end
      and v.is_active and p_on between v.effective_from and coalesce(v.effective_to, 'infinity')
      and (v.tenant_id is null or v.tenant_id = app.tenant_id())
    order by v.code, v.tenant_id is null, v.effective_from desc
  ) valid
  order by valid.sort_order, valid.code
$$;
revoke execute on function finance.vat_rates_on(text, date) from public;
grant execute on function finance.vat_rates_on(text, date) to authenticated;
comment on function finance.vat_rates_on(text, date) is 'The VAT rates of a country that hold on a day of supply, one per code.';

-- A line names its rate by code or by figure; the day of supply decides whether it holds.
create function finance.vat_rate_on(p_country text, p_code text, p_rate numeric, p_on date, out code text, out rate numeric)
language plpgsql stable set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  select v.code, v.rate into code, rate from finance.vat_rates v
  where v.country = case p_country when 'LI' then 'CH' else p_country end and v.is_active
    and p_on between v.effective_from and coalesce(v.effective_to, 'infinity')
    and (v.tenant_id is null or v.tenant_id = tenant)
    and (p_code is null or v.code = upper(p_code)) and (p_rate is null or v.rate = p_rate)
    -- A rate of the tenant's own hides the country's of the same code.
    and (v.tenant_id is not null or not exists (
      select from finance.vat_rates own
      where own.tenant_id = tenant and own.country = v.country and own.code = v.code and own.is_active
        and p_on between own.effective_from and coalesce(own.effective_to, 'infinity')
    ))
  order by v.sort_order, v.code, v.tenant_id is null, v.effective_from desc
  limit 1;
  if rate is null and coalesce(p_rate, 0) = 0 and coalesce(upper(p_code), 'EXONERE') = 'EXONERE' then
    code := 'EXONERE';
    rate := 0;
  elsif rate is null then
    perform app.refuse('vat_rate_invalid', jsonb_strip_nulls(jsonb_build_object(
      'vat_code', p_code, 'vat_rate', p_rate, 'date', p_on,
      'rates', (select jsonb_object_agg(v.code, v.rate) from finance.vat_rates_on(p_country, p_on) v)
    )));
  end if;
end
$$;
revoke execute on function finance.vat_rate_on(text, text, numeric, date) from public;
grant execute on function finance.vat_rate_on(text, text, numeric, date) to authenticated;
comment on function finance.vat_rate_on(text, text, numeric, date) is
  'Code and rate of a supply on a day. Raises vat_rate_invalid with the rates that hold on that day.';
