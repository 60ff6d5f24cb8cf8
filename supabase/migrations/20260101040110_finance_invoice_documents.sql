create table finance.invoice_documents (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  invoice_id uuid not null,
  kind text not null constraint invoice_document_kind_known check (kind in ('invoice', 'credit_note')),
  filename text not null constraint invoice_document_filename_length check (length(filename) between 1 and 255),
  content bytea not null constraint invoice_document_size check (length(content) between 1 and 20971520),
  sha256 text not null generated always as (encode(sha256(content), 'hex')) stored,
  created_at timestamptz not null default now(),
  constraint invoice_documents_tenant_key unique (tenant_id, id),
  constraint invoice_document_taken unique (tenant_id, invoice_id, kind),
  constraint invoice_document_invoice foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id)
);
alter table finance.invoice_documents alter column content set storage external;
alter table finance.invoice_documents enable row level security;
revoke all on finance.invoice_documents from anon, authenticated, service_role;
grant select on finance.invoice_documents to authenticated;
create policy tenant_wall on finance.invoice_documents as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.invoice_documents for select to authenticated using (
  exists (select from finance.invoices i where i.tenant_id = invoice_documents.tenant_id and i.id = invoice_documents.invoice_id)
);
create trigger no_removal before update or delete or truncate on finance.invoice_documents
  for each statement execute function finance.refuse_removal();
comment on table finance.invoice_documents is
  'The files of issued invoices as the customer got them, with their SHA-256. The first one stays.';

-- Keeps the file of an issued invoice; whoever comes second gets what is already there.
create function finance.freeze_document(
  p_invoice uuid, p_kind text, p_filename text, p_content bytea, out content bytea, out filename text, out sha256 text
)
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
begin
  select * into invoice from finance.invoices i where i.id = p_invoice and i.tenant_id = app.tenant_id();
  if invoice.id is null or not finance.reaches(invoice, finance.invoice_scope()) then
    perform app.refuse('invoice_not_found');
  elsif invoice.invoice_number is null then
    perform app.refuse('invoice_draft');
  end if;
  insert into finance.invoice_documents (tenant_id, invoice_id, kind, filename, content)
  values (invoice.tenant_id, invoice.id, p_kind, p_filename, p_content)
  on conflict on constraint invoice_document_taken do nothing;
  select d.content, d.filename, d.sha256 into content, filename, sha256
  from finance.invoice_documents d
  where d.tenant_id = invoice.tenant_id and d.invoice_id = invoice.id and d.kind = p_kind;
end
$$;
revoke execute on function finance.freeze_document(uuid, text, text, bytea) from public;
grant execute on function finance.freeze_document(uuid, text, text, bytea) to authenticated;
