-- Ids of the invoices that match a search. Definer, because a trigram index is out of reach behind row security; it applies
-- tenant, scope and companies itself, and its callers join the ids back under the policies. Found are number, client, notes
-- and payment reference by fragment, the reference also by its digits, the gross amount exactly; with p_fuzzy also similar
-- client names, a date, a year and a status.
create function finance.matching_invoices(p_query text, p_company uuid, p_fuzzy boolean)
returns table (id uuid, created_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
declare
  folded constant text := app.folded(btrim(p_query));
  digits constant text := regexp_replace(p_query, '\s', '', 'g');
  amount constant text := replace(regexp_replace(p_query, '[\s''’]', '', 'g'), ',', '.');
  day date;
  found_by text := 'i.search_text like $2';
begin
  if digits ~ '^\d{4,27}$' and digits <> folded then
    found_by := found_by || ' or i.search_text like $3';
  end if;
  if amount ~ '^\d{1,12}(\.\d{1,2})?$' then
    found_by := found_by || ' or i.amount_ttc = $4::numeric';
  end if;
  if p_fuzzy then
    -- The index finds words that resemble; whether the name as a whole does is checked on what it found.
    perform set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    found_by := found_by
      || ' or (i.search_text operator(extensions.%>) $5 and extensions.similarity($5, app.folded(i.client_name)) > 0.3)';
    if p_query ~ '^\s*\d{4}-\d{2}-\d{2}\s*$' then
      day := to_date(btrim(p_query), 'YYYY-MM-DD');
    elsif p_query ~ '^\s*\d{1,2}[./]\d{1,2}[./]\d{4}\s*$' then
      day := to_date(translate(btrim(p_query), '/', '.'), 'DD.MM.YYYY');
    end if;
    if day is not null then
      found_by := found_by || ' or i.date = $6 or i.due_date = $6';
    end if;
    if digits ~ '^(19|20)\d{2}$' then
      found_by := found_by || ' or i.date between make_date($7::int, 1, 1) and make_date($7::int, 12, 31)';
    end if;
  end if;
  return query execute
    'select i.id, i.created_at from finance.invoices i where i.tenant_id = $1 and i.deleted_at is null and (' || found_by || ')'
      || case when p_company is not null then ' and i.owner_company_id = $8' else '' end
      || case when app.company_ids() is null then '' else ' and (i.owner_company_id is null or i.owner_company_id = any ($9))' end
      || case finance.invoice_scope()
        when 'ALL' then ''
        when 'GROUP' then ' and i.team_id = any ($10)'
        when 'SELF' then ' and i.owner_user_id = $11'
        else ' and false'
      end
  using app.tenant_id(),
    '%' || replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_') || '%',
    '%' || digits || '%',
    amount,
    folded, day, digits, p_company, app.company_ids(), app.team_ids(), app.user_id();
end
$$;
revoke execute on function finance.matching_invoices(text, uuid, boolean) from public;
grant execute on function finance.matching_invoices(text, uuid, boolean) to authenticated;

create function finance.pagination(p_page int, p_limit int, p_total bigint) returns json
language plpgsql immutable set search_path = ''
as $$
begin
  return json_build_object(
    'page', p_page, 'limit', p_limit, 'total', p_total,
    'pages', (p_total + p_limit - 1) / p_limit, 'total_pages', (p_total + p_limit - 1) / p_limit
  );
end
$$;

-- A page of a company's invoices. p_status holds statuses as shown; pending stands for sent or partial and not yet due.
-- p_sort is a column with an optional minus sign, one of those below.
create function finance.invoice_page(
  p_company text, p_status text[], p_client uuid, p_from date, p_to date, p_page int, p_limit int, p_sort text
) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.company_of(p_company);
  today constant date := finance.today();
  direction constant text := case when p_sort like '-%' then 'desc' else 'asc' end;
  sorted constant text := ltrim(p_sort, '-');
  wanted text := 'i.deleted_at is null and i.owner_company_id = $1';
  total bigint;
  ids uuid[];
  rows json;
begin
  if sorted not in ('created_at', 'date', 'due_date', 'invoice_number', 'amount_ttc', 'client_name', 'status') then
    perform app.refuse('sort_invalid');
  elsif p_from > p_to then
    perform app.refuse('date_range_invalid');
  end if;
  if p_status is not null then
    wanted := wanted || ' and (finance.shown_status(i.status, i.due_date, $6) = any ($2)'
      || case when 'pending' = any (p_status) then ' or i.status in (''sent'', ''partial'') and i.due_date >= $6' else '' end
      || ')';
  end if;
  if p_client is not null then wanted := wanted || ' and i.client_id = $3'; end if;
  if p_from is not null then wanted := wanted || ' and i.date >= $4'; end if;
  if p_to is not null then wanted := wanted || ' and i.date <= $5'; end if;
  execute 'select count(*) from finance.invoices i where ' || wanted
    into total using company, p_status, p_client, p_from, p_to, today;
  execute format(
    'select array_agg(page.id) from (select i.id from finance.invoices i where %s order by i.%I %s nulls last, i.id %s limit $7 offset $8) page',
    wanted, sorted, direction, direction
  ) into ids using company, p_status, p_client, p_from, p_to, today, p_limit, (p_page - 1) * p_limit;
  select json_agg(s order by array_position(ids, s.id)) into rows from finance.invoice_sheets s where s.id = any (ids);
  return json_build_object('data', coalesce(rows, '[]'), 'pagination', finance.pagination(p_page, p_limit, total));
end
$$;

create function finance.invoice_search(p_company text, p_query text, p_page int, p_limit int) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.company_of(p_company);
  total bigint;
  ids uuid[];
  rows json;
begin
  if length(btrim(p_query)) < 2 then
    perform app.refuse('query_too_short');
  end if;
  select count(*), (array_agg(m.id order by m.created_at desc, m.id desc))[(p_page - 1) * p_limit + 1 : p_page * p_limit]
  into total, ids
  from finance.matching_invoices(p_query, company, false) m;
  select json_agg(s order by s.created_at desc, s.id desc) into rows from finance.invoice_sheets s where s.id = any (ids);
  return json_build_object(
    'data', coalesce(rows, '[]'), 'pagination', finance.pagination(p_page, p_limit, total), 'query', btrim(p_query)
  );
end
$$;

-- Everything past its due date, oldest first; count and total (in CHF) cover all of it even where the list is cut.
create function finance.overdue_invoices(p_company text, p_limit int) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.company_of(p_company);
  today constant date := finance.today();
begin
  return (
    with late as (
      select i.id, i.invoice_number, i.client_id, i.client_name, i.due_date, i.currency, i.amount_ttc, i.remaining_amount,
        today - i.due_date as days_overdue, i.reminder_level, finance.shown_status(i.status, i.due_date, today) as status,
        i.exchange_rate
      from finance.invoices i
      where i.owner_company_id = company and i.status in ('sent', 'partial', 'overdue', 'disputed') and i.due_date < today
        and i.deleted_at is null and not i.is_credit_note
    )
    select json_build_object(
      'data', (
        select coalesce(json_agg(shown), '[]')
        from (
          select l.id, l.invoice_number, l.client_id, l.client_name, l.due_date, l.currency, l.amount_ttc, l.remaining_amount,
            l.days_overdue, l.reminder_level, l.status
          from late l order by l.due_date, l.id limit p_limit
        ) shown
      ),
      'count', (select count(*) from late),
      'total_amount', (select coalesce(sum(round(l.remaining_amount * l.exchange_rate, 2)), 0) from late l)
    )
  );
end
$$;

-- Counts and sums of a company's invoices by invoice date, in CHF at the rate of each invoice. Drafts and cancelled documents
-- appear in by_status only; credit notes reduce.
create function finance.invoice_stats(p_company text, p_from date, p_to date) returns json
language plpgsql stable set search_path = ''
as $$
declare
  company constant uuid := finance.company_of(p_company);
  today constant date := finance.today();
begin
  if p_from > p_to then
    perform app.refuse('date_range_invalid');
  end if;
  return (
    with chosen as (
      select finance.shown_status(i.status, i.due_date, today) as status, i.currency,
        i.status not in ('draft', 'cancelled') as counts,
        case when i.is_credit_note then -1 else 1 end * i.amount_ttc as ttc,
        round(case when i.is_credit_note then -1 else 1 end * i.amount_ttc * i.exchange_rate, 2) as ttc_chf,
        round(case when i.is_credit_note then -1 else 1 end * i.amount_ht * i.exchange_rate, 2) as ht_chf,
        round(case when i.is_credit_note then -1 else 1 end * i.amount_tva * i.exchange_rate, 2) as tva_chf
      from finance.invoices i
      where i.owner_company_id = company and i.deleted_at is null
        and (p_from is null or i.date >= p_from) and (p_to is null or i.date <= p_to)
    )
    select json_build_object(
      'total', count(*) filter (where counts),
      'total_amount', coalesce(sum(ttc_chf) filter (where counts), 0),
      'total_ht', coalesce(sum(ht_chf) filter (where counts), 0),
      'total_tva', coalesce(sum(tva_chf) filter (where counts), 0),
      'average_amount', coalesce(round(avg(ttc_chf) filter (where counts), 2), 0),
      'by_status', coalesce((
        select json_object_agg(g.status, json_build_object('count', g.n, 'amount', g.amount) order by g.status)
        from (select c.status, count(*) as n, sum(c.ttc_chf) as amount from chosen c group by c.status) g
      ), '{}'),
      'by_currency', coalesce((
        select json_object_agg(g.currency, json_build_object('count', g.n, 'amount', g.amount) order by g.currency)
        from (select c.currency, count(*) as n, sum(c.ttc) as amount from chosen c where c.counts group by c.currency) g
      ), '{}')
    )
    from chosen
  );
end
$$;
revoke execute on function finance.pagination(int, int, bigint),
  finance.invoice_page(text, text[], uuid, date, date, int, int, text), finance.invoice_search(text, text, int, int),
  finance.overdue_invoices(text, int), finance.invoice_stats(text, date, date)
from public;
grant execute on function finance.pagination(int, int, bigint),
  finance.invoice_page(text, text[], uuid, date, date, int, int, text), finance.invoice_search(text, text, int, int),
  finance.overdue_invoices(text, int), finance.invoice_stats(text, date, date)
to authenticated;
