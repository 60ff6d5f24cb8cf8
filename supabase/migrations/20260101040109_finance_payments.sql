create table finance.payments (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  invoice_id uuid not null,
  owner_company_id uuid,
  amount numeric(14, 2) not null constraint payment_amount_positive check (amount > 0),
  currency text not null,
  paid_on date not null,
  method text not null constraint payment_method_known check (method in (
    'bank_transfer', 'card', 'cash', 'twint', 'credit', 'lp_payment', 'stripe', 'check', 'crypto', 'paypal', 'other'
  )),
  -- The bank transaction it was matched with.
  transaction_id uuid,
  auto_reconciled boolean not null default false,
  notes text constraint payment_notes_length check (length(notes) <= 2000),
  status text not null default 'recorded' constraint payment_status_known check (status in ('recorded', 'cancelled')),
  cancelled_at timestamptz,
  cancellation_reason text,
  accounting_entry_id uuid,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint payments_tenant_key unique (tenant_id, id),
  constraint payment_cancelled_when check ((status = 'cancelled') = (cancelled_at is not null)),
  constraint payment_invoice_unknown foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id),
  constraint payment_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint payment_entry_unknown foreign key (tenant_id, accounting_entry_id)
    references finance.accounting_entries (tenant_id, id)
);
create index payments_by_invoice on finance.payments (tenant_id, invoice_id, created_at);
create index payments_by_company on finance.payments (tenant_id, owner_company_id, paid_on desc, id desc);
create index payments_by_entry on finance.payments (tenant_id, accounting_entry_id);
create unique index already_reconciled on finance.payments (tenant_id, transaction_id, invoice_id)
  where transaction_id is not null and status = 'recorded';
alter table finance.payments enable row level security;
revoke all on finance.payments from anon, authenticated, service_role;
grant select on finance.payments to authenticated;
create policy tenant_wall on finance.payments as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.payments as restrictive for all to authenticated
  using (
    owner_company_id is null or (select app.company_ids()) is null
    or owner_company_id = any ((select app.company_ids())::uuid[])
  );
-- A payment is seen with its invoice, and by whoever reads all payments.
create policy reads on finance.payments for select to authenticated using (
  (select app.read_scope('payments')) = 'ALL'
  or exists (select from finance.invoices i where i.tenant_id = payments.tenant_id and i.id = payments.invoice_id)
);
create trigger touch before update on finance.payments for each row execute function app.touch();
create trigger no_removal before delete or truncate on finance.payments
  for each statement execute function finance.refuse_removal();
create trigger record after insert or update on finance.payments
  for each row execute function audit.record('payment', 'financial');
create trigger announce after insert or update on finance.payments
  for each row execute function app.announce('payment', 'payments', 'invoice_id', 'amount', 'currency', 'status');
comment on table finance.payments is
  'Money received for an invoice. Recorded and reversed by finance.record_payment and finance.reverse_payment only.';

