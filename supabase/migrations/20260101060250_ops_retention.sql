-- What has served its time in the caller's tenant: idempotency keys after a day, finished jobs after 30 (kinds without a visible
-- row leave none), mailed links a week after they expired, sign-in attempts after 90 days, notifications 180 days after they were
-- read and beyond the newest 500 of an addressee, slots of schedules after a year.
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
  delete from ops.jobs j where j.tenant_id = tenant and j.finished_at < now() - interval '30 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from identity.login_attempts a where a.tenant_id = tenant and a.at < now() - interval '90 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from identity.magic_links l where l.tenant_id = tenant and l.expires_at < now() - interval '7 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from notifications.notifications m where m.tenant_id = tenant and m.read_at < now() - interval '180 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from notifications.notifications m using (
    select o.id, row_number() over (partition by o.audience order by o.created_at desc, o.id desc) as place
    from notifications.notifications o where o.tenant_id = tenant
  ) ranked
  where m.tenant_id = tenant and m.id = ranked.id and ranked.place > 500;
  get diagnostics n = row_count;
  removed := removed + n;
  delete from ops.schedule_runs r where r.tenant_id = tenant and r.created_at < now() - interval '365 days';
  get diagnostics n = row_count;
  return removed + n;
end
$$;

-- The same for what belongs to no tenant, done by whichever worker comes first: windows of the rate limiter, attempts to sign
-- in that named no organisation, tokens of mailed links. Owner only.
create function ops.purge_platform() returns int
language plpgsql set search_path = ''
as $$
declare
  removed int;
  n int;
begin
  if not pg_try_advisory_xact_lock(hashtext('ops.purge_platform')) then
    return 0;
  end if;
  delete from app.rate_windows w where w.window_start < now() - interval '2 hours';
  get diagnostics removed = row_count;
  delete from identity.login_attempts a where a.tenant_id is null and a.at < now() - interval '90 days';
  get diagnostics n = row_count;
  removed := removed + n;
  delete from identity.one_time_tokens o where o.expires_at < now() - interval '7 days';
  get diagnostics n = row_count;
  return removed + n;
end
$$;
revoke execute on function ops.purge_expired(), ops.purge_platform() from public;
grant execute on function ops.purge_expired() to authenticated;
