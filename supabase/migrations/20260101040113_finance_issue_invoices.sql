-- QR reference (SIX IG QR-bill 2.3, annex B): 26 digits and a check digit, modulo 10 recursive. The body says customer of the
-- bank (6), company (4), year (4), series (2) and number in the series (10), so equal documents give equal references.
create function finance.qr_reference(p_customer text, p_company int, p_year int, p_series int, p_sequence bigint) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  body constant text := lpad(coalesce(p_customer, ''), 6, '0') || lpad(p_company::text, 4, '0') || lpad(p_year::text, 4, '0')
    || lpad(p_series::text, 2, '0') || lpad(p_sequence::text, 10, '0');
  table_row constant int[] := array[0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  carry int := 0;
begin
  for i in 1 .. 26 loop
    carry := table_row[(carry + substr(body, i, 1)::int) % 10 + 1];
  end loop;
  return body || (10 - carry) % 10;
end
$$;

-- Creditor reference (ISO 11649): RF, two check digits (ISO 7064 mod 97-10) and the last 21 letters and digits of the number.
create function finance.creditor_reference(p_number text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  body constant text := right(regexp_replace(upper(p_number), '[^A-Z0-9]', '', 'g'), 21);
  digits text := '';
  letter text;
begin
  foreach letter in array regexp_split_to_array(body || 'RF00', '') loop
    digits := digits || case when letter ~ '\d' then letter else (ascii(letter) - 55)::text end;
  end loop;
  return 'RF' || lpad((98 - mod(digits::numeric, 97))::text, 2, '0') || body;
end
$$;

-- Series inside the payment reference. Monthly series put the month in front of their number.
create function finance.number_kind(p_type text) returns text
language sql immutable set search_path = ''
as $$
  select case when p_type in ('milestone', 'recurring', 'time_and_materials', 'support', 'credit_note') then p_type else 'invoice' end
$$;

create function finance.reference_sequence(p_period text, p_sequence int) returns bigint
language sql immutable set search_path = ''
as $$ select coalesce(nullif(substr(p_period, 5, 2), '')::bigint, 0) * 100000000 + p_sequence $$;

-- A draft becomes a claim: number, frozen contents, payment reference, ledger entry. Raises invoice_not_found,
-- invoice_not_draft, invoice_cancelled, bank_details_missing.
-- p_recipient: the address its mail goes to, if one is sent at once.
create function finance.issue_invoice(p_id uuid, p_recipient text default null) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
  company identity.companies;
  tenant identity.tenants;
  client crm.contacts;
  numbered record;
  kind text;
begin
  invoice := finance.lock_invoice(p_id, finance.money_scope());
  if invoice.status = 'cancelled' then
    perform app.refuse('invoice_cancelled');
  elsif invoice.status <> 'draft' then
    perform app.refuse('invoice_not_draft', jsonb_build_object('status', invoice.status));
  end if;
  select * into tenant from identity.tenants t where t.id = invoice.tenant_id;
  select * into company from identity.companies c where c.tenant_id = invoice.tenant_id and c.id = invoice.owner_company_id;
  -- A Swiss bill is paid by its QR code, which needs an account.
  if company.country in ('CH', 'LI') and coalesce(company.qr_iban, company.regular_iban) is null then
    perform app.refuse('bank_details_missing', jsonb_build_object('company', company.code));
  end if;
  select * into client from crm.contacts c where c.tenant_id = invoice.tenant_id and c.id = invoice.client_id;
  kind := finance.number_kind(invoice.type);
  select * into numbered from finance.next_document_number(kind, invoice.owner_company_id, invoice.date);

  if company.qr_iban is not null then
    invoice.reference_type := 'QRR';
    invoice.iban_used := company.qr_iban;
    invoice.qr_reference := finance.qr_reference(
      company.bank_customer_id, company.number, left(numbered.period, 4)::int,
      array_position(
        array['invoice', 'milestone', 'recurring', 'time_and_materials', 'support', 'credit_note'], kind
      ),
      finance.reference_sequence(numbered.period, numbered.sequence)
    );
  elsif company.regular_iban ~ '^(CH|LI)' then
    invoice.reference_type := 'SCOR';
    invoice.iban_used := company.regular_iban;
    invoice.qr_reference := finance.creditor_reference(numbered.number);
  else
    invoice.reference_type := 'NON';
    invoice.iban_used := company.regular_iban;
  end if;

  update finance.invoices i set
    invoice_number = numbered.number, number_period = numbered.period, number_sequence = numbered.sequence,
    status = case when i.amount_ttc = 0 then 'paid' when i.due_date < finance.today() then 'overdue' else 'sent' end,
    paid_at = case when i.amount_ttc = 0 then i.date end,
    exchange_rate = finance.rate_to_chf(i.currency, i.date),
    client_address = case when client.address is null then i.client_address else jsonb_strip_nulls(jsonb_build_object(
      'street', client.address ->> 'street', 'building_number', client.address ->> 'building_number',
      'postal_code', client.address ->> 'postal_code', 'city', client.address ->> 'city',
      'country', client.address ->> 'country'
    )) end,
    seller = finance.seller_on(invoice.owner_company_id, i.date), reference_type = invoice.reference_type,
    iban_used = invoice.iban_used, qr_reference = invoice.qr_reference, sent_at = clock_timestamp(),
    sent_to = p_recipient, last_sent_at = case when p_recipient is not null then clock_timestamp() end
  where i.id = invoice.id;

  perform finance.post_entry(
    invoice.owner_company_id, invoice.date, numbered.number, 'Facture ' || numbered.number || ' ' || invoice.client_name,
    'invoice', invoice.id, invoice.currency, 'invoice',
    jsonb_build_array(jsonb_build_object('role', 'receivable', 'debit', invoice.amount_ttc))
      || coalesce((
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'role', case when revenue.account_number is null then 'revenue' end, 'account_number', revenue.account_number,
          'credit', revenue.net, 'vat_rate', revenue.vat_rate, 'vat_code', revenue.vat_code
        )) order by revenue.vat_rate desc)
        from (
          select l.account_number, l.vat_rate, min(l.vat_code) as vat_code, sum(l.line_net) as net
          from finance.invoice_lines l where l.tenant_id = invoice.tenant_id and l.invoice_id = invoice.id
          group by l.account_number, l.vat_rate
        ) revenue
      ), '[]')
      || coalesce((
        select jsonb_agg(jsonb_build_object(
          'role', 'output_vat', 'credit', v -> 'amount_tva', 'vat_rate', v -> 'vat_rate', 'vat_code', v -> 'vat_code'
        ))
        from jsonb_array_elements(invoice.tva_by_rate) v
      ), '[]')
  );
  if invoice.client_id is not null then
    perform crm.note_activity(
      'INVOICE_SENT', invoice.client_id, 'Facture ' || numbered.number,
      jsonb_build_object('subject', 'Facture ' || numbered.number, 'invoice_id', invoice.id)
    );
  end if;
  return numbered.number;
