-- The hottest list of the product, answered as finished JSON in one statement. plpgsql on purpose: a SQL function could be
-- inlined and planned before the caller's role is in force.
create function crm.contact_page(p_page int, p_limit int, p_search text, p_tags text[], p_is_vip boolean) returns json
language plpgsql stable set search_path = ''
as $$
declare
  filtered constant boolean := p_search is not null or p_tags is not null or p_is_vip is not null;
  ids uuid[];
  total bigint;
  rows json;
begin
  if filtered then
    -- One pass over the matches gives the page and the exact total.
    select coalesce(array_agg(m.id order by m.created_at desc, m.id desc), '{}') into ids
    from crm.matching_contacts(p_search, p_tags, p_is_vip) m;
    total := cardinality(ids);
    ids := ids[(p_page - 1) * p_limit + 1 : p_page * p_limit];
  else
    select coalesce(array_agg(newest.id), '{}') into ids from (
      select c.id from crm.contacts c where c.deleted_at is null
      order by c.created_at desc, c.id desc limit p_limit offset (p_page - 1) * p_limit
    ) newest;
    if app.read_scope('contacts') = 'ALL' then
      total := app.list_total('crm.contacts');
    else
      select count(*) into total from crm.contacts c where c.deleted_at is null;
    end if;
  end if;

  select coalesce(json_agg(item order by item.created_at desc, item.id desc), '[]') into rows from (
    select c.id, c.first_name, c.last_name, crm.full_name(c) as full_name, c.email, c.phone, c.company_name as company,
      c.address, c.tags, c.is_vip, c.is_supplier, c.active, c.custom_fields,
      (select count(*) from crm.vehicles v where v.owner_id = c.id and v.deleted_at is null) as vehicles_count,
      c.created_at, c.updated_at
    from crm.contacts c where c.id = any (ids)
  ) item;
  return json_build_object('data', rows, 'pagination', json_build_object(
    'page', p_page, 'limit', p_limit, 'total', total,
    'pages', (total + p_limit - 1) / p_limit, 'total_pages', (total + p_limit - 1) / p_limit
  ));
end
$$;
revoke execute on function crm.contact_page(int, int, text, text[], boolean) from public;
grant execute on function crm.contact_page(int, int, text, text[], boolean) to authenticated;
