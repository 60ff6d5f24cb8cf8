create table finance.document_counters (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null where the tenant keeps no companies.
  company_id uuid,
  kind text not null constraint document_kind_known check (kind in (
    'invoice', 'quote', 'credit_note', 'milestone', 'recurring', 'time_and_materials', 'support'
  )),
  -- The year, or year and month for series that start anew every month.
  period text not null constraint document_period_shape check (period ~ '^\d{4}(\d{2})?$'),
  last_sequence int not null constraint document_sequence_positive check (last_sequence > 0),
  constraint document_counters_key unique nulls not distinct (tenant_id, company_id, kind, period),
  constraint document_counter_company foreign key (tenant_id, company_id) references identity.companies (tenant_id, id)
);
alter table finance.document_counters enable row level security;
revoke all on finance.document_counters from anon, authenticated, service_role;
grant select on finance.document_counters to authenticated;
create policy tenant_wall on finance.document_counters as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.document_counters for select to authenticated using (
  (select app.company_ids()) is null or company_id is null or company_id = any ((select app.company_ids())::uuid[])
);
comment on table finance.document_counters is
  'The last number given per company, kind of document and period. The row is locked until the document is stored, so no number is lost.';

-- Placeholders: {PREFIX} {YYYY} {YY} {MM} {SEQ:n}. A company may set its own patterns in settings.numbering.
create function finance.number_pattern(p_kind text, p_company identity.companies) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(
    p_company.settings -> 'numbering' ->> p_kind,
    case
      when p_kind = 'milestone' then 'JAL-{YYYY}{MM}-{SEQ:3}'
      when p_kind = 'recurring' then 'REC-{YYYY}{MM}-{SEQ:3}'
      when p_kind = 'time_and_materials' then 'REG-{YYYY}{MM}-{SEQ:3}'
      when p_kind = 'support' then 'SUP-{YYYY}{MM}-{SEQ:3}'
      when p_kind = 'quote' and p_company.id is not null then '{PREFIX}-D-{YYYY}-{SEQ:4}'
      when p_kind = 'credit_note' and p_company.id is not null then '{PREFIX}-A-{YYYY}-{SEQ:4}'
      when p_kind = 'credit_note' then 'A-{YYYY}-{SEQ:3}'
      when p_company.id is not null then '{PREFIX}-{YYYY}-{SEQ:4}'
      else '{YYYY}-{SEQ:3}'
    end
  )
$$;

create function finance.format_number(p_pattern text, p_prefix text, p_on date, p_sequence int) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  width constant int := coalesce(substring(p_pattern from '\{SEQ:(\d)\}')::int, 1);
  digits constant text := p_sequence::text;
begin
  return replace(replace(replace(replace(
    regexp_replace(p_pattern, '\{SEQ(:\d)?\}', lpad(digits, greatest(width, length(digits)), '0')),
    '{PREFIX}', coalesce(p_prefix, '')), '{YYYY}', to_char(p_on, 'YYYY')), '{YY}', to_char(p_on, 'YY')), '{MM}', to_char(p_on, 'MM'));
end
$$;

create function finance.next_document_number(
  p_kind text, p_company uuid, p_on date, out number text, out sequence int, out period text
)
language plpgsql security definer set search_path = ''
as $$
declare
  company identity.companies;
  pattern text;
begin
  if p_company is not null then
    select * into company from identity.companies c where c.tenant_id = app.tenant_id() and c.id = p_company;
    if company.id is null then
      perform app.refuse('company_not_found');
    end if;
  end if;
  pattern := finance.number_pattern(p_kind, company);
  period := to_char(p_on, case when position('{MM}' in pattern) > 0 then 'YYYYMM' else 'YYYY' end);
  insert into finance.document_counters as c (tenant_id, company_id, kind, period, last_sequence)
  values (app.tenant_id(), p_company, p_kind, next_document_number.period, 1)
  on conflict on constraint document_counters_key do update set last_sequence = c.last_sequence + 1
  returning c.last_sequence into sequence;
  number := finance.format_number(
    pattern, coalesce(company.invoice_prefix, left(replace(company.code, '_', ''), 3)), p_on, sequence
  );
end
$$;

-- What the next number would be; reserves nothing.
create function finance.peek_document_number(
  p_kind text, p_company uuid, p_on date, out number text, out sequence int
)
language plpgsql stable security definer set search_path = ''
as $$
declare
  company identity.companies;
  pattern text;
begin
  select * into company from identity.companies c where c.tenant_id = app.tenant_id() and c.id = p_company;
  pattern := finance.number_pattern(p_kind, company);
  select coalesce(max(c.last_sequence), 0) + 1 into sequence from finance.document_counters c
  where c.tenant_id = app.tenant_id() and c.company_id is not distinct from p_company and c.kind = p_kind
    and c.period = to_char(p_on, case when position('{MM}' in pattern) > 0 then 'YYYYMM' else 'YYYY' end);
  number := finance.format_number(
    pattern, coalesce(company.invoice_prefix, left(replace(company.code, '_', ''), 3)), p_on, sequence
  );
end
$$;
revoke execute on function finance.number_pattern(text, identity.companies), finance.format_number(text, text, date, int),
  finance.next_document_number(text, uuid, date), finance.peek_document_number(text, uuid, date)
from public;
grant execute on function finance.next_document_number(text, uuid, date), finance.peek_document_number(text, uuid, date)
to authenticated;
comment on function finance.next_document_number(text, uuid, date) is
  'Takes the next number of a company''s series, without gaps: call it in the transaction that stores the document. Raises company_not_found.';
