-- Whom a template is meant for: a member by id or address, or an address outside. Definer, because senders may not read what
-- others prefer. `known` is false for an id that is no active member.
create function notifications.recipient_facts(p_recipient text) returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  is_id constant boolean := p_recipient ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  person identity.users;
  wishes notifications.preferences;
begin
  if is_id then
    select u.* into person from identity.users u where u.id = p_recipient::uuid;
  else
    select u.* into person from identity.users u where u.email = p_recipient;
  end if;
  if not exists (
    select from identity.memberships m where m.tenant_id = tenant and m.user_id = person.id and m.status = 'ACTIVE'
  ) then
    person := null;
  end if;
  select p.* into wishes from notifications.preferences p where p.tenant_id = tenant and p.user_id = person.id;
  return (
    select json_build_object(
      'known', person.id is not null or not is_id,
      'user_id', person.id, 'email', person.email,
      'language', case
        when left(person.locale, 2) in ('fr', 'de', 'it', 'en') then left(person.locale, 2) else t.locale
      end,
      'preferences', case when wishes.user_id is not null then to_json(wishes) end,
      'suppressed', (
        select coalesce(json_agg(s.channel || ':' || s.address), '[]') from notifications.suppressed_addresses s
        where s.tenant_id = tenant and s.address in (
          p_recipient, person.email, wishes.email_override, wishes.phone_override, wishes.push_override
        )
      )
    )
    from identity.tenants t where t.id = tenant
  );
end
$$;

-- The first moment from p_from on at which the throttle has room for another message to this recipient on this channel: 10 in a
-- minute, 50 in an hour, 200 in a day (UTC). Held until the end of the transaction, in which the message is queued.
create function notifications.next_slot(p_recipient text, p_channel text, p_from timestamptz) returns timestamptz
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  slot timestamptz := p_from;
  later timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(':', 'notifications.slots', tenant, p_recipient, p_channel), 0));
  loop
    select max(w.starts + l.length) into later
    from (values ('minute', interval '1 minute', 10), ('hour', interval '1 hour', 50), ('day', interval '1 day', 200))
      as l (unit, length, most)
    cross join lateral (select date_trunc(l.unit, slot, 'UTC') as starts) w
    where (
      select count(*) from notifications.outgoing_messages m
      where m.tenant_id = tenant and m.recipient = p_recipient and m.channel = p_channel
        and m.slot_at >= w.starts and m.slot_at < w.starts + l.length
    ) >= l.most;
    exit when later is null;
    slot := later;
  end loop;
  return slot;
end
$$;

-- Writes a decided message. Under a source id the same template reaches the same recipient on a channel once: the earlier
-- message is answered with duplicate true.
create function notifications.queue_message(p_message jsonb)
returns table (id uuid, status text, reason text, send_at timestamptz, duplicate boolean)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given constant notifications.outgoing_messages := jsonb_populate_record(null::notifications.outgoing_messages, p_message);
  written uuid;
begin
  insert into notifications.outgoing_messages as m (
    tenant_id, channel, to_address, subject, body, html, data, category, template, recipient, user_id, source_id, priority,
    scheduled_at, slot_at, status, reason, next_attempt_at, entity, entity_id
  ) values (
    app.tenant_id(), given.channel, given.to_address, given.subject, given.body, given.html, coalesce(given.data, '{}'),
    given.category, given.template, given.recipient, given.user_id, given.source_id, given.priority, given.scheduled_at,
    given.slot_at, given.status, given.reason, coalesce(given.next_attempt_at, now()), given.entity, given.entity_id
  )
  on conflict (tenant_id, template, channel, recipient, source_id) where source_id is not null do nothing
  returning m.id into written;
  if written is not null and given.channel = 'in_app' and given.status = 'queued' then
    perform notifications.deliver_in_app(written);
  end if;
  return query
    select m.id, m.status, m.reason, m.next_attempt_at, written is null from notifications.outgoing_messages m
    where m.tenant_id = app.tenant_id() and case
      when written is not null then m.id = written
      else m.template = given.template and m.channel = given.channel and m.recipient = given.recipient
        and m.source_id = given.source_id
    end;
end
$$;

-- The active members a notification is for, as notifications.audiences and the policy see it. Nobody for one that a template
-- made: its sender chose the channels. For services only.
create function notifications.members_told(p_notification uuid) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  told notifications.notifications;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  select n.* into told from notifications.notifications n where n.tenant_id = app.tenant_id() and n.id = p_notification;
  return query
    select m.user_id from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = told.tenant_id and m.status = 'ACTIVE'
      and (told.owner_company_id is null or m.grants ? '*' or told.owner_company_id = any (m.company_ids))
      and case
        when told.is_personal then told.recipient in (u.id::text, u.email)
        when told.recipient = 'role:superadmin' then u.is_superuser or 'superadmin' = any (m.role_keys)
        when told.recipient = 'role:admin' then u.is_superuser or m.role_keys && array['admin', 'owner', 'superadmin']
        when told.recipient is not null then substr(told.recipient, 6) = any (m.role_keys)
        else exists (select from unnest(m.role_keys) as role where role not in ('client', 'prestataire', 'revendeur'))
      end
      and not exists (
        select from notifications.outgoing_messages o
        where o.tenant_id = told.tenant_id and o.user_id = m.user_id and o.channel = 'in_app' and o.provider_id = told.id::text
      );
end
$$;

-- A notification as a service sees it, which is nobody's addressee.
create function notifications.told(p_notification uuid) returns setof notifications.notifications
language plpgsql stable security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  return query select n.* from notifications.notifications n where n.tenant_id = app.tenant_id() and n.id = p_notification;
end
$$;
revoke execute on function notifications.recipient_facts(text), notifications.next_slot(text, text, timestamptz),
  notifications.queue_message(jsonb), notifications.members_told(uuid), notifications.told(uuid)
from public;
grant execute on function notifications.recipient_facts(text), notifications.next_slot(text, text, timestamptz),
  notifications.queue_message(jsonb), notifications.members_told(uuid), notifications.told(uuid)
to authenticated;
comment on function notifications.queue_message(jsonb) is
  'Queues a message of a template as functions/notifications decided it. Raises message_to_invalid.';
