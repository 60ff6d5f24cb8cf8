create table app.events (
  id bigint generated always as identity primary key,
  tenant_id uuid not null default app.tenant_id(),
  type text not null constraint event_type_shape check (type ~ '^[a-z_]+(\.[a-z_]+)+$'),
  entity text not null,
  entity_id uuid not null,
  payload jsonb not null default '{}' constraint event_payload_object check (jsonb_typeof(payload) = 'object'),
  actor_id uuid,
  at timestamptz not null default clock_timestamp()
);
create index events_by_entity on app.events (tenant_id, entity, entity_id, id);
create index events_by_type on app.events (tenant_id, type, id);
alter table app.events enable row level security;
revoke all on app.events from anon, authenticated, service_role;
grant select on app.events to authenticated;
create policy tenant_wall on app.events as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on app.events for select to authenticated using ((select app.read_scope('audit-log')) = 'ALL');
comment on table app.events is 'The outbox: what happened, in order, written in the transaction in which it happened.';

-- Appends to the outbox and hints the live channel of the permission key p_channel. The hint may be lost, the row not.
create function app.publish(
  p_type text, p_entity text, p_entity_id uuid, p_channel text, p_payload jsonb default '{}', p_tenant uuid default null
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant uuid := coalesce(p_tenant, app.tenant_id());
  actor uuid := nullif(app.claims() ->> 'sub', '')::uuid;
begin
  insert into app.events (tenant_id, type, entity, entity_id, payload, actor_id)
  values (tenant, p_type, p_entity, p_entity_id, p_payload, actor);
  perform realtime.send(
    p_payload || jsonb_build_object('type', p_type, 'entity', p_entity, 'entity_id', p_entity_id),
    p_type, 'tenant:' || tenant || ':' || p_channel, true
  );
end
$$;

-- Row trigger: app.announce('<entity>', '<permission key>', '<column>', …). The named columns travel in the payload.
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
    tg_argv[0] || '.' || verb, tg_argv[0], (row_now ->> 'id')::uuid, tg_argv[1], payload, (row_now ->> 'tenant_id')::uuid
  );
  return null;
end
$$;
revoke execute on function app.publish(text, text, uuid, text, jsonb, uuid), app.announce() from public;
grant execute on function app.publish(text, text, uuid, text, jsonb, uuid) to authenticated;
comment on function app.publish(text, text, uuid, text, jsonb, uuid) is
  'Appends an event to the outbox and sends a hint to the live topic tenant:<tenant>:<channel>, both at commit.';

-- Who may listen: tenant:<tenant>:<permission key> for those who read ALL under the key, tenant:<tenant>:user:<id> for one.
create function app.may_listen(p_topic text) returns boolean
language sql stable set search_path = ''
as $$
  select split_part(p_topic, ':', 1) = 'tenant'
    and split_part(p_topic, ':', 2) = (select app.tenant_id())::text
    and case
      when split_part(p_topic, ':', 3) = 'user' then split_part(p_topic, ':', 4) = (select app.user_id())::text
      when split_part(p_topic, ':', 4) <> '' then false
      else app.read_scope(split_part(p_topic, ':', 3)) = 'ALL'
    end
    and app.grants() <> '{}'
$$;
revoke execute on function app.may_listen(text) from public;
grant execute on function app.may_listen(text) to authenticated, service_role;
