-- Exact totals of whole lists without counting rows: kept by triggers, spread over slots so that writers rarely meet.
create table app.list_counts (
  tenant_id uuid not null,
  list text not null,
  slot smallint not null,
  n bigint not null default 0,
  primary key (tenant_id, list, slot)
);
alter table app.list_counts enable row level security;
revoke all on app.list_counts from anon, authenticated, service_role;
grant select on app.list_counts to authenticated;
create policy tenant_wall on app.list_counts as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on app.list_counts for select to authenticated using (tenant_id = (select app.tenant_id()));
comment on table app.list_counts is 'How many live rows each list of a tenant has, in slots that add up.';

-- Statement triggers of a counted table, which must have deleted_at:
--   after insert referencing new table as inserted … app.count_inserted()
--   after update referencing old table as before new table as after … app.count_updated()
--   after delete referencing old table as deleted … app.count_deleted()
create function app.count_inserted() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into app.list_counts as c (tenant_id, list, slot, n)
  select i.tenant_id, tg_table_schema || '.' || tg_table_name, pg_backend_pid() % 16, count(*)
  from inserted i where i.deleted_at is null group by i.tenant_id
  on conflict (tenant_id, list, slot) do update set n = c.n + excluded.n;
  return null;
end
$$;
create function app.count_updated() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into app.list_counts as c (tenant_id, list, slot, n)
  select a.tenant_id, tg_table_schema || '.' || tg_table_name, pg_backend_pid() % 16,
    sum((a.deleted_at is null)::int - (b.deleted_at is null)::int)
  from after a join before b on b.id = a.id
  where (a.deleted_at is null) <> (b.deleted_at is null) group by a.tenant_id
  on conflict (tenant_id, list, slot) do update set n = c.n + excluded.n;
  return null;
end
$$;
create function app.count_deleted() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into app.list_counts as c (tenant_id, list, slot, n)
  select d.tenant_id, tg_table_schema || '.' || tg_table_name, pg_backend_pid() % 16, -count(*)
  from deleted d where d.deleted_at is null group by d.tenant_id
  on conflict (tenant_id, list, slot) do update set n = c.n + excluded.n;
  return null;
end
$$;

create function app.list_total(p_list text) returns bigint
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(sum(c.n), 0)::bigint from app.list_counts c
    where c.tenant_id = (select app.tenant_id()) and c.list = p_list
  );
end
$$;
revoke execute on function app.count_inserted(), app.count_updated(),
  app.count_deleted(), app.list_total(text)
from public;
grant execute on function app.list_total(text) to authenticated;
comment on function app.list_total(text) is 'Exact number of live rows of a whole list of the tenant; for callers who read ALL.';
