create table finance.accounting_entry_lines (
  id uuid primary key default app.new_id(),
  -- Proved by the key to the document.
  tenant_id uuid not null default app.tenant_id(),
  entry_id uuid not null,
  line_number int not null constraint entry_line_number_positive check (line_number > 0),
  account_number text not null constraint entry_line_account_shape check (account_number ~ '^\d{3,10}$'),
  account_name text not null,
  debit numeric(14, 2) not null default 0,
  credit numeric(14, 2) not null default 0,
  description text,
  vat_rate numeric(5, 2),
  vat_code text,
  cost_center text,
  constraint accounting_entry_lines_tenant_key unique (tenant_id, id),
  constraint entry_line_taken unique (tenant_id, entry_id, line_number),
  constraint entry_line_one_side check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)),
  constraint entry_line_entry foreign key (tenant_id, entry_id) references finance.accounting_entries (tenant_id, id)
);
create index accounting_entry_lines_by_account on finance.accounting_entry_lines (tenant_id, account_number);
alter table finance.accounting_entry_lines enable row level security;
revoke all on finance.accounting_entry_lines from anon, authenticated, service_role;
grant select on finance.accounting_entry_lines to authenticated;
create policy tenant_wall on finance.accounting_entry_lines as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.accounting_entry_lines for select to authenticated using (
  exists (
    select from finance.accounting_entries e
    where e.tenant_id = accounting_entry_lines.tenant_id and e.id = accounting_entry_lines.entry_id
  )
);
comment on table finance.accounting_entry_lines is 'Debits and credits of an entry; each line has exactly one side.';

-- Checked at commit, when the entry is complete: the lines add up to both totals of their entry.
create function finance.check_entry_balance() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  row_now constant jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  entry constant uuid := coalesce(row_now ->> 'entry_id', row_now ->> 'id');
begin
  if exists (
    select from finance.accounting_entries e
    left join finance.accounting_entry_lines l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    where e.id = entry
    group by e.id
    having coalesce(sum(l.debit), 0) <> e.total_debit or coalesce(sum(l.credit), 0) <> e.total_credit
  ) then
    raise exception using errcode = '23514', message = 'an accounting entry does not balance',
      constraint = 'entry_lines_balanced', schema = 'finance', table = 'accounting_entries';
  end if;
  return null;
end
$$;
create constraint trigger entry_lines_balanced after insert on finance.accounting_entries
  deferrable initially deferred for each row execute function finance.check_entry_balance();
create constraint trigger entry_lines_balanced after insert or update or delete on finance.accounting_entry_lines
  deferrable initially deferred for each row execute function finance.check_entry_balance();

create function finance.keep_posted_lines() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if exists (
    select from finance.accounting_entries e where e.tenant_id = old.tenant_id and e.id = old.entry_id and e.status <> 'draft'
  ) then
    raise exception using errcode = '42501', message = 'posted entries are reversed, never changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_posted before update or delete on finance.accounting_entry_lines
  for each row execute function finance.keep_posted_lines();

-- Writes an entry. p_lines: [{"role" or "account_number" (+ "account_name"), "debit" or "credit", "description", "vat_rate",
-- "vat_code", "cost_center"}]; lines without an amount are left out. Null when nothing remains. For functions of this schema.
create function finance.post_entry(
  p_company uuid, p_on date, p_reference text, p_description text, p_document_type text, p_document_id uuid, p_currency text,
  p_created_from text, p_lines jsonb, p_status text default 'posted'
) returns uuid
language plpgsql set search_path = ''
as $$
declare
  entry uuid;
  debits numeric;
  credits numeric;
begin
  select coalesce(sum((l ->> 'debit')::numeric), 0), coalesce(sum((l ->> 'credit')::numeric), 0) into debits, credits
  from jsonb_array_elements(p_lines) l;
  if debits = 0 and credits = 0 then
    return null;
  end if;
  insert into finance.accounting_entries (
    tenant_id, owner_company_id, entry_date, reference, description, document_type, document_id, status, total_debit,
    total_credit, currency, created_from
  ) values (
    app.tenant_id(), p_company, p_on, p_reference, p_description, p_document_type, p_document_id, p_status, debits, credits,
    p_currency, p_created_from
  ) returning id into entry;
  insert into finance.accounting_entry_lines (
    tenant_id, entry_id, line_number, account_number, account_name, debit, credit, description, vat_rate, vat_code, cost_center
  )
  select app.tenant_id(), entry, row_number() over (order by item.ordinality),
    coalesce(item.l ->> 'account_number', known.account_number),
    coalesce(item.l ->> 'account_name', known.account_name, item.l ->> 'account_number'),
    coalesce((item.l ->> 'debit')::numeric, 0), coalesce((item.l ->> 'credit')::numeric, 0), item.l ->> 'description',
    (item.l ->> 'vat_rate')::numeric, item.l ->> 'vat_code', item.l ->> 'cost_center'
  from jsonb_array_elements(p_lines) with ordinality as item (l, ordinality)
  left join lateral finance.account_for(item.l ->> 'role', p_company) known on item.l ? 'role'
  where coalesce((item.l ->> 'debit')::numeric, 0) <> 0 or coalesce((item.l ->> 'credit')::numeric, 0) <> 0;
  return entry;
end
$$;

-- Takes an entry back: the same lines with the sides exchanged, dated today. The original stays and says it was reversed.
create function finance.reverse_entry(p_entry uuid, p_description text, p_created_from text) returns uuid
language plpgsql set search_path = ''
as $$
declare
  original finance.accounting_entries;
  mirror uuid;
begin
  update finance.accounting_entries e set status = 'reversed'
  where e.id = p_entry and e.tenant_id = app.tenant_id() and e.status = 'posted' returning * into original;
  if original.id is null then
    return null;
  end if;
  insert into finance.accounting_entries (
    tenant_id, owner_company_id, entry_date, reference, description, document_type, document_id, reverses_id, total_debit,
    total_credit, currency, created_from
  ) values (
    original.tenant_id, original.owner_company_id, finance.today(), original.reference, p_description, original.document_type,
    original.document_id, original.id, original.total_credit, original.total_debit, original.currency, p_created_from
  ) returning id into mirror;
  insert into finance.accounting_entry_lines (
    tenant_id, entry_id, line_number, account_number, account_name, debit, credit, description, vat_rate, vat_code, cost_center
  )
  select l.tenant_id, mirror, l.line_number, l.account_number, l.account_name, l.credit, l.debit, l.description, l.vat_rate,
    l.vat_code, l.cost_center
  from finance.accounting_entry_lines l where l.tenant_id = original.tenant_id and l.entry_id = original.id;
  return mirror;
end
$$;
revoke execute on function finance.check_entry_balance(), finance.keep_posted_lines(),
  finance.post_entry(uuid, date, text, text, text, uuid, text, text, jsonb, text), finance.reverse_entry(uuid, text, text)
from public;
