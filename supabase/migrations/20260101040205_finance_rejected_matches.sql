create table finance.rejected_matches (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  transaction_id uuid not null,
  invoice_id uuid not null,
  reason text constraint rejected_match_reason_length check (length(reason) <= 500),
  rejected_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  constraint rejected_matches_tenant_key unique (tenant_id, id),
  constraint match_already_rejected unique (tenant_id, transaction_id, invoice_id),
  constraint rejected_match_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint rejected_match_transaction_unknown foreign key (tenant_id, transaction_id)
    references finance.bank_transactions (tenant_id, id),
  constraint rejected_match_invoice_unknown foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id)
);
create index rejected_matches_by_invoice on finance.rejected_matches (tenant_id, invoice_id);
create index rejected_matches_by_company on finance.rejected_matches (tenant_id, owner_company_id);

alter table finance.rejected_matches enable row level security;
revoke all on finance.rejected_matches from anon, authenticated, service_role;
grant select on finance.rejected_matches to authenticated;
create policy tenant_wall on finance.rejected_matches as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.rejected_matches as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.rejected_matches for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger record after insert on finance.rejected_matches
  for each row execute function audit.record('rejected_match', 'financial');
comment on table finance.rejected_matches is
  'Pairs a person refused or took back: the engine never proposes or books them again, a person still may.';
