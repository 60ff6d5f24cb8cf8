create table app.events (
  id bigint generated always as identity,
  tenant_id uuid not null default app.tenant_id(),
  type text not null constraint event_type_shape check (type ~ '^[a-z_]+(\.[a-z_]+)+$'),
  entity text not null,
  entity_id uuid not null,
  payload jsonb not null default '{}' constraint event_payload_object check (jsonb_typeof(payload) = 'object'),
  actor_id uuid,
  -- Who may hear of it: readers of a permission key, as far as they read (the company, team and owner of the row), or the one
  -- person of user:<id>. Nobody hears what was published without a channel.
  channel text not null default '',
  company_id uuid,
  team_id uuid,
  owner_id uuid,
  at timestamptz not null default clock_timestamp(),
  -- By id, as consumers read; the instant stands here because a key of a partitioned table names what partitions it.
  constraint events_pkey primary key (id, at)
) partition by range (at);
-- Weeks get partitions of their own ahead of time (app.prepare_event_weeks); what no week takes lands here, so that nothing
-- is ever refused.
create table app.events_default partition of app.events default;
create index events_by_entity on app.events (tenant_id, entity, entity_id, id);
create index events_by_type on app.events (tenant_id, type, id);
create index events_by_tenant on app.events (tenant_id, id);
alter table app.events enable row level security;
alter table app.events_default enable row level security;
revoke all on app.events, app.events_default from anon, authenticated, service_role;
grant select on app.events to authenticated;
create policy tenant_wall on app.events as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on app.events for select to authenticated using ((select app.read_scope('audit-log')) = 'ALL');
comment on table app.events is 'The outbox: what happened, in order, written in the transaction in which it happened.';
comment on table app.events_default is 'Events of weeks without a partition of their own.';

-- Wakes a sleeping worker. A notification makes commits queue up behind each other (3,400 small transactions a second became
-- 700 to 2,000), so one is sent only while somebody sleeps: under load the workers are awake anyway and look by themselves.
create unlogged table app.naps (
  channel text primary key constraint nap_channel_shape check (channel ~ '^[a-z_]{1,40}$'),
  until timestamptz not null
);
alter table app.naps enable row level security;
revoke all on app.naps from anon, authenticated, service_role;
comment on table app.naps is 'Which workers sleep, until when: whoever makes work for them sends a notification.';

create function app.wake(p_channel text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from app.naps n where n.channel = p_channel and n.until > clock_timestamp()) then
    perform pg_notify('comptoir_' || p_channel, '');
  end if;
end
$$;

create function app.nap(p_channels text[], p_ms int) returns void
language sql set search_path = ''
as $$
  insert into app.naps (channel, until)
  select c.channel, clock_timestamp() + make_interval(secs => p_ms / 1000.0)
  from unnest(p_channels) as c (channel) order by 1
  on conflict (channel) do update set until = excluded.until
$$;
revoke execute on function app.wake(text), app.nap(text[], int) from public;
comment on function app.wake(text) is 'Notifies the workers that sleep on a channel, at commit. A lost wake-up costs one nap.';
comment on function app.nap(text[], int) is 'Asks for a notification during the coming nap. For workers.';

