-- An invoice as the finance endpoints show it. Under the reader's own rights.
create view finance.invoice_sheets with (security_invoker = true) as
  select i.id, i.invoice_number, i.type, c.code as owner_company, i.owner_company_id, i.client_id, i.client_name,
    i.client_address, i.contact_id, i.project_id, i.quote_id, i.date, i.due_date, i.service_from, i.service_to, i.currency,
    i.exchange_rate, i.payment_terms, i.payment_method, i.language, i.amount_ht, i.amount_tva, i.amount_ttc, i.tva_by_rate,
    i.paid_amount, i.credited_amount, i.remaining_amount,
    finance.shown_status(i.status, i.due_date, day.today) as status,
    i.status in ('sent', 'partial', 'overdue', 'disputed') and i.due_date < day.today as is_overdue,
    case when i.status in ('sent', 'partial', 'overdue', 'disputed') then greatest(day.today - i.due_date, 0) else 0 end
      as days_overdue,
    i.qr_reference, i.reference_type, i.iban_used, i.sent_at, i.sent_to, i.last_sent_at, i.viewed_at, i.paid_at,
    i.reminder_level, i.reminder_count, i.last_reminder_at, i.cancelled_at, i.cancellation_reason, i.is_credit_note,
    i.original_invoice_id, i.notes, i.created_by, i.version, i.created_at, i.updated_at
  from finance.invoices i
  cross join (select finance.today() as today) day
  left join identity.companies c on c.tenant_id = i.tenant_id and c.id = i.owner_company_id
  where i.deleted_at is null;
revoke all on finance.invoice_sheets from anon, authenticated, service_role;
grant select on finance.invoice_sheets to authenticated;
comment on view finance.invoice_sheets is 'Invoices with the code of their company and their status of today.';

-- Lines, payments, file and history of one invoice the caller may read: one check instead of one per row.
create function finance.invoice_parts(p_id uuid) returns table (lines json, payments json, history json, pdf json)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  tenant constant uuid := app.tenant_id();
  invoice finance.invoices;
begin
  select * into invoice from finance.invoices i where i.id = p_id;
  if invoice.id is null or not finance.reaches(invoice, finance.invoice_scope()) then
    return;
  end if;
  return query select
    (
      select coalesce(json_agg(json_build_object(
        'id', l.id, 'position', l.position, 'description', l.description, 'quantity', l.quantity, 'unit', l.unit,
        'unit_price', l.unit_price, 'discount', l.discount, 'discount_amount', l.discount_amount, 'vat_code', l.vat_code,
        'vat_rate', l.vat_rate, 'service_date', l.service_date, 'line_net', l.line_net
      ) order by l.position), '[]')
      from finance.invoice_lines l where l.tenant_id = tenant and l.invoice_id = p_id
    ),
    (
      select coalesce(json_agg(json_build_object(
        'id', p.id, 'amount', p.amount, 'currency', p.currency, 'payment_date', p.paid_on, 'payment_method', p.method,
        'transaction_id', p.transaction_id, 'auto_reconciled', p.auto_reconciled, 'notes', p.notes, 'status', p.status,
        'created_at', p.created_at
      ) order by p.created_at, p.id), '[]')
      from finance.payments p where p.tenant_id = tenant and p.invoice_id = p_id
    ),
    (
      select coalesce(json_agg(json_build_object(
        'at', e.at, 'action', split_part(e.action, '.', 2), 'actor_type', e.actor_type, 'actor_id', e.actor_id,
        'actor', u.name, 'reason', e.context ->> 'reason'
      ) order by e.at, e.id), '[]')
      from audit.events e left join identity.users u on u.id = case e.actor_type when 'user' then e.actor_id::uuid end
      where e.tenant_id = tenant and e.entity_type = 'invoice' and e.entity_id = p_id::text
    ),
    (
      select json_build_object('path', '/finance/invoices/' || p_id || '/pdf/download', 'sha256', d.sha256)
      from finance.invoice_documents d where d.tenant_id = tenant and d.invoice_id = p_id and d.kind = 'invoice'
    );
end
$$;

-- The whole invoice as finished JSON. Raises invoice_not_found.
create function finance.invoice_json(p_id uuid) returns json
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  answer json;
begin
  select row_to_json(whole) into answer from (
    select s.*, p.pdf ->> 'path' as pdf_path, p.pdf ->> 'sha256' as pdf_sha256, p.lines, p.payments, p.history
    from finance.invoice_sheets s cross join finance.invoice_parts(p_id) p
    where s.id = p_id
  ) whole;
  if answer is null then
    perform app.refuse('invoice_not_found');
  end if;
  return answer;
end
$$;
-- Creates a draft and answers it whole: one statement for the whole work.
create function finance.create_invoice_json(p jsonb) returns json
language plpgsql volatile set search_path = ''
as $$
declare
  made uuid := finance.create_invoice(p);
begin
  return finance.invoice_json(made);
end
$$;
revoke execute on function finance.invoice_parts(uuid), finance.invoice_json(uuid), finance.create_invoice_json(jsonb) from public;
grant execute on function finance.invoice_parts(uuid), finance.invoice_json(uuid), finance.create_invoice_json(jsonb)
to authenticated;
