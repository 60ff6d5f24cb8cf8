create table finance.reconciliations (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  payment_id uuid not null,
  amount numeric(14, 2) not null constraint reconciliation_amount_positive check (amount > 0),
  reconciliation_type text not null
    constraint reconciliation_type_known check (reconciliation_type in ('auto', 'manual', 'suggested')),
  score numeric(5, 2),
  confidence numeric(5, 4),
  reasons text[] not null default '{}',
  notes text constraint reconciliation_notes_length check (length(notes) <= 2000),
  reconciled_by uuid default app.user_id(),
  reconciled_at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  undone_by uuid,
  undo_reason text,
  constraint reconciliations_tenant_key unique (tenant_id, id),
  constraint reconciliation_payment_used unique (tenant_id, payment_id),
  constraint reconciliation_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint reconciliation_transaction_unknown foreign key (tenant_id, transaction_id)
    references finance.bank_transactions (tenant_id, id),
  constraint reconciliation_invoice_unknown foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id),
  constraint reconciliation_payment_unknown foreign key (tenant_id, payment_id) references finance.payments (tenant_id, id)
);
create unique index pair_already_reconciled on finance.reconciliations (tenant_id, transaction_id, invoice_id)
  where undone_at is null;
create index reconciliations_by_transaction on finance.reconciliations (tenant_id, transaction_id);
create index reconciliations_by_invoice on finance.reconciliations (tenant_id, invoice_id);
create index reconciliations_newest on finance.reconciliations (tenant_id, owner_company_id, reconciled_at desc, id desc);

alter table finance.reconciliations enable row level security;
revoke all on finance.reconciliations from anon, authenticated, service_role;
grant select on finance.reconciliations to authenticated;
create policy tenant_wall on finance.reconciliations as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.reconciliations as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.reconciliations for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger no_removal before delete or truncate on finance.reconciliations
  for each statement execute function finance.refuse_removal();
create trigger record after insert or update on finance.reconciliations
  for each row execute function audit.record('reconciliation', 'financial');
comment on table finance.reconciliations is
  'Which part of a movement paid which invoice, who decided it and why. Undone rows stay and say so.';
