-- The address a client gets mail at: of the first contact that has one. Whoever may write to others need not read all contacts.
create function notifications.client_address(p_contact uuid, p_client uuid default null) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  if app.write_scope('notifications') is null then
    perform app.refuse('authorization_error');
  end if;
  return (
    select c.email from crm.contacts c
    where c.tenant_id = app.tenant_id() and c.id in (p_contact, p_client) and c.deleted_at is null
      -- What the outbox would refuse is no address.
      and c.email ~ '^[^@[:space:]<>,;]+@[^@[:space:]<>,;]+$'
    order by c.id = p_contact desc limit 1
  );
end
$$;

-- Whether somebody was mailed about a record today, by whatever part of the product: what was sent with it is not sent again.
create function notifications.mailed_today(p_entity text, p_entity_id uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.write_scope('notifications') is not null and exists (
    select from notifications.outgoing_messages m
    where m.tenant_id = app.tenant_id() and m.entity = p_entity and m.entity_id = p_entity_id
      and m.status not in ('failed', 'bounced', 'suppressed', 'unsubscribed')
      and (m.created_at at time zone (select t.timezone from identity.tenants t where t.id = app.tenant_id()))::date = finance.today()
  );
end
$$;

-- A quote as its mail tells of it. Row security decides whether the caller sees it.
create function notifications.quote_subject(p_quote uuid) returns table (
  id uuid, number text, status text, language text, currency text, amount numeric, valid_until date, seller_name text,
  seller_country text, recipient text, mailed_today boolean
)
language sql stable set search_path = ''
as $$
  select q.id, q.quote_number, q.status, q.language, q.currency, q.total, q.valid_until,
    coalesce(q.seller ->> 'display_name', q.seller ->> 'name', (select t.name from identity.tenants t)),
    coalesce(q.seller ->> 'country', (select t.country from identity.tenants t)),
    notifications.client_address(q.contact_id), notifications.mailed_today('quote', q.id)
  from sales.quotes q where q.id = p_quote and q.deleted_at is null
$$;

-- The issued deposit invoice of a quote.
create function notifications.deposit_subject(p_quote uuid) returns table (
  id uuid, number text, language text, currency text, amount numeric, due_date date, seller_name text, seller_country text,
  recipient text, mailed_today boolean
)
language sql stable set search_path = ''
as $$
  select i.id, i.invoice_number, i.language, i.currency, i.remaining_amount, i.due_date,
    coalesce(i.seller ->> 'display_name', i.seller ->> 'name'), i.seller ->> 'country',
    notifications.client_address(i.contact_id, i.client_id), notifications.mailed_today('invoice', i.id)
  from finance.invoices i
  where i.quote_id = p_quote and i.type = 'deposit' and i.invoice_number is not null and i.deleted_at is null
    and i.status <> 'cancelled'
$$;

create function notifications.payment_subject(p_payment uuid) returns table (
  id uuid, status text, invoice_id uuid, number text, language text, currency text, amount numeric, remaining numeric,
  paid_on date, seller_name text, seller_country text, recipient text
)
language sql stable set search_path = ''
as $$
  select p.id, p.status, i.id, i.invoice_number, i.language, p.currency, p.amount, i.remaining_amount, p.paid_on,
    coalesce(i.seller ->> 'display_name', i.seller ->> 'name'), i.seller ->> 'country',
    notifications.client_address(i.contact_id, i.client_id)
  from finance.payments p join finance.invoices i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
  where p.id = p_payment
$$;

-- Invoices past their due date that may be reminded of. Disputed ones are left to people, credit notes owe nothing.
create function notifications.late_invoices(p_company uuid) returns table (
  id uuid, number text, language text, currency text, remaining numeric, due_date date, days_overdue int, reminder_level int,
  reminder_settings jsonb, seller_name text, seller_country text, recipient text
)
language sql stable set search_path = ''
as $$
  select i.id, i.invoice_number, i.language, i.currency, i.remaining_amount, i.due_date, finance.today() - i.due_date,
    i.reminder_level, co.settings -> 'reminders', coalesce(i.seller ->> 'display_name', i.seller ->> 'name'),
    i.seller ->> 'country', notifications.client_address(i.contact_id, i.client_id)
  from finance.invoices i
  left join identity.companies co on co.tenant_id = i.tenant_id and co.id = i.owner_company_id
  where i.status in ('sent', 'partial', 'overdue') and i.deleted_at is null and i.due_date < finance.today()
    and i.remaining_amount > 0 and not i.is_credit_note and (p_company is null or i.owner_company_id = p_company)
  order by i.due_date, i.id
$$;

-- Logs and queues a mail of the automation, unless it was sent already: then null.
create function notifications.send_automated(
  p_rule text, p_entity text, p_entity_id uuid, p_level int, p_key text, p_to text, p_subject text, p_body text,
  p_attachments jsonb, p_tags text[]
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  entry uuid;
  message uuid;
begin
  if app.write_scope('notifications') is null then
    perform app.refuse('authorization_error');
  end if;
  insert into notifications.automated_mails (tenant_id, rule, entity, entity_id, level, status, recipient, tags, dedupe_key)
  values (app.tenant_id(), p_rule, p_entity, p_entity_id, p_level, 'queued', p_to, p_tags, p_key)
  on conflict do nothing returning id into entry;
  if entry is null then
    return null;
  end if;
  message := notifications.queue_email(p_to, null, p_subject, p_body, p_attachments, p_entity, p_entity_id);
  update notifications.automated_mails a set message_id = message where a.tenant_id = app.tenant_id() and a.id = entry;
  return message;
end
$$;

create function notifications.note_automation_failure(
  p_rule text, p_entity text, p_entity_id uuid, p_level int, p_key text, p_reason text
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.write_scope('notifications') is null then
    perform app.refuse('authorization_error');
  end if;
  insert into notifications.automated_mails (tenant_id, rule, entity, entity_id, level, status, reason, dedupe_key)
  values (app.tenant_id(), p_rule, p_entity, p_entity_id, p_level, 'failed', left(p_reason, 200), p_key);
end
$$;

-- Reminds of an invoice once per level and at most once a day, and notes it on the invoice: null when it was reminded of already
-- or is no longer late. The lock makes a payment that comes in between win.
create function notifications.send_reminder(p_invoice uuid, p_level int, p_to text, p_subject text, p_body text, p_attachments jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  invoice finance.invoices := finance.lock_invoice(p_invoice, finance.invoice_scope());
  message uuid;
begin
  if invoice.status not in ('sent', 'partial', 'overdue') or invoice.remaining_amount <= 0
    or invoice.due_date >= finance.today() or invoice.reminder_level >= p_level then
    return null;
  end if;
  message := notifications.send_automated(
    'E-04', 'invoice', p_invoice, p_level, 'E-04:' || p_invoice || ':' || p_level, p_to, p_subject, p_body, p_attachments,
    array['client', 'reminder-' || p_level]
  );
  if message is not null then
    update finance.invoices i set reminder_level = p_level, reminder_count = i.reminder_count + 1,
      last_reminder_at = clock_timestamp()
    where i.tenant_id = app.tenant_id() and i.id = p_invoice;
  end if;
  return message;
end
$$;

-- What could not be delivered was not sent: the log says so, and the next attempt is not held for a repetition. A message about a
-- case learns it too.
create function notifications.follow_delivery() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update notifications.automated_mails a set status = 'failed', reason = 'not_delivered'
  where a.tenant_id = new.tenant_id and a.message_id = new.id and a.status = 'queued';
  update notifications.workflow_notifications w set status = 'failed',
    provider_message = right(
      w.provider_message || to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' failed: '
        || coalesce(new.last_error, 'the message could not be delivered') || e'\n', 20000
    )
  where w.tenant_id = new.tenant_id and w.external_reference = new.id::text and w.channel = 'email'
    and w.status in ('pending', 'sent');
  return null;
end
$$;
create trigger follow_delivery after update of status on notifications.outgoing_messages for each row
  when (new.status in ('failed', 'bounced', 'suppressed', 'unsubscribed') and new.status is distinct from old.status
    and new.entity in ('quote', 'payment', 'invoice', 'workflow_notification'))
  execute function notifications.follow_delivery();

revoke execute on function notifications.client_address(uuid, uuid), notifications.mailed_today(text, uuid), notifications.quote_subject(uuid),
  notifications.deposit_subject(uuid), notifications.payment_subject(uuid), notifications.late_invoices(uuid),
  notifications.send_automated(text, text, uuid, int, text, text, text, text, jsonb, text[]),
  notifications.note_automation_failure(text, text, uuid, int, text, text),
  notifications.send_reminder(uuid, int, text, text, text, jsonb), notifications.follow_delivery()
from public;
grant execute on function notifications.client_address(uuid, uuid), notifications.mailed_today(text, uuid), notifications.quote_subject(uuid),
  notifications.deposit_subject(uuid), notifications.payment_subject(uuid), notifications.late_invoices(uuid),
  notifications.send_automated(text, text, uuid, int, text, text, text, text, jsonb, text[]),
  notifications.note_automation_failure(text, text, uuid, int, text, text),
  notifications.send_reminder(uuid, int, text, text, text, jsonb)
to authenticated;
comment on function notifications.send_automated(text, text, uuid, int, text, text, text, text, jsonb, text[]) is
  'Queues a mail of the automation once per key; answers the message, or null for a repetition. Raises message_to_invalid.';
comment on function notifications.send_reminder(uuid, int, text, text, text, jsonb) is
  'Reminds of a late invoice: each level once, one mail a day; answers the message, or null. Raises invoice_not_found.';
