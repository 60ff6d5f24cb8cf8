create table ops.daily_runs (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  job text not null constraint run_job_shape check (job ~ '^[a-z_.]{1,60}$'),
  -- The day where the tenant is.
  day date not null,
  affected int not null default 0,
  created_at timestamptz not null default now(),
  constraint daily_runs_tenant_key unique (tenant_id, id),
  constraint daily_run_done unique (tenant_id, job, day)
);
alter table ops.daily_runs enable row level security;
revoke all on ops.daily_runs from anon, authenticated, service_role;
grant select on ops.daily_runs to authenticated;
create policy tenant_wall on ops.daily_runs as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.daily_runs for select to authenticated using ((select app.read_scope('automation')) = 'ALL');
comment on table ops.daily_runs is
  'Which daily job was done for which day. The row is written in the transaction of the job, so two workers do it once.';

-- Claims a day for a job; false where it is done, and after the commit of another worker that is doing it. Rolled back with
-- the job, so a failed one is tried again.
create function ops.claim_daily_run(p_job text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  claimed boolean;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  insert into ops.daily_runs (tenant_id, job, day)
  select t.id, p_job, (now() at time zone t.timezone)::date from identity.tenants t where t.id = app.tenant_id()
  on conflict on constraint daily_run_done do nothing returning true into claimed;
  return coalesce(claimed, false);
end
$$;

create function ops.note_daily_run(p_job text, p_affected int) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  update ops.daily_runs r set affected = p_affected
  from identity.tenants t
  where t.id = app.tenant_id() and r.tenant_id = t.id and r.job = p_job
    and r.day = (now() at time zone t.timezone)::date;
end
$$;

-- Tenants whose clock has passed the hour and whose day is not done. For the worker, which has no tenant yet: owner only.
create function ops.tenants_awaiting(p_job text, p_hour int) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select t.id from identity.tenants t
  where t.status = 'active'
    and extract(hour from now() at time zone t.timezone) >= p_hour
    and not exists (
      select from ops.daily_runs r
      where r.tenant_id = t.id and r.job = p_job and r.day = (now() at time zone t.timezone)::date
    )
  order by t.id
$$;

-- What has served its time: idempotency keys after a day, tokens of mailed links a week after they expired, sign-in attempts
-- after 90 days, notifications 180 days after they were read, run books after a year, and windows of the rate limiter, which
-- belong to nobody.
create function ops.purge_expired() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  removed int := 0;
  n int;
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  delete from app.idempotency_keys k where k.tenant_id = tenant and k.created_at < now() - interval '24 hours';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from identity.login_attempts a
  where (a.tenant_id = tenant or a.tenant_id is null) and a.at < now() - interval '90 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from identity.one_time_tokens o where o.expires_at < now() - interval '7 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from notifications.notifications m where m.tenant_id = tenant and m.read_at < now() - interval '180 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from ops.daily_runs r where r.tenant_id = tenant and r.day < current_date - 365;
  get diagnostics n = row_count;
  removed := removed + n;
  -- Another worker may be at it for its tenant; whoever comes second has nothing left to do.
  delete from app.rate_windows w where (w.bucket, w.window_start) in (
    select o.bucket, o.window_start from app.rate_windows o
    where o.window_start < now() - interval '2 hours' for update skip locked
  );
  get diagnostics n = row_count;
  return removed + n;
end
$$;
revoke execute on function ops.claim_daily_run(text), ops.note_daily_run(text, int), ops.tenants_awaiting(text, int),
  ops.purge_expired()
from public;
grant execute on function ops.claim_daily_run(text), ops.note_daily_run(text, int), ops.purge_expired() to authenticated;
