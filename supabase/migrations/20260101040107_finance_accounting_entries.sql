create table finance.accounting_entries (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid,
  entry_date date not null,
  posting_date date not null default finance.today(),
  reference text,
  description text not null,
  document_type text not null,
  document_id uuid not null,
  status text not null default 'posted' constraint entry_status_known check (status in ('draft', 'posted', 'reversed')),
  reverses_id uuid,
  total_debit numeric(14, 2) not null constraint entry_total_positive check (total_debit > 0),
  total_credit numeric(14, 2) not null,
  currency text not null,
  created_from text not null,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default clock_timestamp(),
  constraint accounting_entries_tenant_key unique (tenant_id, id),
  constraint entry_balanced check (total_debit = total_credit),
  constraint entry_reversed_once unique (tenant_id, reverses_id),
  constraint entry_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint entry_reverses_unknown foreign key (tenant_id, reverses_id)
    references finance.accounting_entries (tenant_id, id)
);
create index accounting_entries_by_date on finance.accounting_entries (tenant_id, owner_company_id, entry_date, id);
create index accounting_entries_by_document on finance.accounting_entries (tenant_id, document_type, document_id);
alter table finance.accounting_entries enable row level security;
revoke all on finance.accounting_entries from anon, authenticated, service_role;
grant select on finance.accounting_entries to authenticated;
create policy tenant_wall on finance.accounting_entries as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.accounting_entries as restrictive for all to authenticated
  using (
    owner_company_id is null or (select app.company_ids()) is null
    or owner_company_id = any ((select app.company_ids())::uuid[])
  );
create policy reads on finance.accounting_entries for select to authenticated using (
  (select app.read_scope('accounting')) = 'ALL' or (select app.read_scope('finance')) = 'ALL'
);
comment on table finance.accounting_entries is
  'The ledger. Entries are written with the business change they record and are corrected by a mirror entry only.';

-- A posted entry never changes, except that it learns it was reversed.
create function finance.keep_posted_entry() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.status <> 'draft' and (to_jsonb(new) - 'status' is distinct from to_jsonb(old) - 'status'
    or old.status <> 'posted' or new.status <> 'reversed')
  then
    raise exception using errcode = '42501', message = 'posted entries are reversed, never changed';
  end if;
  return new;
end
$$;
revoke execute on function finance.keep_posted_entry() from public;
create trigger keep_posted before update on finance.accounting_entries
  for each row execute function finance.keep_posted_entry();
create trigger no_removal before delete or truncate on finance.accounting_entries
  for each statement execute function finance.refuse_removal();
create trigger record after insert or update on finance.accounting_entries
  for each row execute function audit.record('accounting_entry', 'financial');
