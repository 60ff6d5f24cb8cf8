-- Takes events that nobody has looked at off the queue, the oldest first; they come back if the transaction fails.
create function audit.take_watched(p_limit int) returns setof uuid
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  return query
    delete from audit.watched_events w
    where w.tenant_id = app.tenant_id() and (w.event_at, w.event_id) in (
      select o.event_at, o.event_id from audit.watched_events o
      where o.tenant_id = app.tenant_id()
      order by o.event_at, o.event_id limit p_limit for update skip locked
    )
    returning w.event_id;
end
$$;

-- Opens an alert with all events that made it, or lets the live one of the same rule and group grow by those that are new.
create function audit.raise_alert(
  p_rule text, p_group text, p_priority text, p_title text, p_events uuid[], p_new uuid[], p_indicators jsonb, p_actions text[],
  p_first timestamptz, p_last timestamptz
) returns table (alert_id uuid, is_new boolean)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  return query
    insert into audit.alerts as a (
      tenant_id, rule, group_key, priority, title, event_count, source_events, indicators, recommended_actions, first_at, last_at
    ) values (
      app.tenant_id(), p_rule, p_group, p_priority, p_title, cardinality(p_events),
      p_events[greatest(cardinality(p_events) - 99, 1):], p_indicators, p_actions, p_first, p_last
    )
    on conflict (tenant_id, rule, group_key) where status <> 'resolved' do update set
      event_count = a.event_count + cardinality(p_new),
      source_events = (a.source_events || p_new)[greatest(cardinality(a.source_events) + cardinality(p_new) - 99, 1):],
      indicators = a.indicators || p_indicators, last_at = greatest(a.last_at, p_last), first_at = least(a.first_at, p_first)
    returning a.id, xmax = 0;
end
$$;

-- Tenants with events to look at. For the worker, which has no tenant yet: owner only.
create function audit.tenants_to_watch(p_limit int) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  with recursive tenants as (
    (select w.tenant_id from audit.watched_events w order by w.tenant_id limit 1)
    union all
    select (select w.tenant_id from audit.watched_events w where w.tenant_id > s.tenant_id order by w.tenant_id limit 1)
    from tenants s where s.tenant_id is not null
  )
  select s.tenant_id from tenants s join identity.tenants t on t.id = s.tenant_id
  where t.status = 'active' order by random() limit p_limit
$$;

revoke execute on function audit.take_watched(int), audit.tenants_to_watch(int),
  audit.raise_alert(text, text, text, text, uuid[], uuid[], jsonb, text[], timestamptz, timestamptz)
from public;
grant execute on function audit.take_watched(int),
  audit.raise_alert(text, text, text, text, uuid[], uuid[], jsonb, text[], timestamptz, timestamptz)
to authenticated;
comment on function audit.raise_alert(text, text, text, text, uuid[], uuid[], jsonb, text[], timestamptz, timestamptz) is
  'Opens an alert or lets the live one of the same rule and group grow; says which.';
