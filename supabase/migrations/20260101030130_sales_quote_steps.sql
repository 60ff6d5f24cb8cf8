-- Opens the conversion of an accepted quote: whoever sees it may convert it, one at a time. Answers what the invoice is made
-- of. Raises not_found, quote_not_accepted, quote_already_converted (details: the invoice).
create function sales.open_conversion(p_quote uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  quote sales.quotes;
  invoice uuid;
begin
  select * into quote from sales.quotes q
  where q.tenant_id = app.tenant_id() and q.id = p_quote and q.deleted_at is null for update;
  if quote.id is null or not app.sees_company(quote.owner_company_id) or not (case app.read_scope('quotes')
    when 'ALL' then true
    when 'GROUP' then coalesce(quote.team_id = any (app.team_ids()), false)
    when 'SELF' then coalesce(quote.owner_user_id = app.user_id(), false)
    else false
  end) then
    perform app.refuse('not_found');
  elsif sales.shown_status(quote.status) <> 'ACCEPTED' then
    perform app.refuse('quote_not_accepted', jsonb_build_object('status', sales.shown_status(quote.status)));
  end if;
  invoice := sales.invoice_of_quote(quote.id);
  if invoice is not null then
    perform app.refuse('quote_already_converted', jsonb_build_object('invoice_id', invoice));
  end if;
  return jsonb_build_object(
    'owner_company_id', quote.owner_company_id, 'client_id', quote.contact_id, 'quote_id', quote.id,
    'date', finance.today(), 'currency', quote.currency, 'language', quote.language, 'notes', quote.notes,
    'keep_rates', true,
    'lines', (
      select jsonb_agg(jsonb_build_object(
        'description', l.description, 'quantity', l.quantity::text, 'unit', l.unit, 'unit_price', l.unit_price::text,
        'discount', l.discount_percent::text, 'discount_amount', l.discount_amount::text, 'vat_rate', l.vat_rate::text
      ) order by l.position)
      from sales.quote_lines l where l.tenant_id = quote.tenant_id and l.quote_id = quote.id
    )
  );
end
$$;

-- Queues a mail to a contact that has an address, whatever the caller may read of contacts; answers the address or null.
create function sales.mail_contact(
  p_contact uuid, p_subject text, p_body text, p_attachments jsonb, p_entity text, p_entity_id uuid
) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  recipient text;
begin
  select c.email into recipient from crm.contacts c
  where c.tenant_id = app.tenant_id() and c.id = p_contact and c.deleted_at is null;
  if recipient is not null then
    perform notifications.queue_email(recipient, '{}', p_subject, p_body, p_attachments, p_entity, p_entity_id);
  end if;
  return recipient;
end
$$;

-- A mail that could not be queued held nothing up; this is where somebody can find out why.
create function sales.note_mail_failure(p_entity text, p_entity_id uuid, p_cause text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform audit.append(
    'system', p_entity || '.mail_failed', left(p_cause, 1000), p_entity, p_entity_id::text, p_severity => 'warning',
    p_outcome => 'failure'
  );
end
$$;

-- The nightly turn of quotes nobody answered in time; answers how many. For callers who write every quote of the tenant.
create function sales.expire_quotes() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  turned int;
begin
  if app.write_scope('quotes') is distinct from 'ALL' then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'quotes.write'));
  end if;
  update sales.quotes q set status = 'expired'
  where q.tenant_id = app.tenant_id() and q.status in ('sent', 'viewed') and q.valid_until < finance.today()
    and q.deleted_at is null;
  get diagnostics turned = row_count;
  return turned;
end
$$;
revoke execute on function sales.open_conversion(uuid), sales.mail_contact(uuid, text, text, jsonb, text, uuid),
  sales.note_mail_failure(text, uuid, text), sales.expire_quotes()
from public;
grant execute on function sales.open_conversion(uuid), sales.mail_contact(uuid, text, text, jsonb, text, uuid),
  sales.note_mail_failure(text, uuid, text), sales.expire_quotes()
to authenticated;
comment on function sales.open_conversion(uuid) is
  'Locks an accepted quote and answers the invoice to make of it. Raises not_found, quote_not_accepted, quote_already_converted.';
comment on function sales.mail_contact(uuid, text, text, jsonb, text, uuid) is
  'Queues a mail to a contact; answers the address, or null when there is none. Raises message_to_invalid.';
comment on function sales.expire_quotes() is
  'Expires the quotes of the tenant that were sent and not answered before valid_until. Run nightly. Raises authorization_error.';
