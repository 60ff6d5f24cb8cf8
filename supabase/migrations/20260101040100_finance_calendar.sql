-- The civil date where the tenant does business: "today" of due dates, payments and ledger entries. Definer, because it is
-- asked as the caller and from definer functions in turn, and a plan over row security is made anew at every change of role.
create function finance.today() returns date
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (now() at time zone coalesce((select t.timezone from identity.tenants t where t.id = app.tenant_id()), 'UTC'))::date;
end
$$;
revoke execute on function finance.today() from public;
grant execute on function finance.today() to authenticated;
comment on function finance.today() is 'The date of the running transaction in the time zone of the tenant.';

-- A day, or the day an instant falls on where the tenant does business.
create function finance.civil_day(p_moment text) returns date
language sql stable set search_path = ''
as $$
  select case
    when p_moment ~ '^\d{4}-\d{2}-\d{2}$' then p_moment::date
    else (p_moment::timestamptz at time zone coalesce(
      (select t.timezone from identity.tenants t where t.id = app.tenant_id()), 'UTC'
    ))::date
  end
$$;
revoke execute on function finance.civil_day(text) from public;
grant execute on function finance.civil_day(text) to authenticated;

-- The company a caller means by a code (any case, blanks as underscores) or an id. Without one: the only company the caller
-- works for, or none where the tenant keeps no companies. There is no silent default among several.
create function finance.company_of(p_given text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  wanted constant text := upper(regexp_replace(btrim(coalesce(p_given, '')), '\s+', '_', 'g'));
  known identity.companies;
  usable record;
begin
  if wanted <> '' then
    select * into known from identity.companies c
    where c.tenant_id = tenant and (c.code = wanted or c.id::text = lower(wanted));
    if known.id is not null and app.sees_company(known.id) then
      return known.id;
    elsif known.id is not null then
      perform app.refuse('company_access_denied');
    end if;
  end if;
  select count(*) as n, (array_agg(c.id))[1] as only_id, coalesce(jsonb_agg(c.code order by c.sort_order, c.code), '[]') as codes
  into usable
  from identity.companies c where c.tenant_id = tenant and c.is_active and app.sees_company(c.id);
  if wanted <> '' then
    perform app.refuse('company_invalid', jsonb_build_object('companies', usable.codes));
  elsif usable.n = 1 then
    return usable.only_id;
  elsif usable.n = 0 and not exists (select from identity.companies c where c.tenant_id = tenant and c.is_active) then
    return null;
  end if;
  perform app.refuse('company_required', jsonb_build_object('companies', usable.codes));
end
$$;
revoke execute on function finance.company_of(text) from public;
grant execute on function finance.company_of(text) to authenticated;
comment on function finance.company_of(text) is
  'Resolves a company code or id. Raises company_invalid, company_required (details: the codes one may use) and company_access_denied.';

-- Whose tax and accounting rules apply: the company's country, without a company the tenant's.
create function finance.country_of(p_company uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select c.country from identity.companies c where c.tenant_id = app.tenant_id() and c.id = p_company),
    (select t.country from identity.tenants t where t.id = app.tenant_id())
  )
$$;
revoke execute on function finance.country_of(uuid) from public;
grant execute on function finance.country_of(uuid) to authenticated;
