-- The days a report covers: given ones, else from the first day of the month p_months back until today.
create function finance.bank_period(
  p_from date, p_to date, p_months int, out first_day date, out last_day date
)
language plpgsql stable set search_path = ''
as $$
begin
  last_day := coalesce(p_to, finance.today());
  first_day := coalesce(p_from, (date_trunc('month', finance.today()) - make_interval(months => p_months))::date);
  -- Only the last day given, and that before the usual first one: the month it lies in.
  if p_from is null and first_day > last_day then
    first_day := date_trunc('month', last_day)::date;
  elsif first_day > last_day then
    perform app.refuse('date_range_invalid');
  end if;
end
$$;

-- What one unit of each currency is worth in the currency of a company, with the newest rates of a day.
create function finance.rates_into(p_currency text, p_on date) returns table (currency text, rate numeric)
language sql stable set search_path = ''
as $$
  select p_currency, 1::numeric
  union all
  select r.currency, r.rate_to_chf / finance.rate_to_chf(p_currency, p_on)
  from finance.exchange_rates_on(p_on) r where r.currency <> p_currency
$$;

create function finance.bank_stats(p_company text, p_from date, p_to date) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.bank_company(p_company);
  own_currency constant text := (select c.currency from identity.companies c where c.id = company);
  days record;
  answer json;
begin
  select * into days from finance.bank_period(p_from, p_to, 3);
  with per_currency as (
    select date_trunc('month', t.date)::date as month, t.currency, count(*) as n,
      coalesce(sum(t.amount) filter (where t.amount > 0), 0) as income,
      coalesce(-sum(t.amount) filter (where t.amount < 0), 0) as expenses
    from finance.bank_transactions t
    where t.owner_company_id = company and t.date between days.first_day and days.last_day
    group by 1, 2
  ),
  converted as (
    select p.month, p.currency, p.n, round(p.income * r.rate, 2) as income, round(p.expenses * r.rate, 2) as expenses,
      r.rate is not null as known
    from per_currency p left join finance.rates_into(own_currency, days.last_day) r on r.currency = p.currency
  ),
  months as (
    select m.month::date as month, coalesce(sum(c.income), 0) as income, coalesce(sum(c.expenses), 0) as expenses,
      coalesce(sum(c.n), 0) as n
    from generate_series(date_trunc('month', days.first_day::timestamp), days.last_day::timestamp, interval '1 month') as m (month)
    left join converted c on c.month = m.month::date and c.known
    group by m.month
  )
  select json_build_object(
    'from', days.first_day, 'to', days.last_day, 'currency', own_currency,
    'totals', json_build_object(
      'income', sum(m.income), 'expenses', sum(m.expenses), 'net', sum(m.income) - sum(m.expenses), 'transaction_count', sum(m.n)
    ),
    'monthly', json_object_agg(to_char(m.month, 'YYYY-MM'), json_build_object(
      'income', m.income, 'expenses', m.expenses, 'net', m.income - m.expenses, 'count', m.n
    ) order by m.month),
    'averages', json_build_object(
      'monthly_income', round(sum(m.income) / count(*), 2), 'monthly_expenses', round(sum(m.expenses) / count(*), 2)
    ),
    'not_converted', (select coalesce(json_agg(distinct c.currency), '[]') from converted c where not c.known)
  ) into answer from months m;
  return answer;
end
$$;

-- A movement counts as pending while a suggestion waits; amounts are without sign, so that income and expenses add up.
create function finance.reconciliation_report(p_company text, p_from date, p_to date) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.bank_company(p_company);
  own_currency constant text := (select c.currency from identity.companies c where c.id = company);
  days record;
  summary json;
  amounts json;
  duplicates json;
  unusual json;
