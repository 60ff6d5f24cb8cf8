-- The worker's side of the queue. A run is claimed in one transaction, done outside of any, and settled in another; the lease
-- tells whether the settling worker still holds it.

-- Takes up to p_limit due jobs of these kinds for p_lease_seconds. Skips what another worker is taking, lanes that are busy
-- and tenants that are switched off. Each kind is looked up by its own index, so a heap of one kind hides no other.
create function ops.claim_jobs(p_kinds text[], p_limit int, p_lease uuid, p_lease_seconds int)
returns table (id uuid, tenant_id uuid, kind text, payload jsonb, attempts int, is_visible boolean, created_by uuid)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
begin
  -- A claim lost in a crash of the server is one that was never made.
  perform set_config('synchronous_commit', 'off', true);
  return query
  with due as (
    select d.id from unnest(p_kinds) as k (kind) cross join lateral (
      select j.id, j.run_at from ops.jobs j
      where j.status = 'pending' and j.kind = k.kind and j.run_at <= clock_timestamp()
        and exists (select from identity.tenants t where t.id = j.tenant_id and t.status = 'active')
        and (j.lane is null or (
          not exists (
            select from ops.jobs r where r.tenant_id = j.tenant_id and r.lane = j.lane and r.status = 'processing'
          )
          and j.id = (
            select f.id from ops.jobs f where f.tenant_id = j.tenant_id and f.lane = j.lane and f.status = 'pending'
              and f.run_at <= clock_timestamp()
            order by f.run_at, f.id limit 1
          )
        ))
      order by j.run_at limit p_limit for update skip locked
    ) d order by d.run_at limit p_limit
  )
  update ops.jobs j set status = 'processing', attempts = j.attempts + 1, lease_id = p_lease,
    started_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  from due where j.id = due.id
  returning j.id, j.tenant_id, j.kind, j.payload, j.attempts, j.is_visible, j.created_by;
exception when unique_violation then
  -- Two jobs of one lane at the same moment: the other worker was first, and this one looks again.
  return;
end
$$;

-- Prolongs the leases of running jobs and answers those still held: the others were cancelled or taken over.
create function ops.renew_jobs(p_lease uuid, p_ids uuid[], p_lease_seconds int) returns setof uuid
language sql set search_path = ''
as $$
  update ops.jobs j set lease_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where j.id = any (p_ids) and j.lease_id = p_lease returning j.id
$$;

-- Notes how far a job is; false when it is no longer held.
create function ops.note_progress(p_lease uuid, p_id uuid, p_progress int, p_message text) returns boolean
language sql set search_path = ''
as $$
  with noted as (
    update ops.jobs j set progress = greatest(j.progress, least(p_progress, 99)), message = coalesce(left(p_message, 500), j.message)
    where j.id = p_id and j.lease_id = p_lease returning true
  )
  select exists (select from noted)
$$;

-- Settles jobs that went well: internal ones go, visible ones stay with their result. Answers how many were still held.
create function ops.complete_jobs(p_lease uuid, p_ids uuid[], p_results jsonb[]) returns int
language plpgsql set search_path = ''
as $$
declare
  gone int;
  kept int;
begin
  delete from ops.jobs j where j.id = any (p_ids) and j.lease_id = p_lease and not j.is_visible;
  get diagnostics gone = row_count;
  if gone = cardinality(p_ids) then
    return gone;
  end if;
  update ops.jobs j set status = 'completed', progress = 100, result = r.result, error_message = null,
    lease_id = null, lease_until = null, finished_at = clock_timestamp()
  from unnest(p_ids, p_results) as r (id, result)
  where j.id = r.id and j.lease_id = p_lease;
  get diagnostics kept = row_count;
  return gone + kept;
end
$$;

-- Puts a job back for p_retry_seconds, or ends it as failed where that is null. p_counts false gives the attempt back, for runs
-- that were not the job's fault. A job whose key another one waits under has nothing left to do.
create function ops.fail_job(p_lease uuid, p_id uuid, p_error text, p_retry_seconds double precision, p_counts boolean)
returns text
language plpgsql set search_path = ''
as $$
declare
  job ops.jobs;
  outcome text;
begin
  select j.* into job from ops.jobs j where j.id = p_id and j.lease_id = p_lease for update;
  if not found then
    return 'lost';
  end if;
  outcome := case
    when p_retry_seconds is null then 'failed'
    when exists (
      select from ops.jobs w where w.tenant_id = job.tenant_id and w.kind = job.kind and w.dedupe_key = job.dedupe_key
        and w.status = 'pending'
    ) then 'cancelled'
    else 'pending'
  end;
  update ops.jobs j set status = outcome, lease_id = null, lease_until = null, error_message = left(p_error, 1000),
    attempts = j.attempts - case when p_counts then 0 else 1 end,
    progress = case outcome when 'failed' then 100 else j.progress end,
    run_at = case outcome when 'pending' then clock_timestamp() + make_interval(secs => p_retry_seconds) else j.run_at end,
    finished_at = case when outcome <> 'pending' then clock_timestamp() end
  where j.id = p_id;
  return outcome;
end
$$;

-- Puts jobs back whose worker is gone, so that the next one takes them up. The attempt counts: a job that kills its workers
-- must end some time.
create function ops.release_lost_jobs() returns int
language plpgsql set search_path = ''
as $$
declare
  lost record;
  released int := 0;
begin
  for lost in
    select j.id, j.lease_id from ops.jobs j
    where j.status = 'processing' and j.lease_until < clock_timestamp() limit 500 for update skip locked
  loop
    perform ops.fail_job(lost.lease_id, lost.id, 'The worker was cut off.', 0, true);
    released := released + 1;
  end loop;
  return released;
end
$$;

-- The last statement of a job that works in one transaction: its result and its effects are committed together, or neither.
create function ops.finish_job(p_id uuid, p_lease uuid, p_result jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  perform from ops.jobs j where j.id = p_id and j.tenant_id = app.tenant_id() for update;
  return ops.complete_jobs(p_lease, array[p_id], array[p_result]) = 1;
end
$$;

-- Whether a run is still the one that holds its job; asked before each commit of the run.
create function ops.holds_job(p_id uuid, p_lease uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return exists (
    select from ops.jobs j where j.id = p_id and j.lease_id = p_lease and j.tenant_id = app.tenant_id()
  );
end
$$;
revoke execute on function ops.claim_jobs(text[], int, uuid, int), ops.renew_jobs(uuid, uuid[], int),
  ops.note_progress(uuid, uuid, int, text), ops.complete_jobs(uuid, uuid[], jsonb[]),
  ops.fail_job(uuid, uuid, text, double precision, boolean), ops.release_lost_jobs(), ops.finish_job(uuid, uuid, jsonb),
  ops.holds_job(uuid, uuid)
from public;
grant execute on function ops.finish_job(uuid, uuid, jsonb), ops.holds_job(uuid, uuid) to authenticated;
