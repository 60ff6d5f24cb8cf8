-- A contact as lists show it.
create view crm.contact_cards with (security_invoker = true) as
select c.id, c.first_name, c.last_name,
  -- The words of crm.full_name, inline: twenty calls of a function cost as much as the rest of the page.
  case
    when c.first_name is not null and c.last_name is not null then c.first_name || ' ' || c.last_name
    else coalesce(c.company_name, 'Unknown')
  end as full_name,
  c.email, c.phone, c.company_name as company, c.address, c.tags, c.is_vip, c.is_supplier, c.active, c.custom_fields,
  (select count(*) from crm.vehicles v where v.owner_id = c.id and v.deleted_at is null) as vehicles_count,
  c.created_at, c.updated_at
from crm.contacts c
where c.deleted_at is null;
revoke all on crm.contact_cards from anon, authenticated, service_role;
grant select on crm.contact_cards to authenticated;
comment on view crm.contact_cards is 'Live contacts with the columns of a list row.';

-- The hottest list of the product, answered as finished JSON in one statement. plpgsql on purpose: a SQL function could be
-- inlined and planned before the caller's role is in force.
create function crm.contact_page(p_page int, p_limit int, p_search text, p_tags text[], p_is_vip boolean) returns json
-- The limit hides in a variable, so the planner would rather plan each call anew (150 microseconds) than trust the general
-- plan, which is the same index scan.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  total bigint;
  ids uuid[];
  cards json;
begin
  if p_search is not null or p_tags is not null or p_is_vip is not null then
    -- One pass over the matches gives the page and the exact total.
    select count(*), (array_agg(m.id order by m.created_at desc, m.id desc))[(p_page - 1) * p_limit + 1 : p_page * p_limit]
    into total, ids
    from crm.matching_contacts(p_search, p_tags, p_is_vip) m;
    select json_agg(card order by card.created_at desc, card.id desc) into cards
    from crm.contact_cards card where card.id = any (ids);
  else
    select json_agg(card) into cards from (
      select * from crm.contact_cards c order by c.created_at desc, c.id desc limit p_limit offset (p_page - 1) * p_limit
    ) card;
    if app.read_scope('contacts') = 'ALL' then
      total := app.list_total('crm.contacts');
    else
      select count(*) into total from crm.contacts c where c.deleted_at is null;
    end if;
  end if;
  return json_build_object('data', coalesce(cards, '[]'), 'pagination', json_build_object(
    'page', p_page, 'limit', p_limit, 'total', total,
    'pages', (total + p_limit - 1) / p_limit, 'total_pages', (total + p_limit - 1) / p_limit
  ));
end
$$;
revoke execute on function crm.contact_page(int, int, text, text[], boolean) from public;
grant execute on function crm.contact_page(int, int, text, text[], boolean) to authenticated;
