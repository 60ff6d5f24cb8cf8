create table ops.backup_events (
  tenant_id uuid not null default app.tenant_id(),
  job_id uuid not null,
  n int not null,
  event text not null constraint backup_event_known check (event in ('message', 'progress')),
  data jsonb not null,
  at timestamptz not null default clock_timestamp(),
  constraint backup_event_taken primary key (tenant_id, job_id, n),
  constraint backup_event_job foreign key (tenant_id, job_id) references ops.jobs (tenant_id, id) on delete cascade
);
alter table ops.backup_events enable row level security;
revoke all on ops.backup_events from anon, authenticated, service_role;
grant select on ops.backup_events to authenticated;
create policy tenant_wall on ops.backup_events as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.backup_events for select to authenticated
  using ((select app.read_scope('admin.backups')) = 'ALL');
comment on table ops.backup_events is 'What a backup or restore has told so far, so that a stream can be taken up again anywhere.';

-- Tells something of a job of the caller's tenant; for services only.
create function ops.tell_backup(p_job uuid, p_event text, p_data jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  insert into ops.backup_events (tenant_id, job_id, n, event, data)
  select app.tenant_id(), p_job, coalesce(max(e.n), 0) + 1, p_event, p_data
  from ops.backup_events e where e.tenant_id = app.tenant_id() and e.job_id = p_job;
end
$$;
revoke execute on function ops.tell_backup(uuid, text, jsonb) from public;
grant execute on function ops.tell_backup(uuid, text, jsonb) to authenticated;
