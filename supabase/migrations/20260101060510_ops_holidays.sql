create table ops.holidays (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  name text not null constraint holiday_name_length check (length(name) between 1 and 50),
  date date not null,
  country text not null,
  description text not null default '' constraint holiday_description_length check (length(description) <= 1000),
  -- A day the calendar of the country takes off and this organisation does not.
  is_working_day boolean not null default false,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint holidays_tenant_key unique (tenant_id, id),
  constraint holiday_exists unique (tenant_id, country, date),
  constraint holiday_country_unknown foreign key (country) references ops.countries (alpha2)
);
create index holidays_by_country on ops.holidays (country);
alter table ops.holidays enable row level security;
revoke all on ops.holidays from anon, authenticated, service_role;
grant select, insert (name, date, country, description, is_working_day),
  update (name, date, country, description, is_working_day), delete
on ops.holidays to authenticated;
create policy tenant_wall on ops.holidays as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
-- Everybody's due dates depend on them.
create policy reads on ops.holidays for select to authenticated using (tenant_id = (select app.tenant_id()));
create policy creates on ops.holidays for insert to authenticated
  with check ((select app.write_scope('holidays')) = 'ALL');
create policy updates on ops.holidays for update to authenticated
  using ((select app.write_scope('holidays')) = 'ALL') with check ((select app.write_scope('holidays')) = 'ALL');
create policy deletes on ops.holidays for delete to authenticated
  using ((select app.write_scope('holidays')) = 'ALL');
create trigger touch before update on ops.holidays for each row execute function app.touch();
create trigger record after insert or update or delete on ops.holidays
  for each row execute function audit.record('holiday', 'configuration');
comment on table ops.holidays is
  'Days an organisation takes off beyond the calendar of its country, names otherwise, or works on all the same.';

-- The country whose holidays count: the organisation's setting HOLIDAY_COUNTRY, else where it is. Definer, because whoever has a
-- due date needs it and settings are for few.
create function ops.holiday_country() returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  return coalesce(
    (
      select c.alpha2 from ops.settings s join ops.countries c on c.alpha2 = upper(btrim(s.value))
      where s.tenant_id = tenant and s.name = 'HOLIDAY_COUNTRY'
    ),
    (select t.country from identity.tenants t where t.id = tenant)
  );
end
$$;
revoke execute on function ops.holiday_country() from public;
grant execute on function ops.holiday_country() to authenticated;
comment on function ops.holiday_country() is 'ISO 3166-1 alpha-2 code of the country whose holidays the caller''s organisation keeps.';
