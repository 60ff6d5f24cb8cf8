-- Unlogged: losing the counters in a crash costs nobody anything, and they are written often.
create unlogged table app.rate_windows (
  bucket text not null,
  window_start timestamptz not null,
  used int not null constraint rate_used_positive check (used >= 0),
  primary key (bucket, window_start)
);
create index rate_windows_by_start on app.rate_windows (window_start);
alter table app.rate_windows enable row level security;
revoke all on app.rate_windows from anon, authenticated, service_role;
comment on table app.rate_windows is 'Requests counted per bucket and fixed window. Workers lease permits in small lots.';

-- Leases up to p_wants[i] permits of each bucket; never more than the limit of a window is given out.
create function app.lease_permits(p_buckets text[], p_limits int[], p_seconds int[], p_wants int[])
returns table (bucket text, granted int, used int, resets_at timestamptz)
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_column
declare
  i int;
  starts timestamptz;
  before int;
  given int;
begin
  -- Callers sort the buckets, so two workers lock them in the same order.
  for i in 1 .. cardinality(p_buckets) loop
    starts := to_timestamp(floor(extract(epoch from clock_timestamp()) / p_seconds[i]) * p_seconds[i]);
    insert into app.rate_windows (bucket, window_start, used) values (p_buckets[i], starts, 0) on conflict do nothing;
    select w.used into before from app.rate_windows w
    where w.bucket = p_buckets[i] and w.window_start = starts for update;
    given := greatest(0, least(p_wants[i], p_limits[i] - before));
    update app.rate_windows w set used = before + given where w.bucket = p_buckets[i] and w.window_start = starts;
    return query select p_buckets[i], given, before + given, starts + make_interval(secs => p_seconds[i]);
  end loop;
end
$$;
comment on function app.lease_permits(text[], int[], int[], int[]) is
  'Leases permits of rate buckets (limits per window of p_seconds). Exact across workers; a worker hands its lot out locally.';
revoke execute on function app.lease_permits(text[], int[], int[], int[]) from public;
