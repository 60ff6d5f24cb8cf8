-- What every organisation does by the clock without being asked. A preset that comes later is given to those who are there.
create table ops.schedule_presets (
  kind text primary key constraint schedule_preset_kind_shape check (kind ~ '^[a-z_]+(\.[a-z_]+)*$'),
  cron text not null,
  missed text not null default 'once' constraint schedule_preset_missed_known check (missed in ('once', 'skip'))
);
alter table ops.schedule_presets enable row level security;
revoke all on ops.schedule_presets from anon, authenticated, service_role;
grant select on ops.schedule_presets to authenticated;
create policy reads on ops.schedule_presets for select to authenticated using ((select app.tenant_id()) is not null);
comment on table ops.schedule_presets is
  'The schedules every tenant starts with, as templates; a tenant owns its copies.';

create table ops.schedules (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- The job that is queued.
  kind text not null constraint schedule_kind_shape check (kind ~ '^[a-z_]+(\.[a-z_]+)*$' and length(kind) <= 80),
  payload jsonb not null default '{}' constraint schedule_payload_object check (jsonb_typeof(payload) = 'object'),
  cron text not null constraint schedule_cron_length check (length(cron) between 9 and 200),
  -- IANA name; null follows the organisation.
  timezone text constraint schedule_zone_length check (length(timezone) between 1 and 64),
  -- After a time without a scheduler: run once for all missed slots, or only for one of the last 20 minutes.
  missed text not null default 'once' constraint schedule_missed_known check (missed in ('once', 'skip')),
  is_enabled boolean not null default true,
  preset text references ops.schedule_presets (kind),
  -- Slots up to here are dealt with or do not count: nothing fires for a time before it was planned.
  counts_from timestamptz not null default now(),
  -- Null: to be computed by the next scheduler that looks.
  next_run_at timestamptz,
  last_run_at timestamptz,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint schedules_tenant_key unique (tenant_id, id),
  constraint schedule_preset_taken unique (tenant_id, preset)
);
create index schedules_due on ops.schedules (next_run_at nulls first) where is_enabled;
create index schedules_by_preset on ops.schedules (preset) where preset is not null;
alter table ops.schedules enable row level security;
revoke all on ops.schedules from anon, authenticated, service_role;
grant select on ops.schedules to authenticated;
create policy tenant_wall on ops.schedules as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.schedules for select to authenticated using ((select app.read_scope('automation')) = 'ALL');
create trigger touch before update on ops.schedules for each row execute function app.touch();
comment on table ops.schedules is 'Work by the clock: which job is queued when, in which time zone.';

-- Another plan counts from the moment it is made.
create function ops.replan() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.cron, new.timezone, new.is_enabled) is distinct from (old.cron, old.timezone, old.is_enabled) then
    new.counts_from := now();
    new.next_run_at := null;
  end if;
  return new;
end
$$;
revoke execute on function ops.replan() from public;
create trigger replan before update of cron, timezone, is_enabled on ops.schedules
  for each row execute function ops.replan();

-- A new organisation gets its copies, which begin with the slot of the day before: what fell due before it came is seen to at once.
create function ops.adopt_presets() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into ops.schedules (tenant_id, kind, cron, missed, preset, counts_from, created_by)
  select new.id, p.kind, p.cron, p.missed, p.kind, now() - interval '1 day', null from ops.schedule_presets p;
  return null;
end
$$;
create trigger adopt_presets after insert on identity.tenants for each row execute function ops.adopt_presets();

create function ops.spread_preset() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into ops.schedules (tenant_id, kind, cron, missed, preset, counts_from, created_by)
  select t.id, new.kind, new.cron, new.missed, new.kind, now() - interval '1 day', null from identity.tenants t;
  return null;
end
$$;
create trigger spread_preset after insert on ops.schedule_presets for each row execute function ops.spread_preset();

-- An organisation that moves takes its schedules along.
create function ops.follow_timezone() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update ops.schedules s set next_run_at = null where s.tenant_id = new.id and s.timezone is null;
  return null;
end
$$;
create trigger follow_timezone after update of timezone on identity.tenants for each row
  when (old.timezone is distinct from new.timezone) execute function ops.follow_timezone();
revoke execute on function ops.adopt_presets(), ops.spread_preset(), ops.follow_timezone() from public;

insert into ops.schedule_presets (kind, cron) values
  ('email.invoice_reminders', '0 9 * * *'),
  ('quotes.expire', '0 0 * * *'),
  ('invoices.mark_overdue', '0 0 * * *'),
  ('expired.purge', '0 2 * * *');
