-- What callers do to jobs. Whoever may read a job may cancel and restart it: its creator, and those who read all of automation.

create function ops.own_job(p_id uuid) returns ops.jobs
language plpgsql set search_path = ''
as $$
declare
  job ops.jobs;
begin
  select j.* into job from ops.jobs j
  where j.id = p_id and j.tenant_id = app.tenant_id() and (j.is_visible or j.status = 'failed')
    and (j.created_by = app.user_id() or app.read_scope('automation') = 'ALL')
  for update;
  if not found then
    perform app.refuse('not_found');
  end if;
  return job;
end
$$;

-- Ends a job that waits or runs. A run in progress finds out with its next step or heartbeat, and what it does after that is rolled back.
create function ops.cancel_job(p_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  job ops.jobs := ops.own_job(p_id);
begin
  if job.status not in ('pending', 'processing') then
    perform app.refuse('job_finished', jsonb_build_object('status', job.status));
  end if;
  update ops.jobs j set status = 'cancelled', lease_id = null, lease_until = null, finished_at = clock_timestamp()
  where j.id = p_id;
end
$$;

-- Queues a failed or cancelled job anew, with all its attempts.
create function ops.restart_job(p_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  job ops.jobs := ops.own_job(p_id);
begin
  if job.status not in ('failed', 'cancelled') then
    perform app.refuse('job_not_restartable', jsonb_build_object('status', job.status));
  end if;
  update ops.jobs j set status = 'pending', attempts = 0, progress = 0, message = null, error_message = null, run_at = now(),
    started_at = null, finished_at = null
  where j.id = p_id;
  perform app.wake('jobs');
exception when unique_violation then
  -- Another one waits under its key and does the same.
  perform app.refuse('job_not_restartable', jsonb_build_object('status', job.status));
end
$$;

-- Starts a job for the caller, once: the same Idempotency-Key gives back the same job for 24 hours, and without a key so does a
-- job of the same kind and subject that is still under way. Starts of one caller and kind come one after the other. Raises
-- idempotency_mismatch for another request under the same key and rate_limit when an earlier start takes too long.
create function ops.start_job(
  p_kind text, p_payload jsonb, p_subject text, p_key text, p_fingerprint text, out job_id uuid, out queued boolean,
  out status text, out progress int
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known ops.jobs;
begin
  perform set_config('lock_timeout', '5s', true);
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(':', app.tenant_id(), app.user_id(), p_kind), 0));
  if p_key is not null then
    update ops.jobs j set idempotency_key = null
    where j.tenant_id = app.tenant_id() and j.created_by = app.user_id() and j.kind = p_kind and j.idempotency_key = p_key
      and j.created_at < now() - interval '24 hours';
    select j.* into known from ops.jobs j
    where j.tenant_id = app.tenant_id() and j.created_by = app.user_id() and j.kind = p_kind and j.idempotency_key = p_key;
    if known.fingerprint is distinct from p_fingerprint and known.id is not null then
      perform app.refuse('idempotency_mismatch');
    end if;
  else
    select j.* into known from ops.jobs j
    where j.tenant_id = app.tenant_id() and j.created_by = app.user_id() and j.kind = p_kind
      and j.subject is not distinct from p_subject and j.status in ('pending', 'processing')
    order by j.created_at desc limit 1;
  end if;
  queued := known.id is null;
  job_id := coalesce(known.id, app.enqueue(p_kind, p_payload));
  if queued then
    update ops.jobs j set subject = p_subject, idempotency_key = p_key, fingerprint = p_fingerprint where j.id = job_id;
  end if;
  select j.status, j.progress into status, progress from ops.jobs j where j.id = job_id;
exception when lock_not_available then
  perform app.refuse('rate_limit', '{"retry_after": 15}');
end
$$;
revoke execute on function ops.own_job(uuid), ops.cancel_job(uuid), ops.restart_job(uuid),
  ops.start_job(text, jsonb, text, text, text)
from public;
grant execute on function ops.cancel_job(uuid), ops.restart_job(uuid), ops.start_job(text, jsonb, text, text, text)
  to authenticated;