end
$$;

-- Name, address, identifiers and account of whoever issues the invoice.
create function finance.seller_of(p_company uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (
      select jsonb_strip_nulls(jsonb_build_object(
        'code', c.code, 'name', c.name, 'display_name', c.display_name, 'legal_form', c.legal_form, 'ide', c.ide,
        'siren', c.siren, 'siret', c.siret, 'vat_number', c.vat_number, 'street', c.street,
        'building_number', c.building_number, 'postal_code', c.postal_code, 'city', c.city, 'country', c.country,
        'qr_iban', c.qr_iban, 'regular_iban', c.regular_iban, 'bic', c.bic, 'bank_name', c.bank_name, 'email', c.email,
        'phone', c.phone, 'website', c.website, 'color', c.color, 'invoicing', c.settings -> 'invoicing'
      ))
      from identity.companies c where c.tenant_id = app.tenant_id() and c.id = p_company
    ),
    (
      select jsonb_strip_nulls(jsonb_build_object('name', t.name, 'country', t.country) || coalesce(t.settings -> 'seller', '{}'))
      from identity.tenants t where t.id = app.tenant_id()
    )
  )
$$;

-- The seller with the terms of late payment that hold on a day.
create function finance.seller_on(p_company uuid, p_on date) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select s.seller || jsonb_build_object('terms', coalesce(finance.late_terms_on(s.seller ->> 'country', p_on), '{}')
    || jsonb_strip_nulls(jsonb_build_object(
      'late_interest_rate', s.seller -> 'invoicing' -> 'late_interest_rate',
      'recovery_indemnity', s.seller -> 'invoicing' -> 'recovery_indemnity'
    )))
  from (select finance.seller_of(p_company) as seller) s
$$;