begin
  select * into days from finance.bank_period(p_from, p_to, 1);
  with movements as materialized (
    select t.currency, t.reconciled, t.reconciliation_type, abs(t.amount) as size,
      case when t.reconciled then abs(t.amount) else t.reconciled_amount end as done,
      not t.reconciled and exists (
        select from finance.reconciliation_suggestions s
        where s.transaction_id = t.id and s.owner_company_id = company and s.status = 'pending'
      ) as waits
    from finance.bank_transactions t
    where t.owner_company_id = company and t.date between days.first_day and days.last_day
  ),
  per_currency as (
    select m.currency, count(*) as n, count(*) filter (where m.reconciled) as reconciled,
      count(*) filter (where m.reconciled and m.reconciliation_type = 'auto') as automatic,
      count(*) filter (where m.waits) as waiting, sum(m.size) as total, sum(m.done) as done,
      coalesce(sum(m.size - m.done) filter (where m.waits), 0) as pending
    from movements m group by m.currency
  ),
  counted as (
    select p.*, r.rate, round(p.total * r.rate, 2) as total_own, round(p.done * r.rate, 2) as done_own,
      round(p.pending * r.rate, 2) as pending_own
    from per_currency p left join finance.rates_into(own_currency, days.last_day) r on r.currency = p.currency
  ),
  totals as (
    select coalesce(sum(c.n), 0) as n, coalesce(sum(c.reconciled), 0) as reconciled, coalesce(sum(c.automatic), 0) as automatic,
      coalesce(sum(c.waiting), 0) as waiting, coalesce(sum(c.total_own), 0) as total, coalesce(sum(c.done_own), 0) as done,
      coalesce(sum(c.pending_own), 0) as pending,
      coalesce(json_agg(c.currency) filter (where c.rate is null), '[]') as not_converted
    from counted c
  )
  select
    json_build_object(
      'total_transactions', t.n,
      'reconciled', json_build_object('total', t.reconciled, 'automatic', t.automatic, 'manual', t.reconciled - t.automatic),
      'pending_validation', t.waiting, 'unreconciled', t.n - t.reconciled - t.waiting,
      'reconciliation_rate', coalesce(round(100.0 * t.reconciled / nullif(t.n, 0), 1), 0),
      'automation_rate', coalesce(round(100.0 * t.automatic / nullif(t.reconciled, 0), 1), 0)
    ),
    json_build_object(
      'total', t.total, 'reconciled', t.done, 'pending', t.pending, 'unreconciled', t.total - t.done - t.pending,
      'currency', own_currency, 'not_converted', t.not_converted
    )
  into summary, amounts from totals t;

  with movements as (
    select t.*, first_value(t.id) over same as first_id
    from finance.bank_transactions t
    where t.owner_company_id = company and t.date between days.first_day and days.last_day
    window same as (
      partition by t.bank_account_id, t.date, t.amount, t.currency, t.counterparty_name, t.description, t.reference
      order by t.imported_at, t.id
    )
  ),
  listed as (
    select m.*, case when m.first_id <> m.id then m.first_id end as same_as from movements m
    where not m.reconciled and (m.duplicate_of_invoice_id is not null or m.first_id <> m.id)
    order by m.date desc, m.id desc limit 50
  )
  select coalesce(json_agg(json_build_object(
    'transaction', finance.movement_ref(l.id, l.date, l.amount, l.currency, l.description, l.reference),
    'invoice_id', i.id, 'invoice_number', i.invoice_number, 'same_as_transaction_id', l.same_as
  ) order by l.date desc, l.id desc), '[]') into duplicates
  from listed l left join finance.invoices i on i.id = l.duplicate_of_invoice_id;

  -- Materialized: planned as a join partner it was worked out anew for every movement.
  with usual as materialized (
    select t.currency, t.type, avg(t.amount) as mean, stddev_samp(t.amount) as deviation
    from finance.bank_transactions t
    where t.owner_company_id = company and t.date between days.first_day and days.last_day
    group by t.currency, t.type
  ),
  listed as (
    select t.* from finance.bank_transactions t join usual u on u.currency = t.currency and u.type = t.type
    where t.owner_company_id = company and t.date between days.first_day and days.last_day
      and abs(t.amount - u.mean) > 3 * u.deviation
    order by t.date desc, t.id desc limit 50
  )
  select coalesce(json_agg(
    finance.movement_ref(l.id, l.date, l.amount, l.currency, l.description, l.reference) order by l.date desc, l.id desc
  ), '[]') into unusual from listed l;

  return json_build_object(
    'from', days.first_day, 'to', days.last_day, 'summary', summary, 'amounts', amounts,
    'anomalies', json_build_object('duplicates', duplicates, 'unusual', unusual)
  );
end
$$;

create function finance.movement_ref(
  p_id uuid, p_date date, p_amount numeric, p_currency text, p_description text, p_reference text
) returns json
language sql immutable set search_path = ''
as $$
  select json_build_object('id', p_id, 'date', p_date, 'amount', p_amount, 'currency', p_currency,
    'description', p_description, 'reference', p_reference)
$$;

revoke execute on function finance.bank_period(date, date, int), finance.rates_into(text, date),
  finance.bank_stats(text, date, date), finance.reconciliation_report(text, date, date),
  finance.movement_ref(uuid, date, numeric, text, text, text)
from public;
grant execute on function finance.bank_period(date, date, int), finance.rates_into(text, date),
  finance.bank_stats(text, date, date), finance.reconciliation_report(text, date, date),
  finance.movement_ref(uuid, date, numeric, text, text, text)
to authenticated;
comment on function finance.bank_stats(text, date, date) is
  'Income and expenses of a company per month, finished JSON. Raises company_invalid, company_access_denied, date_range_invalid.';
comment on function finance.reconciliation_report(text, date, date) is
  'How far movements are reconciled, and which look wrong, finished JSON. Raises what bank_stats raises.';