-- How far somebody with these grants reads under a key, as app.read_scope says it of the caller.
create function app.scope_of(p_grants jsonb, p_key text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  pair constant jsonb := coalesce(p_grants -> '*', p_grants -> p_key);
begin
  return case when app.scope_rank(pair ->> 1) > app.scope_rank(pair ->> 0) then pair ->> 1 else pair ->> 0 end;
end
$$;

-- Whether anybody reads the rows of a team as its member. In a function of its own, whose plan is kept: inside app.publish the
-- same query was planned anew for each event, which took as long as the hint.
create function app.team_listens(p_tenant uuid, p_team uuid, p_key text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  member record;
begin
  for member in
    select m.grants from identity.team_members t
    join identity.memberships m on m.tenant_id = t.tenant_id and m.id = t.membership_id
    where t.tenant_id = p_tenant and t.team_id = p_team and m.status = 'ACTIVE'
  loop
    if app.scope_of(member.grants, p_key) = 'GROUP' then
      return true;
    end if;
  end loop;
  return false;
end
$$;
revoke execute on function app.scope_of(jsonb, text), app.team_listens(uuid, uuid, text) from public;

-- Appends to the outbox and hints the live topics of the permission key p_channel: one for readers of everything, one for the
-- team and one for the owner of the row, each within its company. The hints may be lost, the row not. A hint costs as much as
-- the event itself, so topics that nobody could join get none: most organisations have few members who read less than ALL.
create function app.publish(
  p_type text, p_entity text, p_entity_id uuid, p_channel text, p_payload jsonb default '{}', p_tenant uuid default null,
  p_owner uuid default null, p_team uuid default null, p_company uuid default null
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant uuid := coalesce(p_tenant, app.tenant_id());
  actor uuid := nullif(app.claims() ->> 'sub', '')::uuid;
  company uuid := coalesce(p_company, (p_payload ->> 'owner_company_id')::uuid);
  topic text := 'tenant:' || tenant || ':' || p_channel || coalesce(':company:' || company, '');
  hint jsonb := p_payload || jsonb_build_object('type', p_type, 'entity', p_entity, 'entity_id', p_entity_id);
begin
  -- Before the identity of the row is drawn: app.event_horizon counts on it.
  perform pg_current_xact_id();
  insert into app.events (tenant_id, type, entity, entity_id, payload, actor_id, channel, company_id, team_id, owner_id)
  values (tenant, p_type, p_entity, p_entity_id, p_payload, actor, p_channel, company, p_team, p_owner);
  perform realtime.send(hint, p_type, topic, true);
  if p_team is not null and app.team_listens(tenant, p_team, p_channel) then
    perform realtime.send(hint, p_type, topic || ':team:' || p_team, true);
  end if;
  if p_owner is not null and exists (
    select from identity.memberships m
    where m.tenant_id = tenant and m.user_id = p_owner and m.status = 'ACTIVE' and app.scope_of(m.grants, p_channel) = 'SELF'
  ) then
    perform realtime.send(hint, p_type, topic || ':user:' || p_owner, true);
  end if;
  perform app.wake('events');
end
$$;

-- Row trigger: app.announce('<entity>', '<permission key>', '<column>', …). The named columns travel in the payload; owner, team
-- and company of the row decide who hears of it.
create function app.announce() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  gone boolean := tg_op = 'DELETE'
    or (tg_op = 'UPDATE' and row_now ->> 'deleted_at' is not null and to_jsonb(old) ->> 'deleted_at' is null);
  verb text := case when tg_op = 'INSERT' then 'created' when gone then 'deleted' else 'updated' end;
  payload jsonb := '{}';
begin
  for i in 2 .. tg_nargs - 1 loop
    payload := payload || jsonb_build_object(tg_argv[i], row_now -> tg_argv[i]);
  end loop;
  perform app.publish(
    tg_argv[0] || '.' || verb, tg_argv[0], (row_now ->> 'id')::uuid, tg_argv[1], payload, (row_now ->> 'tenant_id')::uuid,
    (row_now ->> 'owner_user_id')::uuid, (row_now ->> 'team_id')::uuid, (row_now ->> 'owner_company_id')::uuid
  );
  return null;
end
$$;
revoke execute on function app.publish(text, text, uuid, text, jsonb, uuid, uuid, uuid, uuid), app.announce() from public;
grant execute on function app.publish(text, text, uuid, text, jsonb, uuid, uuid, uuid, uuid) to authenticated;
comment on function app.publish(text, text, uuid, text, jsonb, uuid, uuid, uuid, uuid) is
  'Appends an event to the outbox and sends a hint to the live topics tenant:<tenant>:<channel>[:company:<id>], the same with '
  ':team:<id> and with :user:<id>, all at commit. The company may also stand in the payload as owner_company_id.';
