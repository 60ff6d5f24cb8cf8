create table ops.jobs (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  kind text not null constraint job_kind_shape check (kind ~ '^[a-z_]+(\.[a-z_]+)*$' and length(kind) <= 80),
  payload jsonb not null default '{}' constraint job_payload_object check (jsonb_typeof(payload) = 'object'),
  -- Small internal work is not shown and leaves no row behind, unless it failed.
  is_visible boolean not null default true,
  status text not null default 'pending'
    constraint job_status_known check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
  progress int not null default 0 constraint job_progress_range check (progress between 0 and 100),
  message text constraint job_message_length check (length(message) <= 500),
  result jsonb,
  error_message text constraint job_error_length check (length(error_message) <= 1000),
  attempts int not null default 0,
  run_at timestamptz not null default now(),
  -- One job of a lane runs at a time.
  lane text constraint job_lane_length check (length(lane) between 1 and 200),
  -- One job under a key waits at a time; the one that runs is not counted, as it may have read what changed since.
  dedupe_key text constraint job_key_length check (length(dedupe_key) between 1 and 200),
  -- What the caller started it for, and under which Idempotency-Key.
  subject text constraint job_subject_length check (length(subject) <= 200),
  idempotency_key text,
  fingerprint text,
  -- Who runs it, until when unless renewed: a worker that died lets go by itself.
  lease_id uuid,
  lease_until timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint jobs_tenant_key unique (tenant_id, id),
  constraint job_held check (
    (status = 'processing') = (lease_id is not null) and (lease_id is null) = (lease_until is null)
  ),
  constraint job_finished check ((status in ('completed', 'failed', 'cancelled')) = (finished_at is not null)),
  constraint job_progress_final check (status not in ('completed', 'failed') or progress = 100)
);
create index jobs_due on ops.jobs (kind, run_at) where status = 'pending';
create index jobs_by_lease on ops.jobs (lease_until) where status = 'processing';
create unique index job_waiting on ops.jobs (tenant_id, kind, dedupe_key)
  where status = 'pending' and dedupe_key is not null;
create unique index job_lane_taken on ops.jobs (tenant_id, lane) where status = 'processing' and lane is not null;
create index jobs_waiting_in_lane on ops.jobs (tenant_id, lane, run_at, id) where status = 'pending' and lane is not null;
create unique index job_start_key on ops.jobs (tenant_id, created_by, kind, idempotency_key)
  where idempotency_key is not null;
create index jobs_newest on ops.jobs (tenant_id, created_at desc, id desc) where is_visible or status = 'failed';
create index jobs_by_creator on ops.jobs (tenant_id, created_by, created_at desc, id desc) where is_visible;
create index jobs_finished on ops.jobs (tenant_id, finished_at) where finished_at is not null;
alter table ops.jobs enable row level security;
revoke all on ops.jobs from anon, authenticated, service_role;
grant select (
  id, tenant_id, kind, is_visible, status, progress, message, result, error_message, attempts, run_at, subject, created_by,
  created_at, updated_at, started_at, finished_at
) on ops.jobs to authenticated;
create policy tenant_wall on ops.jobs as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.jobs for select to authenticated using (
  (is_visible or status = 'failed')
  and (created_by = (select app.user_id()) or (select app.read_scope('automation')) = 'ALL')
);
create trigger touch before update on ops.jobs for each row execute function app.touch();
comment on table ops.jobs is
  'Long or postponed work, queued in the transaction that wants it: the queue and what the caller sees of it.';
comment on column ops.jobs.lease_id is 'One run of one worker; whatever it writes is refused once another has taken over.';

-- Whoever started a job hears how it goes on; a result too large for a hint is fetched.
create function ops.announce_job() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.publish(
    'job.updated', 'job', new.id, 'user:' || new.created_by,
    jsonb_build_object(
      'jobId', new.id, 'taskName', new.kind, 'status', new.status, 'progress', new.progress, 'message', new.message,
      'result', case when octet_length(new.result::text) <= 4096 then new.result end, 'errorMessage', new.error_message
    ),
    new.tenant_id
  );
  return null;
end
$$;
revoke execute on function ops.announce_job() from public;
create trigger announce after update on ops.jobs for each row
  when (
    new.is_visible and new.created_by is not null
    and (new.status is distinct from old.status or new.progress is distinct from old.progress)
  )
  execute function ops.announce_job();
