-- Which account plays which part, per country. A company may choose others in settings.accounting.
create table finance.account_roles (
  country text not null constraint account_role_country_shape check (country ~ '^[A-Z]{2}$'),
  role text not null constraint account_role_known check (role in (
    'receivable', 'bank', 'revenue', 'revenue_goods', 'output_vat', 'bad_debt'
  )),
  account_number text not null constraint account_number_shape check (account_number ~ '^\d{3,10}$'),
  account_name text not null,
  primary key (country, role)
);
alter table finance.account_roles enable row level security;
revoke all on finance.account_roles from anon, authenticated, service_role;
grant select on finance.account_roles to authenticated;
create policy reads on finance.account_roles for select to authenticated using ((select app.tenant_id()) is not null);
comment on table finance.account_roles is
  'Accounts of automatic entries: Swiss chart of accounts for small companies, French plan comptable général.';

insert into finance.account_roles (country, role, account_number, account_name) values
  ('CH', 'receivable', '1100', 'Créances clients'),
  ('CH', 'bank', '1020', 'Banque'),
  ('CH', 'revenue', '3400', 'Ventes de prestations'),
  ('CH', 'revenue_goods', '3200', 'Ventes de marchandises'),
  ('CH', 'output_vat', '2200', 'TVA due'),
  ('CH', 'bad_debt', '3805', 'Pertes sur créances'),
  ('FR', 'receivable', '411000', 'Clients'),
  ('FR', 'bank', '512000', 'Banque'),
  ('FR', 'revenue', '706000', 'Prestations de services'),
  ('FR', 'revenue_goods', '707000', 'Ventes de marchandises'),
  ('FR', 'output_vat', '445710', 'TVA collectée'),
  ('FR', 'bad_debt', '654000', 'Pertes sur créances irrécouvrables');

create function finance.account_for(p_role text, p_company uuid, out account_number text, out account_name text)
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- Countries without a chart of their own are booked on the Swiss one.
  select r.account_number, r.account_name into account_number, account_name
  from finance.account_roles r
  where r.role = p_role and r.country in (finance.country_of(p_company), 'CH')
  order by r.country = 'CH' limit 1;
  account_number := coalesce((
    select c.settings -> 'accounting' ->> p_role from identity.companies c
    where c.tenant_id = app.tenant_id() and c.id = p_company
  ), account_number);
end
$$;
revoke execute on function finance.account_for(text, uuid) from public;
grant execute on function finance.account_for(text, uuid) to authenticated;