create function finance.record_payment(
  p_invoice uuid, p_amount numeric, p_paid_on date default null, p_method text default 'bank_transfer',
  p_transaction uuid default null, p_notes text default null, p_auto boolean default false
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
  payment_day constant date := coalesce(p_paid_on, finance.today());
  amount numeric;
  payment uuid;
  entry uuid;
  new_status text;
begin
  invoice := finance.lock_invoice(p_invoice, finance.money_scope());
  case invoice.status
    when 'draft' then perform app.refuse('invoice_draft');
    when 'cancelled' then perform app.refuse('invoice_cancelled');
    when 'paid' then perform app.refuse('invoice_already_paid');
    when 'written_off' then perform app.refuse('invalid_state', jsonb_build_object('status', invoice.status));
    else null;
  end case;
  -- Null pays whatever remains.
  amount := coalesce(p_amount, invoice.remaining_amount);
  if amount <= 0 or amount <> round(amount, 2) then
    perform app.refuse('amount_invalid');
  elsif amount > invoice.remaining_amount + 0.01 then
    perform app.refuse('overpayment', jsonb_build_object('remaining', invoice.remaining_amount));
  elsif payment_day > finance.today() then
    perform app.refuse('payment_date_future');
  end if;
  payment := app.new_id();
  entry := finance.post_entry(
    invoice.owner_company_id, payment_day, invoice.invoice_number, 'Paiement ' || invoice.invoice_number, 'payment', payment,
    invoice.currency, case when p_auto then 'reconciliation' else 'payment' end,
    jsonb_build_array(
      jsonb_build_object('role', 'bank', 'debit', amount),
      jsonb_build_object('role', 'receivable', 'credit', amount)
    )
  );
  insert into finance.payments (
    id, tenant_id, invoice_id, owner_company_id, amount, currency, paid_on, method, transaction_id, auto_reconciled, notes,
    accounting_entry_id
  ) values (
    payment, invoice.tenant_id, invoice.id, invoice.owner_company_id, amount, invoice.currency, payment_day, p_method,
    p_transaction, p_auto, p_notes, entry
  );
  new_status := finance.status_after_payment(
    invoice.status, invoice.amount_ttc, invoice.paid_amount + amount, invoice.credited_amount, invoice.due_date
  );
  update finance.invoices i set
    paid_amount = i.paid_amount + amount, status = new_status, payment_method = p_method,
    paid_at = case when new_status = 'paid' then payment_day end
  where i.id = invoice.id;
  if invoice.client_id is not null then
    perform crm.note_activity(
      'PAYMENT_RECEIVED', invoice.client_id, 'Paiement ' || invoice.invoice_number,
      jsonb_build_object('invoice_id', invoice.id, 'payment_id', payment, 'amount', amount, 'currency', invoice.currency)
    );
  end if;
  return payment;
end
$$;

create function finance.reverse_payment(p_payment uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  payment finance.payments;
  invoice finance.invoices;
  paid numeric;
  new_status text;
begin
  select * into payment from finance.payments p where p.id = p_payment and p.tenant_id = app.tenant_id();
  if payment.id is null then
    perform app.refuse('payment_not_found');
  end if;
  -- The invoice first, as everywhere: two functions that lock in one order cannot block each other.
  invoice := finance.lock_invoice(payment.invoice_id, finance.money_scope());
  update finance.payments p set status = 'cancelled', cancelled_at = now(), cancellation_reason = p_reason
  where p.id = payment.id and p.status = 'recorded';
  if not found then
    perform app.refuse('payment_cancelled');
  end if;
  perform finance.reverse_entry(payment.accounting_entry_id, 'Annulation paiement ' || invoice.invoice_number, 'reversal');
  paid := invoice.paid_amount - payment.amount;
  new_status := finance.status_after_payment(
    case invoice.status when 'paid' then 'sent' else invoice.status end,
    invoice.amount_ttc, paid, invoice.credited_amount, invoice.due_date
  );
  update finance.invoices i set paid_amount = paid, status = new_status, paid_at = null where i.id = invoice.id;
end
$$;
revoke execute on function finance.record_payment(uuid, numeric, date, text, uuid, text, boolean),
  finance.reverse_payment(uuid, text)
from public;
grant execute on function finance.record_payment(uuid, numeric, date, text, uuid, text, boolean),
  finance.reverse_payment(uuid, text)
to authenticated;
comment on function finance.record_payment(uuid, numeric, date, text, uuid, text, boolean) is
  'Records money received (null: all that remains), with ledger entry and new status. Raises invoice_not_found, invoice_draft, '
  'invoice_cancelled, invoice_already_paid, invalid_state, amount_invalid, overpayment (details.remaining), payment_date_future.';
comment on function finance.reverse_payment(uuid, text) is
  'Cancels a payment with a mirror entry and recomputes the invoice. Raises payment_not_found, invoice_not_found, payment_cancelled.';
