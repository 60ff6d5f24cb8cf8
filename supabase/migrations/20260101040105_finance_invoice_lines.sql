create table finance.invoice_lines (
  id uuid primary key default app.new_id(),
  -- Proved by the key to the document.
  tenant_id uuid not null default app.tenant_id(),
  invoice_id uuid not null,
  position int not null constraint invoice_line_position_positive check (position > 0),
  description text not null constraint invoice_line_description_length check (length(description) between 1 and 500),
  quantity numeric(14, 3) not null constraint invoice_line_quantity_positive check (quantity > 0),
  unit text constraint invoice_line_unit_length check (length(unit) <= 30),
  unit_price numeric(14, 4) not null constraint invoice_line_price_not_negative check (unit_price >= 0),
  -- Percent, and an amount where discounts are granted as an amount.
  discount numeric(5, 2) not null default 0 constraint invoice_line_discount_range check (discount between 0 and 100),
  discount_amount numeric(14, 2) not null default 0 constraint invoice_line_discount_not_negative check (discount_amount >= 0),
  vat_code text,
  vat_rate numeric(5, 2) not null constraint invoice_line_vat_range check (vat_rate between 0 and 100),
  service_date date,
  -- Revenue account; null: the company's usual one.
  account_number text,
  line_net numeric(14, 2) not null
    generated always as (round(quantity * unit_price * (1 - discount / 100) - discount_amount, 2)) stored,
  constraint invoice_lines_tenant_key unique (tenant_id, id),
  constraint invoice_line_position_taken unique (tenant_id, invoice_id, position),
  constraint discount_exceeds_line check (line_net >= 0),
  constraint invoice_line_invoice foreign key (tenant_id, invoice_id) references finance.invoices (tenant_id, id)
);
alter table finance.invoice_lines enable row level security;
revoke all on finance.invoice_lines from anon, authenticated, service_role;
grant select on finance.invoice_lines to authenticated;
create policy tenant_wall on finance.invoice_lines as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.invoice_lines for select to authenticated using (
  exists (select from finance.invoices i where i.tenant_id = invoice_lines.tenant_id and i.id = invoice_lines.invoice_id)
);
comment on table finance.invoice_lines is 'Lines of invoices; line_net is computed by the database and rounded half away from zero.';

create function finance.keep_sent_lines() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if exists (
    select from changed c join finance.invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
    where i.status <> 'draft'
  ) then
    perform app.refuse('invoice_not_draft');
  end if;
  return null;
end
$$;
revoke execute on function finance.keep_sent_lines() from public;
create trigger keep_sent_inserted after insert on finance.invoice_lines referencing new table as changed
  for each statement execute function finance.keep_sent_lines();
create trigger keep_sent_updated after update on finance.invoice_lines referencing old table as changed
  for each statement execute function finance.keep_sent_lines();
create trigger keep_sent_deleted after delete on finance.invoice_lines referencing old table as changed
  for each statement execute function finance.keep_sent_lines();