-- Before a mail goes out: issues a draft, keeps the status of anything that has left draft, notes when and to whom. Without
-- p_required an invoice nobody can be mailed is issued all the same.
-- Raises invoice_not_found, invoice_cancelled, recipient_missing, bank_details_missing.
create function finance.prepare_sending(
  p_id uuid, p_email text, p_required boolean, out invoice_number text, out status text, out recipient text, out language text, out type text,
  out seller_name text, out seller_country text, out amount numeric, out currency text, out due_date date
)
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
begin
  invoice := finance.lock_invoice(p_id, finance.money_scope());
  if invoice.status = 'cancelled' then
    perform app.refuse('invoice_cancelled');
  end if;
  recipient := coalesce(p_email, (
    select c.email from crm.contacts c where c.tenant_id = invoice.tenant_id and c.id = coalesce(invoice.contact_id, invoice.client_id)
  ), (
    select c.email from crm.contacts c where c.tenant_id = invoice.tenant_id and c.id = invoice.client_id
  ));
  if recipient is null and p_required then
    perform app.refuse('recipient_missing');
  end if;
  if invoice.status = 'draft' then
    perform finance.issue_invoice(p_id, recipient);
    select * into invoice from finance.invoices i where i.id = p_id;
  elsif recipient is not null then
    update finance.invoices i set last_sent_at = clock_timestamp(), sent_to = recipient where i.id = p_id
    returning * into invoice;
  end if;
  invoice_number := invoice.invoice_number;
  status := finance.shown_status(invoice.status, invoice.due_date, finance.today());
  language := invoice.language;
  type := invoice.type;
  seller_name := coalesce(invoice.seller ->> 'display_name', invoice.seller ->> 'name');
  seller_country := invoice.seller ->> 'country';
  amount := case when invoice.remaining_amount > 0 then invoice.remaining_amount else invoice.amount_ttc end;
  currency := invoice.currency;
  due_date := invoice.due_date;
end
$$;

-- Raises invoice_not_found, invoice_already_paid, invoice_has_payments, invoice_cancelled, invalid_state, authorization_error.
create function finance.cancel_invoice(p_id uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
begin
  invoice := finance.lock_invoice(p_id, app.write_scope('invoices'));
  if invoice.status = 'cancelled' then
    perform app.refuse('invoice_cancelled');
  elsif invoice.status <> 'draft' and app.write_scope('finance.approve') is null then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'finance.approve.write'));
  elsif invoice.status = 'paid' then
    perform app.refuse('invoice_already_paid');
  elsif invoice.paid_amount > 0 then
    perform app.refuse('invoice_has_payments', jsonb_build_object('paid_amount', invoice.paid_amount));
  elsif invoice.status not in ('draft', 'sent', 'overdue') then
    perform app.refuse('invalid_state', jsonb_build_object('status', invoice.status));
  end if;
  update finance.invoices i set status = 'cancelled', cancelled_at = clock_timestamp(), cancellation_reason = p_reason
  where i.id = p_id;
  perform finance.reverse_entry(e.id, 'Annulation facture ' || invoice.invoice_number, 'cancellation')
  from finance.accounting_entries e
  where e.tenant_id = invoice.tenant_id and e.document_type = 'invoice' and e.document_id = invoice.id and e.status = 'posted'
    and e.reverses_id is null;
end
$$;

-- The nightly turn of unpaid invoices of the tenant; answers how many.
create function finance.mark_overdue() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  turned int;
begin
  update finance.invoices i set status = 'overdue'
  where i.tenant_id = app.tenant_id() and i.status = 'sent' and i.due_date < finance.today() and i.deleted_at is null;
  get diagnostics turned = row_count;
  return turned;
end
$$;

revoke execute on function finance.qr_reference(text, int, int, int, bigint), finance.creditor_reference(text),
  finance.number_kind(text), finance.reference_sequence(text, int), finance.issue_invoice(uuid, text), finance.seller_of(uuid), finance.seller_on(uuid, date),
  finance.prepare_sending(uuid, text, boolean), finance.cancel_invoice(uuid, text), finance.mark_overdue()
from public;
grant execute on function finance.issue_invoice(uuid, text), finance.seller_of(uuid), finance.seller_on(uuid, date), finance.prepare_sending(uuid, text, boolean),
  finance.cancel_invoice(uuid, text), finance.mark_overdue()
to authenticated;
comment on function finance.issue_invoice(uuid, text) is
  'Moves a draft to sent: number, frozen contents, reference, ledger entry, activity; answers the number. '
  'Raises invoice_not_found, invoice_not_draft, invoice_cancelled, bank_details_missing.';
