-- Replaces the items of a draft. Raises quote_not_draft.
create function sales.put_lines(p_quote uuid, p_items jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  delete from sales.quote_lines l where l.quote_id = p_quote;
  insert into sales.quote_lines (
    quote_id, position, description, quantity, unit_price, discount_amount, vat_rate, has_own_rate
  )
  select p_quote, i.position, i.description, i.quantity, i.unit_price, i.discount_amount, i.vat_rate, i.has_own_rate
  from jsonb_to_recordset(p_items) as i (
    position int, description text, quantity numeric, unit_price numeric, discount_amount numeric, vat_rate numeric,
    has_own_rate boolean
  );
end
$$;

-- Stores a draft with its items under the next number of its series and answers it as /quotes shows it. The number stays
-- locked until the transaction ends, so none is lost. Raises quote_number_taken.
create function sales.create_quote(p jsonb) returns json
language plpgsql volatile set search_path = ''
as $$
declare
  quote sales.quotes := jsonb_populate_record(null::sales.quotes, p);
  numbered record;
begin
  select * into numbered from finance.next_document_number('quote', quote.owner_company_id, quote.issue_date);
  insert into sales.quotes (
    owner_company_id, quote_number, number_period, number_sequence, contact_id, client_name, client_company, client_address,
    title, issue_date, valid_until, currency, language, vat_rate, subtotal, vat_amount, total, shown_vat_rate, vat_by_rate, notes
  ) values (
    quote.owner_company_id, numbered.number, numbered.period, numbered.sequence, quote.contact_id, quote.client_name,
    quote.client_company, quote.client_address, quote.title, quote.issue_date, quote.valid_until, quote.currency,
    quote.language, quote.vat_rate, quote.subtotal, quote.vat_amount, quote.total, quote.shown_vat_rate, quote.vat_by_rate,
    quote.notes
  ) returning id into quote.id;
  perform sales.put_lines(quote.id, p -> 'items');
  return sales.quote_json(quote.id);
end
$$;

-- Locks a live quote the caller may write; no row for any other. today: where the tenant is.
create function sales.lock_quote(p_id uuid)
returns table (
  id uuid, status text, issue_date date, valid_until date, today date, quote_number text, contact_id uuid, language text,
  vat_rate numeric, total numeric, currency text, updated_at timestamptz
)
language plpgsql volatile set search_path = ''
as $$
begin
  return query
    select q.id, q.status, q.issue_date, q.valid_until, finance.today(), q.quote_number, q.contact_id, q.language, q.vat_rate,
      q.total, q.currency, q.updated_at
    from sales.quotes q where q.id = p_id and q.deleted_at is null for update;
end
$$;

-- Moves a quote. Sent, it takes the seller and the client as they are today; a client the caller does not see stays as stored.
-- Raises quote_transition_refused.
create function sales.move_quote(
  p_id uuid, p_status text, p_valid_until date, p_reason text, out status text, out updated_at timestamptz,
  out seller_name text, out seller_country text
)
language plpgsql volatile set search_path = ''
as $$
declare
  quote sales.quotes;
  client jsonb;
begin
  select * into quote from sales.quotes q where q.id = p_id;
  if p_status = 'sent' then
    quote.seller := finance.seller_of(quote.owner_company_id);
    client := sales.client_of(quote.contact_id);
    if client is not null then
      quote := jsonb_populate_record(quote, client);
    end if;
  end if;
  update sales.quotes q set
    status = p_status, valid_until = p_valid_until, rejection_reason = p_reason, seller = quote.seller,
    client_name = quote.client_name, client_company = quote.client_company, client_address = quote.client_address
  where q.id = p_id
  returning q.status, q.updated_at, coalesce(q.seller ->> 'display_name', q.seller ->> 'name'), q.seller ->> 'country'
  into move_quote.status, move_quote.updated_at, seller_name, seller_country;
end
$$;
revoke execute on function sales.put_lines(uuid, jsonb), sales.create_quote(jsonb), sales.lock_quote(uuid),
  sales.move_quote(uuid, text, date, text)
from public;
grant execute on function sales.put_lines(uuid, jsonb), sales.create_quote(jsonb), sales.lock_quote(uuid),
  sales.move_quote(uuid, text, date, text)
to authenticated;
comment on function sales.create_quote(jsonb) is
  'Creates a draft quote with its items and answers it. Totals are the caller''s: shared/invoicing/totals_rules.ts. Raises quote_number_taken.';
comment on function sales.move_quote(uuid, text, date, text) is
  'Moves a quote to another status. Raises quote_transition_refused.';
