-- The worker's side of outgoing messages. A message is claimed in one transaction, sent outside of any, and settled in another;
-- the lease tells whether the settling worker still holds it.

create function notifications.tenants_with_due_messages() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.tenant_id from notifications.outgoing_messages m join identity.tenants t on t.id = m.tenant_id
  where m.status in ('pending', 'queued', 'deferred') and m.next_attempt_at <= now() and t.status = 'active'
  group by m.tenant_id order by min(m.next_attempt_at)
$$;

-- Takes due messages for p_lease_seconds; every claim counts as an attempt, so a message that kills its worker ends too.
create function notifications.claim_messages(p_limit int, p_lease_seconds int)
returns setof notifications.outgoing_messages
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  return query
    update notifications.outgoing_messages m
    set attempts = m.attempts + 1, lease_id = gen_random_uuid(),
      next_attempt_at = now() + make_interval(secs => p_lease_seconds)
    where m.id in (
      select d.id from notifications.outgoing_messages d
      where d.tenant_id = app.tenant_id() and d.status in ('pending', 'queued', 'deferred') and d.next_attempt_at <= now()
      order by d.next_attempt_at, d.id limit p_limit for update skip locked
    )
    returning m.*;
end
$$;

-- p_outcome: sent, delivered, failed or bounced (for good), suppressed or unsubscribed (not wanted any more), queued (again in
-- p_retry_seconds) or deferred (until then, which is no attempt). A bounce suppresses the address. False when the lease has
-- passed to another worker.
create function notifications.settle_message(
  p_id uuid, p_lease uuid, p_outcome text, p_provider_id text, p_error text, p_retry_seconds int, p_reason text default null
) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  settled notifications.outgoing_messages;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  update notifications.outgoing_messages m
  set status = p_outcome, lease_id = null, provider_id = p_provider_id, last_error = left(p_error, 1000), reason = p_reason,
    body = case when m.is_secret and p_outcome not in ('queued', 'deferred') then '' else m.body end,
    html = case when m.is_secret and p_outcome not in ('queued', 'deferred') then null else m.html end,
    attempts = case when p_outcome = 'deferred' then m.attempts - 1 else m.attempts end,
    sent_at = case when p_outcome in ('sent', 'delivered') then clock_timestamp() end,
    next_attempt_at = clock_timestamp() + make_interval(secs => coalesce(p_retry_seconds, 0))
  where m.tenant_id = app.tenant_id() and m.id = p_id and m.lease_id = p_lease
    and m.status in ('pending', 'queued', 'deferred')
  returning m.* into settled;
  -- A person stays, whatever became of their devices.
  if settled.status = 'bounced' and settled.to_address is distinct from settled.user_id::text then
    insert into notifications.suppressed_addresses (tenant_id, channel, address, message_id)
    values (settled.tenant_id, settled.channel, settled.to_address, settled.id)
    on conflict do nothing;
  end if;
  return settled.id is not null;
end
$$;

-- Turns a waiting in-app message into a notification, under the lease of the worker or, without one, in the transaction that
-- queued it; both together, so that nobody is told twice. False when another worker holds it.
create function notifications.deliver_in_app(p_id uuid, p_lease uuid default null) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  message notifications.outgoing_messages;
  told notifications.notifications;
begin
  select m.* into message from notifications.outgoing_messages m
  where m.tenant_id = app.tenant_id() and m.id = p_id and m.channel = 'in_app' and m.lease_id is not distinct from p_lease
    and m.status in ('pending', 'queued', 'deferred')
  for no key update;
  if message.id is null then
    return false;
  end if;
  select (p.notification).* into told from notifications.post(
    left(message.template, 50), message.subject, left(message.body, 4000), nullif(message.data, '{}'), message.to_address,
    message.priority, null, null, message.category
  ) p;
  update notifications.outgoing_messages m
  set status = 'delivered', lease_id = null, reason = null, provider_id = told.id, sent_at = clock_timestamp()
  where m.tenant_id = message.tenant_id and m.id = message.id;
  return true;
end
$$;
revoke execute on function notifications.tenants_with_due_messages(), notifications.claim_messages(int, int),
  notifications.settle_message(uuid, uuid, text, text, text, int, text), notifications.deliver_in_app(uuid, uuid)
from public;
grant execute on function notifications.claim_messages(int, int),
  notifications.settle_message(uuid, uuid, text, text, text, int, text), notifications.deliver_in_app(uuid, uuid)
to authenticated;
comment on function notifications.tenants_with_due_messages() is
  'For the worker, which has no tenant yet: which ones have messages to deliver. Owner only.';
