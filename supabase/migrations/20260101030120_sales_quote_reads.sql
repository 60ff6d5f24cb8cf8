-- The status as /quotes shows it.
create function sales.shown_status(p_status text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case p_status
    when 'draft' then 'DRAFT'
    when 'sent' then 'SENT'
    when 'viewed' then 'SENT'
    when 'rejected' then 'REJECTED'
    when 'expired' then 'EXPIRED'
    else 'ACCEPTED'
  end
$$;
revoke execute on function sales.shown_status(text) from public;
grant execute on function sales.shown_status(text) to authenticated;

-- The invoice a quote became; known to whoever sees the quote, whatever they may read of invoices.
create function sales.invoice_of_quote(p_quote uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select i.id from finance.invoices i
    where i.tenant_id = app.tenant_id() and i.quote_id = p_quote and i.type = 'standard' and i.deleted_at is null
  );
end
$$;
revoke execute on function sales.invoice_of_quote(uuid) from public;
grant execute on function sales.invoice_of_quote(uuid) to authenticated;

-- A live contact the caller sees, as a quote shows them; null for any other.
create function sales.client_of(p_contact uuid) returns json
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select json_build_object(
      'client_name', crm.full_name(c), 'client_company', c.company_name, 'client_address', coalesce(c.address, '{}')
    )
    from crm.contacts c where c.id = p_contact and c.deleted_at is null
  );
end
$$;
revoke execute on function sales.client_of(uuid) from public;
grant execute on function sales.client_of(uuid) to authenticated;

-- What a new quote depends on, in one trip: company, currency, language, usual VAT rate on the day, and the client.
-- Raises company_invalid, company_required, company_access_denied, vat_rate_invalid.
create function sales.quote_context(p_contact uuid, p_company text, p_on date) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company_id constant uuid := finance.company_of(p_company);
  issued_on constant date := coalesce(p_on, finance.today());
  company identity.companies;
  tenant identity.tenants;
  usual_rate numeric;
begin
  select * into tenant from identity.tenants t where t.id = app.tenant_id();
  select * into company from identity.companies c where c.id = company_id;
  select v.rate into usual_rate from finance.vat_rate_on(
    coalesce(company.country, tenant.country),
    coalesce(company.default_vat_code, tenant.settings ->> 'default_vat_code', 'NORMAL'), null, issued_on
  ) v;
  return json_build_object(
    'issue_date', issued_on, 'owner_company_id', company.id, 'currency', coalesce(company.currency, tenant.currency),
    'language', coalesce(company.language, tenant.locale), 'usual_vat_rate', usual_rate::text,
    'client', sales.client_of(p_contact)
  );
end
$$;
revoke execute on function sales.quote_context(uuid, text, date) from public;
grant execute on function sales.quote_context(uuid, text, date) to authenticated;

-- A quote as /quotes answers it; null when the caller sees none.
create function sales.quote_json(p_id uuid) returns json
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select json_build_object(
      'id', q.id, 'quote_number', q.quote_number, 'status', sales.shown_status(q.status), 'status_code', q.status,
      'contact_id', q.contact_id, 'contact', json_build_object('id', q.contact_id, 'name', q.client_name),
      'owner_company_id', q.owner_company_id,
      'owner_company', (
        select json_build_object('id', c.id, 'code', c.code, 'name', c.name) from identity.companies c
        where c.id = q.owner_company_id
      ),
      'title', q.title, 'issue_date', q.issue_date, 'valid_until', q.valid_until, 'currency', q.currency,
      'items', (
        select json_agg(json_build_object(
          'id', l.id, 'description', l.description, 'quantity', trim_scale(l.quantity), 'unit_price', trim_scale(l.unit_price),
          'discount', l.discount_amount, 'vat_rate', l.vat_rate, 'total', l.line_total
        ) order by l.position)
        from sales.quote_lines l where l.quote_id = q.id and l.tenant_id = q.tenant_id
      ),
      'subtotal', q.subtotal, 'vat_rate', q.shown_vat_rate, 'vat_amount', q.vat_amount, 'total', q.total,
      'vat_by_rate', (
        select coalesce(json_agg(json_build_object(
          'vat_rate', g.vat_rate::numeric, 'subtotal', g.amount_ht::numeric, 'vat_amount', g.amount_tva::numeric
        )), '[]')
        from jsonb_to_recordset(q.vat_by_rate) as g (vat_rate text, amount_ht text, amount_tva text)
      ),
      'notes', q.notes, 'invoice_id', sales.invoice_of_quote(q.id), 'sent_at', q.sent_at, 'accepted_at', q.accepted_at,
      'rejected_at', q.rejected_at, 'expired_at', q.expired_at, 'rejection_reason', q.rejection_reason,
      'created_at', q.created_at, 'updated_at', q.updated_at
    )
    from sales.quotes q where q.id = p_id and q.deleted_at is null
  );
