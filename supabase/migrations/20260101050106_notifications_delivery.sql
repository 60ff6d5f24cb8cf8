-- The worker's side of outgoing mail. A message is claimed in one transaction, sent outside of any, and settled in another;
-- the lease tells whether the settling worker still holds it.

create function notifications.tenants_with_due_mail() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.tenant_id from notifications.outgoing_messages m join identity.tenants t on t.id = m.tenant_id
  where m.status = 'queued' and m.next_attempt_at <= now() and t.status = 'active'
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
      where d.tenant_id = app.tenant_id() and d.status = 'queued' and d.next_attempt_at <= now()
      order by d.next_attempt_at, d.id limit p_limit for update skip locked
    )
    returning m.*;
end
$$;

-- p_outcome: sent, failed (for good) or queued (again in p_retry_seconds). False when the lease has passed to another worker.
create function notifications.settle_message(
  p_id uuid, p_lease uuid, p_outcome text, p_provider_id text, p_error text, p_retry_seconds int
) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  update notifications.outgoing_messages m
  set status = p_outcome, lease_id = null, provider_id = p_provider_id, last_error = left(p_error, 1000),
    body = case when m.is_secret and p_outcome <> 'queued' then '' else m.body end,
    sent_at = case when p_outcome = 'sent' then clock_timestamp() end,
    next_attempt_at = clock_timestamp() + make_interval(secs => coalesce(p_retry_seconds, 0))
  where m.tenant_id = app.tenant_id() and m.id = p_id and m.lease_id = p_lease and m.status = 'queued';
  return found;
end
$$;
revoke execute on function notifications.tenants_with_due_mail(), notifications.claim_messages(int, int),
  notifications.settle_message(uuid, uuid, text, text, text, int)
from public;
grant execute on function notifications.claim_messages(int, int),
  notifications.settle_message(uuid, uuid, text, text, text, int)
to authenticated;
comment on function notifications.tenants_with_due_mail() is
  'For the worker, which has no tenant yet: which ones have mail to deliver. Owner only.';
