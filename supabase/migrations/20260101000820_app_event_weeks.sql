-- The weeks of the outbox: partitions made ahead of time, and dropped whole when they have served their time.

-- Makes the partitions of the next p_weeks weeks. The running week stays where its rows already are: a partition cannot take
-- rows away from the default one.
create function app.prepare_event_weeks(p_weeks int) returns int
language plpgsql set search_path = ''
as $$
declare
  made int := 0;
  monday date;
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('app.prepare_event_weeks'));
  for i in 1 .. p_weeks loop
    monday := (date_trunc('week', now() at time zone 'UTC') + i * interval '1 week')::date;
    name := 'events_' || to_char(monday, 'IYYY"w"IW');
    if to_regclass('app.' || name) is null then
      execute format(
        'create table app.%I partition of app.events for values from (%L) to (%L)',
        name, monday || ' 00:00:00+00', (monday + 7) || ' 00:00:00+00'
      );
      execute format('alter table app.%I enable row level security', name);
      execute format('revoke all on app.%I from anon, authenticated, service_role', name);
      execute format('comment on table app.%I is %L', name, 'Events of the week from ' || monday || '.');
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;

-- The event up to which every consumer has read; a tenant that is switched off holds nobody up.
create function app.events_read_by_all() returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return least(
    (select coalesce(min(c.position), 9223372036854775807) from app.consumers c),
    (select coalesce(min(p.position), 9223372036854775807) from app.consumer_positions p
      join identity.tenants t on t.id = p.tenant_id and t.status = 'active' where p.next_attempt_at is not null)
  );
end
$$;

-- Removes events older than p_days that all consumers have read: whole weeks at once, and from the default partition in lots.
-- Answers how many weeks and rows went.
create function app.remove_old_events(p_days int, out weeks int, out events int)
language plpgsql set search_path = ''
as $$
declare
  cutoff constant timestamptz := now() - make_interval(days => p_days);
  read_by_all constant bigint := app.events_read_by_all();
  week record;
  unread boolean;
begin
  weeks := 0;
  -- A reader that holds the outbox for long is not waited for: the next round tries again.
  perform set_config('lock_timeout', '2s', true);
  for week in
    select c.oid::regclass as name, (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz as ends
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'app.events'::regclass and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
  loop
    if week.ends <= cutoff then
      execute format('select exists (select from %s where id > $1)', week.name) into unread using read_by_all;
      if not unread then
        execute format('drop table %s', week.name);
        weeks := weeks + 1;
      end if;
    end if;
  end loop;
  delete from app.events_default d where d.ctid = any (array(
    select o.ctid from app.events_default o where o.at < cutoff and o.id <= read_by_all limit 10000
  ));
  get diagnostics events = row_count;
end
$$;
revoke execute on function app.prepare_event_weeks(int), app.events_read_by_all(), app.remove_old_events(int) from public;
comment on function app.prepare_event_weeks(int) is 'Makes the weekly partitions of the outbox ahead of time. Owner only.';
comment on function app.remove_old_events(int) is
  'Removes events older than so many days, never one that a consumer has not read. Owner only.';
