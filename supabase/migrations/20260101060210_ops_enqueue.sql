-- Queues a job in the caller's transaction and answers its id. It carries the tenant of the transaction, p_tenant only where
-- there is none (a migration, the owner). Under a p_key that waits already, the waiting job takes the new payload and the earlier
-- time, and is answered.
create function app.enqueue(
  p_kind text, p_payload jsonb default '{}', p_key text default null, p_run_at timestamptz default null,
  p_lane text default null, p_visible boolean default true, p_tenant uuid default null
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  job_id uuid;
begin
  insert into ops.jobs as j (tenant_id, kind, payload, dedupe_key, run_at, lane, is_visible, created_by)
  values (
    coalesce(app.tenant_id(), p_tenant), p_kind, p_payload, p_key, coalesce(p_run_at, now()), p_lane, p_visible,
    nullif(app.user_id(), '00000000-0000-0000-0000-000000000000')
  )
  on conflict (tenant_id, kind, dedupe_key) where status = 'pending' and dedupe_key is not null
  do update set payload = excluded.payload, run_at = least(j.run_at, excluded.run_at)
  returning j.id into job_id;
  perform app.wake('jobs');
  return job_id;
end
$$;
revoke execute on function app.enqueue(text, jsonb, text, timestamptz, text, boolean, uuid) from public;
grant execute on function app.enqueue(text, jsonb, text, timestamptz, text, boolean, uuid) to authenticated;
comment on function app.enqueue(text, jsonb, text, timestamptz, text, boolean, uuid) is
  'Queues a job in the transaction that wants it; the worker that knows the kind runs it after the commit.';