end
$$;
revoke execute on function sales.quote_json(uuid) from public;
grant execute on function sales.quote_json(uuid) to authenticated;

-- A page of quotes, newest first, as finished JSON. The total is kept by counters for the whole list and counted otherwise.
create function sales.quote_page(p_page int, p_limit int, p_contact uuid, p_statuses text[]) returns json
language plpgsql stable set search_path = ''
as $$
declare
  -- Only the conditions that are asked for: a plan with "or is null" branches could use no index.
  wanted constant text := ' from sales.quotes q where q.tenant_id = $1 and q.deleted_at is null'
    || case when p_contact is not null then ' and q.contact_id = $2' else '' end
    || case when p_statuses is not null then ' and q.status = any ($3)' else '' end;
  total bigint;
  rows json;
begin
  if p_contact is null and p_statuses is null and app.company_ids() is null and app.read_scope('quotes') = 'ALL' then
    total := app.list_total('sales.quotes');
  else
    execute 'select count(*)' || wanted into total using app.tenant_id(), p_contact, p_statuses;
  end if;
  execute 'select coalesce(json_agg(json_build_object('
    '''id'', q.id, ''quote_number'', q.quote_number, ''status'', sales.shown_status(q.status), ''status_code'', q.status,'
    '''contact_id'', q.contact_id, ''contact'', json_build_object(''id'', q.contact_id, ''name'', q.client_name),'
    '''owner_company_id'', q.owner_company_id, ''title'', q.title, ''issue_date'', q.issue_date,'
    '''valid_until'', q.valid_until, ''currency'', q.currency, ''subtotal'', q.subtotal, ''vat_rate'', q.shown_vat_rate,'
    '''vat_amount'', q.vat_amount, ''total'', q.total, ''invoice_id'', sales.invoice_of_quote(q.id),'
    '''sent_at'', q.sent_at, ''created_at'', q.created_at, ''updated_at'', q.updated_at'
    ') order by q.created_at desc, q.id desc), ''[]'') from (select q.*' || wanted
    || ' order by q.created_at desc, q.id desc limit $4 offset $5) q'
  into rows using app.tenant_id(), p_contact, p_statuses, p_limit, (p_page - 1)::bigint * p_limit;
  return json_build_object('data', rows, 'pagination', json_build_object(
    'page', p_page, 'limit', p_limit, 'total', total,
    'pages', (total + p_limit - 1) / p_limit, 'total_pages', (total + p_limit - 1) / p_limit
  ));
end
$$;
revoke execute on function sales.quote_page(int, int, uuid, text[]) from public;
grant execute on function sales.quote_page(int, int, uuid, text[]) to authenticated;

-- Everything the document shows, with the seller of today while the quote is a draft. Null when the caller sees none.
create function sales.quote_document(p_id uuid) returns json
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select json_build_object(
      'quote_number', q.quote_number, 'status', q.status, 'date', q.issue_date, 'valid_until', q.valid_until,
      'currency', q.currency, 'language', q.language, 'title', q.title, 'notes', q.notes,
      'client_name', q.client_name, 'client_company', q.client_company, 'client_address', q.client_address,
      'seller', coalesce(q.seller, finance.seller_of(q.owner_company_id)),
      'payment_terms', (
        select coalesce(c.payment_terms, (t.settings ->> 'payment_terms')::int) from identity.tenants t
        left join identity.companies c on c.id = q.owner_company_id
        where t.id = q.tenant_id
      ),
      'subtotal', q.subtotal::text, 'vat_amount', q.vat_amount::text, 'total', q.total::text, 'vat_by_rate', q.vat_by_rate,
      'deposit_percentage', q.deposit_percentage::text, 'deposit_amount', q.deposit_amount::text,
      'lines', (
        select json_agg(json_build_object(
          'code', l.product_code, 'description', l.description, 'quantity', trim_scale(l.quantity)::text, 'unit', l.unit,
          'unit_price', l.unit_price::text, 'discount', nullif(l.discount_percent, 0)::text,
          'discount_amount', nullif(l.discount_amount, 0)::text, 'vat_rate', l.vat_rate::text, 'line_net', l.line_total::text
        ) order by l.position)
        from sales.quote_lines l where l.quote_id = q.id and l.tenant_id = q.tenant_id
      )
    )
    from sales.quotes q where q.id = p_id and q.deleted_at is null
  );
end
$$;
revoke execute on function sales.quote_document(uuid) from public;
grant execute on function sales.quote_document(uuid) to authenticated;
