-- The two older vocabularies of an invoice's status. A part paid late is overdue; disputed and written off are set by hand and
-- stay.
create function finance.billing_code(p_status text, p_due date, p_today date) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return case
    when p_status in ('sent', 'partial', 'overdue') and p_due < p_today then 'overdue'
    else case p_status
      when 'draft' then 'created'
      when 'sent' then 'pending_payment'
      when 'overdue' then 'pending_payment'
      when 'partial' then 'partial_payment'
      when 'written_off' then 'write_off'
      else p_status
    end
  end;
end
$$;

create function finance.billing_status(p_code text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return case p_code
    when 'created' then 'DRAFT'
    when 'overdue' then 'OVERDUE'
    when 'paid' then 'PAID'
    when 'cancelled' then 'CANCELLED'
    when 'write_off' then 'CANCELLED'
    else 'SENT'
  end;
end
$$;
revoke execute on function finance.billing_code(text, date, date), finance.billing_status(text) from public;
grant execute on function finance.billing_code(text, date, date), finance.billing_status(text) to authenticated;

-- A page of invoices under the names of the older clients. p_codes: lower-case statuses. p_ordering: one of the columns below
-- with an optional minus sign, or null for the newest date, then number.
create function finance.billing_page(
  p_page int, p_limit int, p_codes text[], p_contact uuid, p_from date, p_to date, p_search text, p_hide_paid boolean,
  p_ordering text
) returns json
language plpgsql stable set search_path = ''
as $$
declare
  today constant date := finance.today();
  direction constant text := case when p_ordering like '-%' then 'desc' else 'asc' end;
  sorted constant text := case ltrim(p_ordering, '-')
    when 'invoice_no' then 'i.number_period %1$s nulls last, i.number_sequence %1$s nulls last, i.id %1$s'
    when 'invoice_date' then 'i.date %1$s, i.id %1$s'
    when 'due_date' then 'i.due_date %1$s, i.id %1$s'
    when 'status' then 'finance.billing_code(i.status, i.due_date, $6) %1$s, i.id %1$s'
    when 'total_amount' then 'i.amount_ttc %1$s, i.id %1$s'
    when 'created_at' then 'i.created_at %1$s, i.id %1$s'
    when 'updated_at' then 'i.updated_at %1$s, i.id %1$s'
    else 'i.date desc, i.number_sequence desc, i.id desc'
  end;
  wanted text := 'i.deleted_at is null';
  matched uuid[];
  total bigint;
  ids uuid[];
  rows json;
begin
  if p_from > p_to then
    perform app.refuse('date_range_invalid');
  end if;
  if p_codes is not null then wanted := wanted || ' and finance.billing_code(i.status, i.due_date, $6) = any ($1)'; end if;
  if p_hide_paid then wanted := wanted || ' and i.status <> ''paid'''; end if;
  if p_contact is not null then wanted := wanted || ' and i.client_id = $2'; end if;
  if p_from is not null then wanted := wanted || ' and i.date >= $3'; end if;
  if p_to is not null then wanted := wanted || ' and i.date <= $4'; end if;
  if p_search is not null then
    select coalesce(array_agg(m.id), '{}') into matched from finance.matching_invoices(p_search, null, true) m;
    wanted := wanted || ' and (i.id = any ($5)'
      || case when p_search ~* '^\s*(draft|sent|paid|overdue|cancelled|created|pending_payment|partial_payment|disputed|write_off)\s*$'
        then ' or lower(btrim($7)) in (
          finance.billing_code(i.status, i.due_date, $6),
          lower(finance.billing_status(finance.billing_code(i.status, i.due_date, $6)))
        )'
        else ''
      end || ')';
  end if;

  if wanted = 'i.deleted_at is null' and finance.invoice_scope() = 'ALL' and app.company_ids() is null then
    total := app.list_total('finance.invoices');
  else
    execute 'select count(*) from finance.invoices i where ' || wanted
      into total using p_codes, p_contact, p_from, p_to, matched, today, p_search;
  end if;
  execute format(
    'select array_agg(page.id) from (select i.id from finance.invoices i where ' || replace(wanted, '%', '%%')
      || ' order by ' || sorted || ' limit $8 offset $9) page', direction
  ) into ids using p_codes, p_contact, p_from, p_to, matched, today, p_search, p_limit, (p_page - 1) * p_limit;

  select json_agg(item order by array_position(ids, item.id)) into rows from (
    select i.id, i.invoice_number,
      (i.number_period || lpad(i.number_sequence::text, greatest(4, length(i.number_sequence::text)), '0'))::bigint as invoice_no,
      i.number_period || lpad(i.number_sequence::text, greatest(4, length(i.number_sequence::text)), '0') as invoice_no_display,
      json_build_object('id', i.client_id, 'name', i.client_name) as contact,
      json_build_object('id', i.client_id, 'name', i.client_name) as customer,
      i.owner_company_id, i.quote_id, i.date as issue_date, i.date as invoice_date, i.due_date, i.currency,
      i.amount_ht as subtotal, i.amount_tva as vat_amount, i.amount_ttc as total, i.amount_ttc as total_amount,
      i.paid_amount as total_paid_amount, i.remaining_amount as total_due_amount,
      finance.billing_status(coded.code) as status, coded.code as status_code,
      case when i.status in ('sent', 'partial', 'overdue', 'disputed') then greatest(today - i.due_date, 0) else 0 end
        as days_overdue,
      i.status in ('sent', 'partial', 'overdue', 'disputed') and i.due_date < today and i.remaining_amount > 0 as is_expired,
      i.sent_at is not null as sent, upper(i.payment_method) as payment_method, i.paid_at, i.notes,
      coalesce(lines.items, '[]') as items, i.created_at, i.updated_at
    from finance.invoices i
    cross join lateral (select finance.billing_code(i.status, i.due_date, today) as code) coded
    left join (
      select l.invoice_id, json_agg(json_build_object(
        'id', l.id, 'sort_order', l.position, 'description', l.description, 'quantity', l.quantity, 'unit_price', l.unit_price,
        'vat_rate', l.vat_rate, 'amount', l.line_net
      ) order by l.position) as items
      from finance.invoice_lines l where l.invoice_id = any (ids) group by l.invoice_id
    ) lines on lines.invoice_id = i.id
    where i.id = any (ids)
  ) item;
  return json_build_object(
    'data', coalesce(rows, '[]'), 'pagination', finance.pagination(p_page, p_limit, total), 'count', total
  );
end
$$;
revoke execute on function finance.billing_page(int, int, text[], uuid, date, date, text, boolean, text) from public;
grant execute on function finance.billing_page(int, int, text[], uuid, date, date, text, boolean, text) to authenticated;
