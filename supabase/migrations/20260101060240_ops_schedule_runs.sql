create table ops.schedule_runs (
  tenant_id uuid not null default app.tenant_id(),
  schedule_id uuid not null,
  due_at timestamptz not null,
  -- Null: the job of the slot before was still waiting or running.
  job_id uuid,
  created_at timestamptz not null default now(),
  constraint schedule_slot_taken primary key (tenant_id, schedule_id, due_at),
  constraint schedule_run_schedule foreign key (tenant_id, schedule_id) references ops.schedules (tenant_id, id)
    on delete cascade
);
create index schedule_runs_by_age on ops.schedule_runs (tenant_id, created_at);
alter table ops.schedule_runs enable row level security;
revoke all on ops.schedule_runs from anon, authenticated, service_role;
grant select on ops.schedule_runs to authenticated;
create policy tenant_wall on ops.schedule_runs as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.schedule_runs for select to authenticated
  using ((select app.read_scope('automation')) = 'ALL');
comment on table ops.schedule_runs is 'The slots of schedules that fired: each once, however many schedulers look.';

-- What a scheduler has to look at: schedules whose time has come, and those without a computed one. Owner only.
create function ops.due_schedules(p_limit int)
returns table (
  id uuid, kind text, cron text, timezone text, missed text, counts_from timestamptz, next_run_at timestamptz, looked_at timestamptz
)
language sql stable set search_path = ''
as $$
  select s.id, s.kind, s.cron, coalesce(s.timezone, t.timezone), s.missed, s.counts_from, s.next_run_at, now()
  from ops.schedules s join identity.tenants t on t.id = s.tenant_id
  where s.is_enabled and (s.next_run_at is null or s.next_run_at <= now()) and t.status = 'active'
  order by s.next_run_at nulls first limit p_limit
$$;

-- Moves a schedule that was looked at at p_looked_at on to p_next and, where p_due_at names a slot, queues its job: once, as
-- another scheduler that saw the same p_seen finds it changed and the slot taken. While the job of an earlier slot waits or runs there is no second one.
create function ops.fire_schedule(
  p_id uuid, p_seen timestamptz, p_looked_at timestamptz, p_due_at timestamptz, p_next timestamptz
) returns text
language plpgsql set search_path = ''
as $$
declare
  schedule ops.schedules;
  job uuid;
begin
  update ops.schedules s set next_run_at = p_next, counts_from = greatest(s.counts_from, p_looked_at),
    last_run_at = coalesce(p_due_at, s.last_run_at)
  where s.id = p_id and s.is_enabled and s.next_run_at is not distinct from p_seen
  returning s.* into schedule;
  if not found then
    return 'taken';
  elsif p_due_at is null then
    return 'planned';
  end if;
  insert into ops.schedule_runs (tenant_id, schedule_id, due_at) values (schedule.tenant_id, p_id, p_due_at)
  on conflict on constraint schedule_slot_taken do nothing;
  if not found then
    return 'taken';
  end if;
  if exists (
    select from ops.schedule_runs r join ops.jobs j on j.tenant_id = r.tenant_id and j.id = r.job_id
    where r.tenant_id = schedule.tenant_id and r.schedule_id = p_id and j.status in ('pending', 'processing')
  ) then
    return 'busy';
  end if;
  job := app.enqueue(
    schedule.kind, schedule.payload || jsonb_build_object('schedule_id', p_id, 'due_at', p_due_at),
    p_tenant => schedule.tenant_id
  );
  update ops.schedule_runs r set job_id = job
  where r.tenant_id = schedule.tenant_id and r.schedule_id = p_id and r.due_at = p_due_at;
  return 'fired';
end
$$;

-- Queues the job of a preset now, unless it waits or runs already: 'queued', 'busy', or 'absent' for a kind nobody planned.
create function ops.run_preset(p_kind text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  schedule ops.schedules;
begin
  select s.* into schedule from ops.schedules s where s.tenant_id = app.tenant_id() and s.preset = p_kind for update;
  if not found then
    return 'absent';
  elsif exists (
    select from ops.jobs j where j.tenant_id = schedule.tenant_id and j.kind = schedule.kind
      and j.status in ('pending', 'processing')
  ) then
    return 'busy';
  end if;
  perform app.enqueue(schedule.kind, schedule.payload || jsonb_build_object('schedule_id', schedule.id));
  return 'queued';
end
$$;
revoke execute on function ops.due_schedules(int), ops.fire_schedule(uuid, timestamptz, timestamptz, timestamptz, timestamptz),
  ops.run_preset(text)
from public;
grant execute on function ops.run_preset(text) to authenticated;
