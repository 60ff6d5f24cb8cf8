-- Schema realtime: broadcast from the database.

create schema if not exists realtime;
revoke create on schema realtime from postgres, supabase_realtime_admin;
grant usage on schema realtime to postgres, anon, authenticated, service_role, dashboard_user, supabase_realtime_admin;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp without time zone not null default now(),
  inserted_at timestamp without time zone not null default now(),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  constraint messages_pkey primary key (id, inserted_at),
  constraint messages_payload_exclusive check (payload is null or binary_payload is null)
) partition by range (inserted_at);

create index if not exists messages_inserted_at_topic_index on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;

alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;
grant all on realtime.messages to postgres, dashboard_user;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')::text
$$;

-- Never fails: whatever goes wrong becomes a warning and the message is lost, as on a hosted project.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
  message jsonb := payload;
begin
  if payload is not null and jsonb_typeof(payload) <> 'object' then
    raise exception 'payload must be a JSON object, not %', jsonb_typeof(payload);
  end if;
  if not coalesce(payload ? 'id', false) then
    message := payload || jsonb_build_object('id', message_id);
  end if;
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (message_id, message, event, topic, private, 'broadcast');
exception
  when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end
$$;

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (binary_payload, event, topic, private, extension)
  values (payload, event, topic, private, 'broadcast');
exception
  when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end
$$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text, new record, old record,
  level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'operation', operation, 'table', table_name, 'schema', table_schema,
      'record', case when operation <> 'DELETE' then to_jsonb(new) end,
      'old_record', case when operation <> 'INSERT' then to_jsonb(old) end
    ),
    event_name,
    topic_name
  );
exception
  when others then
    raise exception 'Failed to process the row: %', sqlerrm;
end
$$;

alter function realtime.topic() owner to supabase_realtime_admin;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.send_binary(bytea, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.broadcast_changes(text, text, text, text, text, record, record, text)
  owner to supabase_realtime_admin;

-- Local only from here on.

-- Hosted, the Realtime server creates yesterday to three days ahead and drops what is older than 72 hours. The local
-- server calls this instead. It runs as the cluster owner because nobody else may create objects in this schema.
create or replace function realtime.ensure_partitions() returns void
language plpgsql security definer set search_path = '' as $$
declare
  today date := (now() at time zone 'UTC')::date;
  day date;
  partition text;
begin
  perform pg_advisory_xact_lock(hashtext('realtime.ensure_partitions'));
  for offset_days in -1..3 loop
    day := today + offset_days;
    partition := 'messages_' || to_char(day, 'YYYY_MM_DD');
    if to_regclass(format('realtime.%I', partition)) is null then
      execute format(
        'create table realtime.%I partition of realtime.messages for values from (%L) to (%L)',
        partition, day, day + 1
      );
      execute format('alter table realtime.%I owner to supabase_realtime_admin', partition);
    end if;
  end loop;
  for partition in
    select c.relname
    from pg_catalog.pg_inherits as i
    join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass
      and c.relname < 'messages_' || to_char(today - 3, 'YYYY_MM_DD')
  loop
    execute format('drop table realtime.%I', partition);
  end loop;
end
$$;
revoke execute on function realtime.ensure_partitions() from public;
grant execute on function realtime.ensure_partitions() to supabase_realtime_admin;

-- Stands in for logical replication: tells the local server at commit, in commit order, which row to read. The row
-- itself may exceed the 8000 bytes a notification can carry.
create or replace function realtime.notify_message() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('realtime_messages', json_build_object('id', new.id, 'inserted_at', new.inserted_at)::text);
  return null;
end
$$;
alter function realtime.notify_message() owner to supabase_realtime_admin;
revoke execute on function realtime.notify_message() from public;

do $$
begin
  if not exists (
    select from pg_catalog.pg_trigger
    where tgrelid = 'realtime.messages'::regclass and tgname = 'local_notify_message'
  ) then
    create trigger local_notify_message after insert on realtime.messages
      for each row execute function realtime.notify_message();
  end if;
end
$$;

select realtime.ensure_partitions();
