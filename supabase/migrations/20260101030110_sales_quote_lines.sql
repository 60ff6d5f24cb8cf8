create table sales.quote_lines (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  quote_id uuid not null,
  position int not null constraint quote_line_position_positive check (position > 0),
  product_code text constraint quote_line_product_code_length check (length(product_code) <= 64),
  description text not null constraint quote_line_description_length check (length(description) between 1 and 500),
  quantity numeric(14, 3) not null constraint quote_line_quantity_positive check (quantity > 0),
  unit text constraint quote_line_unit_length check (length(unit) <= 30),
  unit_price numeric(14, 4) not null constraint quote_line_price_not_negative check (unit_price >= 0),
  -- Percent, and an amount where discounts are granted as an amount.
  discount_percent numeric(5, 2) not null default 0
    constraint quote_line_percent_range check (discount_percent between 0 and 100),
  discount_amount numeric(14, 2) not null default 0 constraint quote_line_discount_not_negative check (discount_amount >= 0),
  vat_rate numeric(5, 2) not null constraint quote_line_vat_range check (vat_rate between 0 and 100),
  -- False: the line follows the rate of the quote when that changes.
  has_own_rate boolean not null default false,
  line_total numeric(14, 2) not null
    generated always as (round(quantity * unit_price * (1 - discount_percent / 100) - discount_amount, 2)) stored,
  constraint quote_lines_tenant_key unique (tenant_id, id),
  constraint quote_line_position_taken unique (tenant_id, quote_id, position),
  constraint quote_line_total_not_negative check (line_total >= 0),
  constraint quote_line_quote foreign key (tenant_id, quote_id) references sales.quotes (tenant_id, id)
);
alter table sales.quote_lines enable row level security;
revoke all on sales.quote_lines from anon, authenticated, service_role;
grant select, delete, insert (
  quote_id, position, product_code, description, quantity, unit, unit_price, discount_percent, discount_amount, vat_rate,
  has_own_rate
) on sales.quote_lines to authenticated;
create policy tenant_wall on sales.quote_lines as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
-- A line is seen by whoever sees its quote and written by whoever may write it.
create policy reads on sales.quote_lines for select to authenticated using (
  exists (select from sales.quotes q where q.tenant_id = quote_lines.tenant_id and q.id = quote_lines.quote_id)
);
create policy creates on sales.quote_lines for insert to authenticated with check (
  exists (
    select from sales.quotes q
    where q.tenant_id = quote_lines.tenant_id and q.id = quote_lines.quote_id
      and case (select app.write_scope('quotes'))
        when 'ALL' then true
        when 'GROUP' then q.team_id = any ((select app.team_ids())::uuid[])
        when 'SELF' then q.owner_user_id = (select app.user_id())
        else false
      end
  )
);
create policy deletes on sales.quote_lines for delete to authenticated using (
  exists (
    select from sales.quotes q
    where q.tenant_id = quote_lines.tenant_id and q.id = quote_lines.quote_id
      and case (select app.write_scope('quotes'))
        when 'ALL' then true
        when 'GROUP' then q.team_id = any ((select app.team_ids())::uuid[])
        when 'SELF' then q.owner_user_id = (select app.user_id())
        else false
      end
  )
);

-- Lines are the client's offer: they are replaced in a draft and never touched afterwards.
create function sales.keep_sent_lines() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept text;
begin
  select q.status into kept from changed c join sales.quotes q on q.tenant_id = c.tenant_id and q.id = c.quote_id
  where q.status <> 'draft' limit 1;
  if kept is not null then
    perform app.refuse('quote_not_draft', jsonb_build_object('status', kept));
  end if;
  return null;
end
$$;
revoke execute on function sales.keep_sent_lines() from public;
create trigger keep_sent_inserted after insert on sales.quote_lines referencing new table as changed
  for each statement execute function sales.keep_sent_lines();
create trigger keep_sent_updated after update on sales.quote_lines referencing old table as changed
  for each statement execute function sales.keep_sent_lines();
create trigger keep_sent_deleted after delete on sales.quote_lines referencing old table as changed
  for each statement execute function sales.keep_sent_lines();
comment on table sales.quote_lines is 'Lines of quotes; line_total is computed by the database and rounded half away from zero.';
