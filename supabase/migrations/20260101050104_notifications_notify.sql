-- Writes a notification, or finds the unread one under the same dedupe key. It answers the row, because a sender need not be
-- an addressee and could not read it back. Raises recipient_unknown for a user id that is no active member and
-- notification_company_unknown for a company the caller does not work for.
create function notifications.post(
  p_type text, p_title text, p_body text, p_metadata jsonb, p_recipient text, p_priority text,
  p_dedupe_key text default null, p_company uuid default null, p_category text default null,
  out notification notifications.notifications, out duplicate boolean
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant uuid := app.tenant_id();
  addressee text := lower(nullif(btrim(p_recipient), ''));
begin
  if addressee ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and not exists (
    select from identity.memberships m
    where m.tenant_id = tenant and m.user_id = addressee::uuid and m.status = 'ACTIVE'
  ) then
    perform app.refuse('recipient_unknown');
  end if;
  if not app.sees_company(p_company) then
    perform app.refuse('notification_company_unknown');
  end if;
  loop
    insert into notifications.notifications as n (
      tenant_id, owner_company_id, type, title, body, metadata, recipient, priority, category, dedupe_key
    ) values (
      tenant, p_company, coalesce(p_type, 'info'), p_title, coalesce(p_body, ''), p_metadata, addressee,
      case when p_priority = 'urgent' then 'critical' else coalesce(p_priority, 'normal') end,
      coalesce(p_category, case when p_type = 'security_alert' then 'security' else 'alert' end), p_dedupe_key
    )
    on conflict (tenant_id, dedupe_key) where dedupe_key is not null and read_at is null do nothing
    returning n.* into notification;
    duplicate := notification.id is null;
    exit when not duplicate;
    select n.* into notification from notifications.notifications n
    where n.tenant_id = tenant and n.dedupe_key = p_dedupe_key and n.read_at is null;
    -- Read in the moment between: then it is new again.
    exit when notification.id is not null;
  end loop;
end
$$;

-- The form for domain code, which must not fail because of whom it wants to tell: a creator who is a machine or has left is
-- replaced by the administrators, and texts that are too long are cut.
create function notifications.notify(
  p_type text, p_title text, p_body text, p_metadata jsonb, p_recipient text, p_priority text, p_dedupe_key text default null
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  addressee text := lower(nullif(btrim(p_recipient), ''));
begin
  if addressee ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and not exists (
    select from identity.memberships m
    where m.tenant_id = app.tenant_id() and m.user_id = addressee::uuid and m.status = 'ACTIVE'
  ) then
    addressee := 'role:admin';
  end if;
  return (
    select (p.notification).id
    from notifications.post(
      p_type, left(p_title, 200), left(p_body, 4000), p_metadata, addressee, p_priority, p_dedupe_key
    ) p
  );
end
$$;

-- Queues an e-mail; it leaves with the commit of the transaction and is delivered by the worker.
create function notifications.queue_email(
  p_to text, p_cc text[], p_subject text, p_body text, p_attachments jsonb, p_entity text, p_entity_id uuid
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  message_id uuid;
begin
  insert into notifications.outgoing_messages (tenant_id, to_address, cc, subject, body, attachments, entity, entity_id)
  values (
    app.tenant_id(), lower(btrim(p_to)),
    coalesce((select array_agg(lower(btrim(c))) from unnest(p_cc) as c where btrim(c) <> ''), '{}'),
    -- A line break in a subject would start another header.
    left(btrim(regexp_replace(p_subject, '[[:cntrl:]]+', ' ', 'g')), 500), coalesce(p_body, ''),
    coalesce(p_attachments, '[]'), p_entity, p_entity_id
  ) returning id into message_id;
  return message_id;
end
$$;

-- A mail that opens something for whoever holds it (a link to reset a password, an invitation): delivered like any other, but
-- no list shows it and its text is blanked once it has left.
create function notifications.queue_secret_email(p_to text, p_subject text, p_body text, p_entity text, p_entity_id uuid)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  message_id uuid := notifications.queue_email(p_to, null, p_subject, p_body, null, p_entity, p_entity_id);
begin
  update notifications.outgoing_messages m set is_secret = true where m.tenant_id = app.tenant_id() and m.id = message_id;
  return message_id;
end
$$;

revoke execute on function notifications.post(text, text, text, jsonb, text, text, text, uuid, text),
  notifications.notify(text, text, text, jsonb, text, text, text),
  notifications.queue_email(text, text[], text, text, jsonb, text, uuid),
  notifications.queue_secret_email(text, text, text, text, uuid)
from public;
grant execute on function notifications.post(text, text, text, jsonb, text, text, text, uuid, text),
  notifications.notify(text, text, text, jsonb, text, text, text),
  notifications.queue_email(text, text[], text, text, jsonb, text, uuid),
  notifications.queue_secret_email(text, text, text, text, uuid)
to authenticated;
comment on function notifications.notify(text, text, text, jsonb, text, text, text) is
  'Tells a user id, an e-mail address, role:<key> or (null) all staff. A dedupe key is unique while unread: the id of the '
  'unread notification comes back and nothing is written. Priorities: low, normal, high, critical (urgent is critical).';
comment on function notifications.queue_email(text, text[], text, text, jsonb, text, uuid) is
  'Queues an e-mail for the worker. Attachments: [{"kind": "invoice_pdf", "id": "…", "filename": "…"}], resolved when sent. '
  'Raises message_to_invalid.';
comment on function notifications.queue_secret_email(text, text, text, text, uuid) is
  'Queues an e-mail whose text opens something: hidden from every list, blanked once delivered. Raises message_to_invalid.';
