create table finance.bank_imports (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  source text not null constraint bank_import_source_known check (source in ('CAMT053', 'CSV', 'API')),
  filename text,
  file_sha256 text constraint bank_import_sha256_shape check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes int,
  -- Per statement of the file: account, identity, period, balances.
  statements jsonb not null default '[]' constraint bank_import_statements_list check (jsonb_typeof(statements) = 'array'),
  imported int not null,
  duplicates int not null,
  errors int not null default 0,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  constraint bank_imports_tenant_key unique (tenant_id, id),
  constraint bank_import_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id)
);
create index bank_imports_by_company on finance.bank_imports (tenant_id, owner_company_id, created_at desc, id desc);
create index bank_imports_by_file on finance.bank_imports (tenant_id, file_sha256);

alter table finance.bank_imports enable row level security;
revoke all on finance.bank_imports from anon, authenticated, service_role;
grant select on finance.bank_imports to authenticated;
create policy tenant_wall on finance.bank_imports as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.bank_imports as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on finance.bank_imports for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger no_removal before delete or truncate on finance.bank_imports
  for each statement execute function finance.refuse_removal();
create trigger record after insert or update on finance.bank_imports
  for each row execute function audit.record('bank_import', 'financial');
comment on table finance.bank_imports is 'Files that were imported, also those that brought nothing new. Written once, complete.';
