create table finance.exchange_rates (
  id uuid primary key default app.new_id(),
  -- Null: the figure used until the tenant keeps its own.
  tenant_id uuid default app.tenant_id() references identity.tenants (id),
  currency text not null constraint exchange_currency_shape check (currency ~ '^[A-Z]{3}$'),
  rate_to_chf numeric(14, 6) not null constraint exchange_rate_positive check (rate_to_chf > 0),
  as_of date not null,
  source text not null constraint exchange_source_length check (length(source) between 1 and 100),
  created_at timestamptz not null default now(),
  constraint exchange_rate_taken unique nulls not distinct (tenant_id, currency, as_of)
);
alter table finance.exchange_rates enable row level security;
revoke all on finance.exchange_rates from anon, authenticated, service_role;
grant select, insert (currency, rate_to_chf, as_of, source), update (rate_to_chf, source)
on finance.exchange_rates to authenticated;
create policy tenant_wall on finance.exchange_rates as restrictive for all to authenticated
  using (tenant_id is null or tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.exchange_rates for select to authenticated using ((select app.tenant_id()) is not null);
create policy creates on finance.exchange_rates for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on finance.exchange_rates for update to authenticated
  using (tenant_id = (select app.tenant_id()) and (select app.write_scope('settings')) = 'ALL')
  with check ((select app.write_scope('settings')) = 'ALL');
create trigger record after insert or update on finance.exchange_rates
  for each row when (new.tenant_id is not null) execute function audit.record('exchange_rate', 'configuration');
comment on table finance.exchange_rates is 'Swiss francs per unit of a currency: convert by multiplying, never by dividing.';

insert into finance.exchange_rates (tenant_id, currency, rate_to_chf, as_of, source) values
  (null, 'CHF', 1, '2024-01-01', 'default'),
  (null, 'EUR', 0.94, '2024-01-01', 'default'),
  (null, 'USD', 0.88, '2024-01-01', 'default'),
  (null, 'GBP', 1.13, '2024-01-01', 'default');

-- The newest rate of each currency up to a day; the tenant's own rates hide the defaults.
create function finance.exchange_rates_on(p_on date)
returns table (currency text, rate_to_chf numeric, as_of date, source text)
language sql stable set search_path = ''
as $$
  select distinct on (r.currency) r.currency, r.rate_to_chf::numeric, r.as_of, r.source
  from finance.exchange_rates r
  where (r.tenant_id is null or r.tenant_id = app.tenant_id()) and (r.as_of <= p_on or r.tenant_id is null)
  order by r.currency, r.tenant_id is null, r.as_of desc
$$;

create function finance.rate_to_chf(p_currency text, p_on date) returns numeric
language plpgsql stable set search_path = ''
as $$
declare
  known numeric;
begin
  if p_currency = 'CHF' then
    return 1;
  end if;
  select r.rate_to_chf into known from finance.exchange_rates_on(p_on) r where r.currency = p_currency;
  if known is null then
    perform app.refuse('currency_unsupported', jsonb_build_object('currency', p_currency));
  end if;
  return known;
end
$$;
revoke execute on function finance.exchange_rates_on(date), finance.rate_to_chf(text, date) from public;
grant execute on function finance.exchange_rates_on(date), finance.rate_to_chf(text, date) to authenticated;
comment on function finance.rate_to_chf(text, date) is
  'Swiss francs per unit of the currency on a day; never silently 1. Raises currency_unsupported.';
