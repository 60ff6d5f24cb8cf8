-- Who is billed, as the invoice keeps it. By id, or by the exact name of one contact; a client is never made up.
create function finance.client_of(
  p_id uuid, p_name text, out client_id uuid, out client_name text, out client_address jsonb, out email text
)
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  -- Whoever has no business with contacts may still bill the ones known by id.
  scope constant text := coalesce(app.read_scope('contacts'), finance.money_scope());
  found_id uuid := p_id;
  contact crm.contacts;
begin
  if p_id is null then
    select (array_agg(c.id))[1] into found_id from crm.contacts c
    where c.tenant_id = tenant and c.deleted_at is null
      and c.search_text like '%' || replace(replace(replace(app.folded(p_name), '\', '\\'), '%', '\%'), '_', '\_') || '%'
      and app.folded(p_name) in (app.folded(crm.full_name(c)), app.folded(c.company_name))
    having count(*) = 1;
  end if;
  select * into contact from crm.contacts c where c.tenant_id = tenant and c.id = found_id and c.deleted_at is null;
  if contact.id is null or not (case scope
    when 'ALL' then true
    when 'GROUP' then contact.team_id = any (app.team_ids())
    when 'SELF' then contact.owner_user_id = app.user_id()
    else false
  end) then
    perform app.refuse('client_not_found');
  end if;
  client_id := contact.id;
  client_name := coalesce(contact.company_name, crm.full_name(contact));
  client_address := jsonb_strip_nulls(jsonb_build_object(
    'street', contact.address ->> 'street', 'building_number', contact.address ->> 'building_number',
    'postal_code', contact.address ->> 'postal_code', 'city', contact.address ->> 'city',
    'country', contact.address ->> 'country'
  ));
  email := contact.email;
end
$$;

create type finance.priced_line as (
  id uuid, position int, description text, quantity numeric, unit text, unit_price numeric, discount numeric,
  discount_amount numeric, vat_code text, vat_rate numeric, service_date date, account_number text, line_net numeric
);

-- Lines of a request with their VAT rates. p_keep_rates: the lines carry rates that were decided before (a quote that was
-- accepted); they are taken as they are.
create function finance.priced_lines(
  p_lines jsonb, p_country text, p_default_code text, p_supply date, p_keep_rates boolean
) returns finance.priced_line[]
language plpgsql stable set search_path = ''
as $$
declare
  priced finance.priced_line[] := '{}';
  line finance.priced_line;
  item jsonb;
  day date;
  asked jsonb;
  asked_before jsonb;
  known record;
begin
  for item, line.position in select l, n from jsonb_array_elements(p_lines) with ordinality as given (l, n) loop
    line.id := app.new_id();
    line.description := item ->> 'description';
    line.quantity := (item ->> 'quantity')::numeric;
    line.unit := item ->> 'unit';
    line.unit_price := (item ->> 'unit_price')::numeric;
    line.discount := coalesce((item ->> 'discount')::numeric, 0);
    line.discount_amount := coalesce((item ->> 'discount_amount')::numeric, 0);
    line.service_date := (item ->> 'service_date')::date;
    line.account_number := item ->> 'account_number';
    line.vat_code := item ->> 'vat_code';
    line.vat_rate := (item ->> 'vat_rate')::numeric;
    line.line_net := round(line.quantity * line.unit_price * (1 - line.discount / 100) - line.discount_amount, 2);
    if not p_keep_rates or line.vat_rate is null then
      if line.vat_code is null and line.vat_rate is null then
        line.vat_code := p_default_code;
      end if;
      day := coalesce(line.service_date, p_supply);
      asked := jsonb_build_array(line.vat_code, line.vat_rate, day);
      -- Most documents have one rate: it is looked up once.
      if asked is distinct from asked_before then
        select * into known from finance.vat_rate_on(p_country, line.vat_code, line.vat_rate, day);
        asked_before := asked;
      end if;
      line.vat_code := known.code;
      line.vat_rate := known.rate;
    end if;
    priced := priced || line;
  end loop;
  return priced;
end
$$;

-- Totals of priced lines: VAT is rounded once per rate, half away from zero.
create function finance.totals_of(
  p_lines finance.priced_line[], out amount_ht numeric, out amount_tva numeric, out amount_ttc numeric, out tva_by_rate jsonb
)
language plpgsql stable set search_path = ''
as $$
begin
  select sum(g.ht), sum(g.tva), sum(g.ht + g.tva), jsonb_agg(jsonb_build_object(
    'vat_rate', g.vat_rate, 'vat_code', g.vat_code, 'amount_ht', g.ht, 'amount_tva', g.tva
  ) order by g.vat_rate desc)
  into amount_ht, amount_tva, amount_ttc, tva_by_rate
  from (
    select l.vat_rate, min(l.vat_code) as vat_code, sum(l.line_net) as ht, round(sum(l.line_net) * l.vat_rate / 100, 2) as tva
    from unnest(p_lines) l group by l.vat_rate
  ) g;
  if exists (select from unnest(p_lines) l where l.line_net < 0) then
    perform app.refuse('discount_exceeds_line');
  elsif amount_ttc > 999999999999.99 then
    perform app.refuse('amount_out_of_range');
  end if;
end
$$;

create function finance.insert_lines(p_invoice uuid, p_lines finance.priced_line[]) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into finance.invoice_lines (
    id, tenant_id, invoice_id, position, description, quantity, unit, unit_price, discount, discount_amount, vat_code, vat_rate,
    service_date, account_number
  )
  select l.id, app.tenant_id(), p_invoice, l.position, l.description, l.quantity, l.unit, l.unit_price, l.discount,
    l.discount_amount, l.vat_code, l.vat_rate, l.service_date, l.account_number
  from unnest(p_lines) l;
end
$$;

-- Creates a draft. p: owner_company_id, or owner_company as a caller writes it, client_id or client_name (+ client_id), type, date, due_date, payment_terms, currency,
-- service_from, service_to, project_id, contact_id, quote_id, original_invoice_id, payment_method, notes, language, keep_rates,
-- lines [{description, quantity, unit_price, vat_code or vat_rate, discount, discount_amount, unit, service_date,
-- account_number}]. Figures may be numbers or text; text stays exact.
create function finance.create_invoice(p jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  company_id constant uuid := case
    when p ? 'owner_company' then finance.company_of(p ->> 'owner_company') else (p ->> 'owner_company_id')::uuid
  end;
  company identity.companies;
  tenant identity.tenants;
  client record;
  priced finance.priced_line[];
  totals record;
  issued_on constant date := coalesce((p ->> 'date')::date, finance.today());
  terms int;
  invoice finance.invoices;
begin
  if company_id is not null then
    select * into company from identity.companies c where c.id = company_id and c.tenant_id = app.tenant_id();
    if company.id is null or not app.sees_company(company.id) then
      perform app.refuse('company_not_found');
    end if;
  end if;
  select * into tenant from identity.tenants t where t.id = app.tenant_id();
  if p ->> 'currency' not in ('CHF', 'EUR', 'USD') then
    perform app.refuse('currency_unsupported', jsonb_build_object('currency', p ->> 'currency'));
  end if;
  select * into client from finance.client_of((p ->> 'client_id')::uuid, p ->> 'client_name');
  priced := finance.priced_lines(
    p -> 'lines', coalesce(company.country, tenant.country),
    coalesce(company.default_vat_code, tenant.settings ->> 'default_vat_code', 'NORMAL'),
    coalesce((p ->> 'service_to')::date, issued_on), coalesce((p ->> 'keep_rates')::boolean, false)
  );
  select * into totals from finance.totals_of(priced);
  terms := coalesce(
    (p ->> 'payment_terms')::int, (p ->> 'due_date')::date - issued_on, company.payment_terms,
    (tenant.settings ->> 'payment_terms')::int, 30
  );

  invoice.id := app.new_id();
  invoice.tenant_id := tenant.id;
  invoice.owner_user_id := app.member_id();
  invoice.team_id := (app.team_ids())[1];
  invoice.owner_company_id := company.id;
  if not finance.reaches(invoice, finance.money_scope()) then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'invoices.write'));
  end if;
  insert into finance.invoices (
    id, tenant_id, owner_company_id, owner_user_id, team_id, type, client_id, client_name, client_address, contact_id,
    project_id, quote_id, original_invoice_id, date, due_date, service_from, service_to, currency, exchange_rate,
    payment_terms, payment_method, language, amount_ht, amount_tva, amount_ttc, tva_by_rate, notes
  ) values (
    invoice.id, invoice.tenant_id, company.id, invoice.owner_user_id, invoice.team_id, coalesce(p ->> 'type', 'standard'),
    client.client_id, coalesce(p ->> 'client_name', client.client_name), client.client_address, (p ->> 'contact_id')::uuid,
    (p ->> 'project_id')::uuid, (p ->> 'quote_id')::uuid, (p ->> 'original_invoice_id')::uuid, issued_on,
    coalesce((p ->> 'due_date')::date, issued_on + terms), (p ->> 'service_from')::date, (p ->> 'service_to')::date,
    coalesce(p ->> 'currency', company.currency, tenant.currency),
    finance.rate_to_chf(coalesce(p ->> 'currency', company.currency, tenant.currency), issued_on),
    least(greatest(terms, 0), 365), p ->> 'payment_method', coalesce(p ->> 'language', company.language, tenant.locale),
    totals.amount_ht, totals.amount_tva, totals.amount_ttc, totals.tva_by_rate, p ->> 'notes'
  );
  perform finance.insert_lines(invoice.id, priced);
  return invoice.id;
end
$$;

-- Changes a draft. p holds only what changes: client_id, client_name, date, due_date, payment_terms, currency, service_from,
-- service_to, notes, language, lines (replaces all); version refuses when somebody else saved in between.
create function finance.update_invoice(p_id uuid, p jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
  client record;
  country text;
  default_code text;
  priced finance.priced_line[];
  totals record;
  supply date;
begin
  invoice := finance.lock_invoice(p_id, app.write_scope('invoices'));
  if invoice.status <> 'draft' then
    perform app.refuse('invoice_not_draft', jsonb_build_object('status', invoice.status));
  elsif (p ->> 'version')::int <> invoice.version then
    perform app.refuse('version_conflict', jsonb_build_object('version', invoice.version));
  end if;
  if p ->> 'currency' not in ('CHF', 'EUR', 'USD') then
    perform app.refuse('currency_unsupported', jsonb_build_object('currency', p ->> 'currency'));
  end if;
  if p ->> 'client_id' is not null then
    select * into client from finance.client_of((p ->> 'client_id')::uuid, null);
    invoice.client_id := client.client_id;
    invoice.client_name := client.client_name;
    invoice.client_address := client.client_address;
  end if;
  invoice.client_name := coalesce(p ->> 'client_name', invoice.client_name);
  invoice.date := coalesce((p ->> 'date')::date, invoice.date);
  invoice.currency := coalesce(p ->> 'currency', invoice.currency);
  invoice.language := coalesce(p ->> 'language', invoice.language);
  invoice.payment_terms := coalesce((p ->> 'payment_terms')::int, invoice.payment_terms);
  if p ->> 'due_date' is not null then
    invoice.due_date := (p ->> 'due_date')::date;
    invoice.payment_terms := coalesce((p ->> 'payment_terms')::int, least(greatest(invoice.due_date - invoice.date, 0), 365));
  elsif p ? 'due_date' or p ->> 'payment_terms' is not null or p ->> 'date' is not null then
    invoice.due_date := invoice.date + invoice.payment_terms;
  end if;
  if p ? 'service_from' then invoice.service_from := (p ->> 'service_from')::date; end if;
  if p ? 'service_to' then invoice.service_to := (p ->> 'service_to')::date; end if;
  if p ? 'notes' then invoice.notes := p ->> 'notes'; end if;

  if p ? 'lines' or p ? 'date' or p ? 'service_to' then
    -- A new day of supply may mean a new rate, so the stored lines are priced again as well.
    supply := coalesce(invoice.service_to, invoice.date);
    select coalesce(c.country, t.country), coalesce(c.default_vat_code, t.settings ->> 'default_vat_code', 'NORMAL')
    into country, default_code
    from identity.tenants t
    left join identity.companies c on c.tenant_id = t.id and c.id = invoice.owner_company_id
    where t.id = invoice.tenant_id;
    priced := finance.priced_lines(
      coalesce(p -> 'lines', finance.lines_as_input(invoice.id)), country, default_code, supply, invoice.quote_id is not null
    );
    select * into totals from finance.totals_of(priced);
    delete from finance.invoice_lines l where l.tenant_id = invoice.tenant_id and l.invoice_id = invoice.id;
    perform finance.insert_lines(invoice.id, priced);
    invoice.amount_ht := totals.amount_ht;
    invoice.amount_tva := totals.amount_tva;
    invoice.amount_ttc := totals.amount_ttc;
    invoice.tva_by_rate := totals.tva_by_rate;
  end if;
  update finance.invoices i set
    client_id = invoice.client_id, client_name = invoice.client_name, client_address = invoice.client_address,
    date = invoice.date, due_date = invoice.due_date, payment_terms = invoice.payment_terms, currency = invoice.currency,
    exchange_rate = finance.rate_to_chf(invoice.currency, invoice.date), language = invoice.language,
    service_from = invoice.service_from, service_to = invoice.service_to, notes = invoice.notes,
    amount_ht = invoice.amount_ht, amount_tva = invoice.amount_tva, amount_ttc = invoice.amount_ttc,
    tva_by_rate = invoice.tva_by_rate
  where i.id = invoice.id;
end
$$;

-- Stored lines in the form a request has them. A code is resolved again for the day of supply; a bare rate is kept.
create function finance.lines_as_input(p_invoice uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'description', l.description, 'quantity', l.quantity, 'unit', l.unit, 'unit_price', l.unit_price, 'discount', l.discount,
    'discount_amount', l.discount_amount, 'vat_code', l.vat_code, 'vat_rate', case when l.vat_code is null then l.vat_rate end,
    'service_date', l.service_date, 'account_number', l.account_number
  )) order by l.position)
  from finance.invoice_lines l where l.tenant_id = app.tenant_id() and l.invoice_id = p_invoice
$$;

-- A new draft with the client, lines and terms of another invoice, dated today, VAT as it stands today.
create function finance.duplicate_invoice(p_id uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices;
begin
  select * into invoice from finance.invoices i where i.id = p_id and i.tenant_id = app.tenant_id();
  if invoice.id is null or not finance.reaches(invoice, finance.invoice_scope()) then
    perform app.refuse('invoice_not_found');
  elsif invoice.is_credit_note then
    perform app.refuse('not_duplicable');
  end if;
  return finance.create_invoice(jsonb_strip_nulls(jsonb_build_object(
    'owner_company_id', invoice.owner_company_id, 'client_id', invoice.client_id, 'client_name', invoice.client_name,
    'contact_id', invoice.contact_id, 'project_id', invoice.project_id, 'type', invoice.type, 'currency', invoice.currency,
    'payment_terms', invoice.payment_terms, 'language', invoice.language, 'notes', invoice.notes, 'keep_rates', true,
    'lines', (select jsonb_agg(l - 'service_date') from jsonb_array_elements(finance.lines_as_input(p_id)) l)
  )));
end
$$;

revoke execute on function finance.client_of(uuid, text), finance.priced_lines(jsonb, text, text, date, boolean),
  finance.totals_of(finance.priced_line[]), finance.insert_lines(uuid, finance.priced_line[]), finance.create_invoice(jsonb),
  finance.update_invoice(uuid, jsonb), finance.lines_as_input(uuid), finance.duplicate_invoice(uuid)
from public;
grant execute on function finance.create_invoice(jsonb), finance.update_invoice(uuid, jsonb), finance.duplicate_invoice(uuid)
to authenticated;
comment on function finance.create_invoice(jsonb) is
  'Creates a draft invoice and answers its id. Raises client_not_found, company_not_found, vat_rate_invalid, '
  'currency_unsupported, discount_exceeds_line, amount_out_of_range, invoice_due_before_date, quote_already_converted.';
comment on function finance.update_invoice(uuid, jsonb) is
  'Changes a draft invoice. Raises invoice_not_found, invoice_not_draft, version_conflict and what create_invoice raises.';
comment on function finance.duplicate_invoice(uuid) is
  'Copies an invoice into a new draft. Raises invoice_not_found, not_duplicable and what create_invoice raises.';
