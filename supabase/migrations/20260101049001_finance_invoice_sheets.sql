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

-- The whole invoice as finished JSON. Definer, so that the policies of six tables are not asked one by one: the invoice is
-- checked once, by the rule of its own policy, and all that is read after that hangs on it. Raises invoice_not_found.
create function finance.invoice_json(p_id uuid) returns json
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  tenant constant uuid := app.tenant_id();
  invoice finance.invoices;
  answer json;
begin
  select * into invoice from finance.invoices i where i.tenant_id = tenant and i.id = p_id;
  if invoice.id is null or not finance.reaches(invoice, finance.invoice_scope()) then
    perform app.refuse('invoice_not_found');
  end if;
  select row_to_json(whole) into answer from (
    select s.*,
      case when d.id is not null then '/finance/invoices/' || p_id || '/pdf/download' end as pdf_path,
      d.sha256 as pdf_sha256,
      (
        select coalesce(json_agg(line order by line.position), '[]')
        from (
          select l.id, l.position, l.description, l.quantity, l.unit, l.unit_price, l.discount, l.discount_amount, l.vat_code,
            l.vat_rate, l.service_date, l.line_net
          from finance.invoice_lines l where l.tenant_id = tenant and l.invoice_id = p_id
        ) line
      ) as lines,
      (
        select coalesce(json_agg(payment order by payment.created_at, payment.id), '[]')
        from (
          select p.id, p.amount, p.currency, p.paid_on as payment_date, p.method as payment_method, p.transaction_id,
            p.auto_reconciled, p.notes, p.status, p.created_at
          from finance.payments p where p.tenant_id = tenant and p.invoice_id = p_id
        ) payment
      ) as payments,
      (
        select coalesce(json_agg(json_build_object(
          'at', e.at, 'action', split_part(e.action, '.', 2), 'actor_type', e.actor_type, 'actor_id', e.actor_id,
          'actor', u.name, 'reason', e.context ->> 'reason'
        ) order by e.at, e.id), '[]')
        from audit.events e left join identity.users u on u.id = case e.actor_type when 'user' then e.actor_id::uuid end
        where e.tenant_id = tenant and e.entity_type = 'invoice' and e.entity_id = p_id::text
      ) as history
    from finance.invoice_sheets s
    left join finance.invoice_documents d on d.tenant_id = tenant and d.invoice_id = s.id and d.kind = 'invoice'
    where s.id = p_id
  ) whole;
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
revoke execute on function finance.invoice_json(uuid), finance.create_invoice_json(jsonb) from public;
grant execute on function finance.invoice_json(uuid), finance.create_invoice_json(jsonb)
to authenticated;
