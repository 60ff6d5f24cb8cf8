create table finance.bank_accounts (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  account_name text not null constraint bank_account_name_length check (length(account_name) between 1 and 100),
  bank_name text constraint bank_account_bank_length check (length(bank_name) between 1 and 100),
  iban text constraint bank_account_iban_shape check (iban ~ '^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$'),
  -- Of an account without IBAN.
  account_number text constraint bank_account_number_length check (length(account_number) between 1 and 50),
  currency text not null constraint bank_account_currency_shape check (currency ~ '^[A-Z]{3}$'),
  -- What the newest statement says; null before the first one.
  balance numeric(14, 2),
  balance_date date,
  last_sync timestamptz,
  origin text not null default 'manual' constraint bank_account_origin_known check (origin in ('manual', 'statement')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint bank_accounts_tenant_key unique (tenant_id, id),
  -- One IBAN may hold a pocket per currency.
  constraint bank_account_taken unique (tenant_id, iban, currency),
  constraint bank_account_number_taken unique (tenant_id, owner_company_id, account_number, currency),
  constraint bank_account_identified check (iban is not null or account_number is not null),
  constraint bank_account_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id)
);

alter table finance.bank_accounts enable row level security;
revoke all on finance.bank_accounts from anon, authenticated, service_role;
grant select, insert (owner_company_id, account_name, bank_name, iban, account_number, currency)
on finance.bank_accounts to authenticated;
create policy tenant_wall on finance.bank_accounts as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.bank_accounts as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]))
  with check ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.bank_accounts for select to authenticated using (
  (select app.read_scope('finance')) = 'ALL' or (select app.read_scope('settings')) = 'ALL'
);
create policy creates on finance.bank_accounts for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on finance.bank_accounts for each row execute function app.touch();
create trigger record after insert on finance.bank_accounts
  for each row execute function audit.record('bank_account', 'configuration');
comment on table finance.bank_accounts is
  'Accounts of the companies. Made by whoever keeps the settings, or by the first statement of a company''s own IBAN.';

-- Bank work is for whoever writes all of finance; there is no bank movement of one's own.
create function finance.require_bank_writer() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if app.write_scope('finance') is distinct from 'ALL' then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'finance.write'));
  end if;
end
$$;

-- The company a bank request is about; unlike an invoice, an account always has one.
create function finance.bank_company(p_given text) returns uuid
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.company_of(p_given);
begin
  if company is null then
    perform app.refuse('company_required', '{"companies": []}');
  end if;
  return company;
end
$$;
revoke execute on function finance.require_bank_writer(), finance.bank_company(text) from public;
grant execute on function finance.bank_company(text) to authenticated;
comment on function finance.bank_company(text) is
  'Resolves a company code or id. Raises company_invalid, company_required and company_access_denied.';
