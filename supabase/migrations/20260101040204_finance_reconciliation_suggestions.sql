create table finance.reconciliation_suggestions (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  invoice_type text not null default 'client' constraint suggestion_invoice_type_known check (invoice_type in ('client', 'supplier')),
  score numeric(5, 2) not null constraint suggestion_score_range check (score between 0 and 100),
  confidence numeric(5, 4) not null constraint suggestion_confidence_range check (confidence between 0 and 1),
  reasons text[] not null default '{}',
  rank smallint not null constraint suggestion_rank_positive check (rank > 0),
  status text not null default 'pending'
    constraint suggestion_status_known check (status in ('pending', 'accepted', 'rejected', 'superseded')),
  decided_by uuid,
  decided_at timestamptz,
  reject_reason text constraint suggestion_reason_length check (length(reject_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reconciliation_suggestions_tenant_key unique (tenant_id, id),
  constraint suggestion_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint suggestion_transaction_unknown foreign key (tenant_id, transaction_id)
    references finance.bank_transactions (tenant_id, id),
  constraint suggestion_invoice_unknown foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id)
);
create unique index suggestion_repeated on finance.reconciliation_suggestions (tenant_id, transaction_id, invoice_id)
  where status = 'pending';
create index suggestions_by_transaction on finance.reconciliation_suggestions (tenant_id, transaction_id, rank);
create index suggestions_by_invoice on finance.reconciliation_suggestions (tenant_id, invoice_id);
create index suggestions_by_company on finance.reconciliation_suggestions (tenant_id, owner_company_id, transaction_id);
create index suggestions_pending on finance.reconciliation_suggestions (tenant_id, owner_company_id, transaction_id, rank)
  where status = 'pending';

alter table finance.reconciliation_suggestions enable row level security;
revoke all on finance.reconciliation_suggestions from anon, authenticated, service_role;
grant select on finance.reconciliation_suggestions to authenticated;
create policy tenant_wall on finance.reconciliation_suggestions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.reconciliation_suggestions as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.reconciliation_suggestions for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger touch before update on finance.reconciliation_suggestions for each row execute function app.touch();
-- A proposal of the engine is no decision; what a person decided about it is one.
create trigger record after update on finance.reconciliation_suggestions
  for each row when (new.decided_by is not null and old.status = 'pending')
  execute function audit.record('reconciliation_suggestion', 'financial');
comment on table finance.reconciliation_suggestions is 'Matches that wait for a person, at most three per movement, and what became of them.';
