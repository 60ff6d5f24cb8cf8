create table finance.bank_transactions (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  bank_account_id uuid not null,
  import_id uuid not null,
  import_source text not null constraint bank_transaction_source_known check (import_source in ('CAMT053', 'CSV', 'API')),
  -- Identity inside the account: what makes a second import of the same movement a duplicate.
  bank_reference text not null constraint bank_transaction_reference_length check (length(bank_reference) between 1 and 200),
  kind text not null default 'payment'
    constraint bank_transaction_kind_known check (kind in ('payment', 'charges', 'difference')),
  date date not null,
  value_date date not null,
  -- Signed: money in is positive.
  amount numeric(14, 2) not null,
  currency text not null constraint bank_transaction_currency_shape check (currency ~ '^[A-Z]{3}$'),
  type text not null generated always as (case when amount < 0 then 'debit' else 'credit' end) stored,
  description text not null,
  reference text,
  reference_type text constraint bank_transaction_reference_known check (reference_type in ('QRR', 'SCOR')),
  end_to_end_id text,
  counterparty_name text,
  counterparty_iban text,
  bank_tx_code text,
  balance_after numeric(14, 2),
  is_reversal boolean not null default false,
  charges numeric(14, 2),
  instructed_amount numeric(14, 2),
  instructed_currency text,
  imported_at timestamptz not null default now(),
  -- How much of it was matched with invoices, without sign.
  reconciled_amount numeric(14, 2) not null default 0,
  remaining_amount numeric(14, 2) not null generated always as (abs(amount) - reconciled_amount) stored,
  -- Payers round: what is left over up to 0.05 keeps no movement open.
  reconciled boolean not null generated always as (reconciled_amount > 0 and abs(amount) - reconciled_amount <= 0.05) stored,
  reconciled_at timestamptz,
  reconciliation_type text
    constraint bank_transaction_match_known check (reconciliation_type in ('auto', 'manual', 'suggested')),
  match_score numeric(5, 2),
  -- When the matching engine last looked at it, so that every movement gets its turn.
  examined_at timestamptz,
  -- A paid invoice this movement names: it was probably paid twice.
  duplicate_of_invoice_id uuid,
  constraint bank_transactions_tenant_key unique (tenant_id, id),
  constraint bank_transaction_booked unique (tenant_id, bank_account_id, bank_reference),
  constraint bank_transaction_overused check (reconciled_amount between 0 and abs(amount)),
  constraint bank_transaction_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint bank_transaction_account_unknown foreign key (tenant_id, bank_account_id)
    references finance.bank_accounts (tenant_id, id),
  -- Checked at commit: the import is written once, when it knows what it brought.
  constraint bank_transaction_import_unknown foreign key (tenant_id, import_id)
    references finance.bank_imports (tenant_id, id) deferrable initially deferred,
  constraint bank_transaction_duplicate_unknown foreign key (tenant_id, duplicate_of_invoice_id)
    references finance.invoices (tenant_id, id)
);
create index bank_transactions_by_company on finance.bank_transactions (tenant_id, owner_company_id, date desc, id desc);
create index bank_transactions_open on finance.bank_transactions (tenant_id, owner_company_id, date desc, id desc)
  where not reconciled;
create index bank_transactions_to_examine on finance.bank_transactions
  (tenant_id, owner_company_id, examined_at nulls first, date, id) where not reconciled;
create index bank_transactions_by_import on finance.bank_transactions (tenant_id, import_id);
create index bank_transactions_paid_twice on finance.bank_transactions (tenant_id, duplicate_of_invoice_id)
  where duplicate_of_invoice_id is not null;

alter table finance.bank_transactions enable row level security;
revoke all on finance.bank_transactions from anon, authenticated, service_role;
grant select on finance.bank_transactions to authenticated;
create policy tenant_wall on finance.bank_transactions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.bank_transactions as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.bank_transactions for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger no_removal before delete or truncate on finance.bank_transactions
  for each statement execute function finance.refuse_removal();
-- What the bank said stays as it said it.
create trigger facts_stay before update of bank_account_id, bank_reference, date, value_date, amount, currency, description,
  reference, counterparty_name, counterparty_iban, is_reversal on finance.bank_transactions
  for each statement execute function finance.refuse_removal();
-- Imported rows are recorded with their file; what people and the engine do to them, one by one.
create trigger record after update on finance.bank_transactions
  for each row when (new.reconciled_amount <> old.reconciled_amount)
  execute function audit.record('bank_transaction', 'financial');
comment on table finance.bank_transactions is
  'Booked movements of the accounts, and how far each has been matched with invoices. Written by the functions of this schema only.';
