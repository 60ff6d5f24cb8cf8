create table notifications.whatsapp_events (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- The id of a message, or id:status of a status.
  event_key text not null constraint whatsapp_event_key_length check (length(event_key) between 1 and 300),
  created_at timestamptz not null default now(),
  constraint whatsapp_events_tenant_key unique (tenant_id, id),
  constraint whatsapp_event_repeated unique (tenant_id, event_key)
);
create index whatsapp_events_by_age on notifications.whatsapp_events (tenant_id, created_at);
alter table notifications.whatsapp_events enable row level security;
revoke all on notifications.whatsapp_events from anon, authenticated, service_role;
grant select, insert (event_key), delete on notifications.whatsapp_events to authenticated;
create policy tenant_wall on notifications.whatsapp_events as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.whatsapp_events for select to authenticated
  using ((select app.write_scope('notifications')) = 'ALL');
create policy creates on notifications.whatsapp_events for insert to authenticated
  with check ((select app.write_scope('notifications')) = 'ALL');
create policy deletes on notifications.whatsapp_events for delete to authenticated
  using ((select app.write_scope('notifications')) = 'ALL');
comment on table notifications.whatsapp_events is 'What the provider has told already: it repeats itself, we act once.';

-- Whose an incoming event is: the owner of the number it arrived at; on a number that several share, whoever sent the message it
-- refers to. Null for what is nobody's.
create function notifications.whatsapp_tenant(p_phone_number_id text, p_display_digits text, p_reference text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce(
    (select n.tenant_id from notifications.whatsapp_numbers n where n.phone_number_id = p_phone_number_id),
    (select n.tenant_id from notifications.whatsapp_numbers n where n.display_digits = p_display_digits),
    (
      select w.tenant_id from notifications.workflow_notifications w
      where w.external_reference = p_reference and w.channel = 'whatsapp' limit 1
    )
  );
end
$$;
revoke execute on function notifications.whatsapp_tenant(text, text, text) from public;
comment on function notifications.whatsapp_tenant(text, text, text) is
  'For the webhook, which has no tenant yet: whose an event is. Owner only.';

-- The client behind a telephone number answered: it belongs into the history of every contact with that number.
create function notifications.note_whatsapp_reply(p_digits text, p_text text, p_message text) returns int
language plpgsql security definer set search_path = ''
as $$
declare
  contact uuid;
  noted int := 0;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  for contact in
    select c.id from crm.contacts c
    where c.tenant_id = app.tenant_id() and c.deleted_at is null and '+' || p_digits in (c.phone, c.whatsapp)
    order by c.created_at limit 5
  loop
    perform crm.note_activity(
      'WHATSAPP_RECEIVED', contact, left(p_text, 1000), jsonb_build_object('from', '+' || p_digits, 'message_id', p_message)
    );
    noted := noted + 1;
  end loop;
  return noted;
end
$$;
revoke execute on function notifications.note_whatsapp_reply(text, text, text) from public;
grant execute on function notifications.note_whatsapp_reply(text, text, text) to authenticated;
comment on function notifications.note_whatsapp_reply(text, text, text) is
  'Notes a received WhatsApp message with the contacts of that number; answers how many. For services only.';
