-- What is printed of an invoice: its own frozen facts, or for a draft the facts of the moment. Null when unseen.
create function finance.invoice_paper(p_id uuid) returns json
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select row_to_json(paper) from (
      select i.id, i.invoice_number, i.status, i.type, i.is_credit_note, i.date, i.due_date, i.service_from, i.service_to,
        i.currency, i.language, i.payment_terms, i.notes, i.client_name, i.client_address, i.tva_by_rate,
        i.amount_ht::text, i.amount_tva::text, i.amount_ttc::text, i.paid_amount::text, i.remaining_amount::text,
        i.iban_used, i.qr_reference, i.reference_type,
        coalesce(i.seller, finance.seller_on(i.owner_company_id, i.date)) as seller,
        o.invoice_number as original_invoice_number, o.date as original_invoice_date,
        (
          select json_agg(json_build_object(
            'description', l.description, 'quantity', l.quantity::text, 'unit', l.unit, 'unit_price', l.unit_price::text,
            'discount', l.discount::text, 'discount_amount', l.discount_amount::text, 'vat_rate', l.vat_rate::text,
            'line_net', l.line_net::text, 'service_date', l.service_date
          ) order by l.position)
          from finance.invoice_lines l where l.invoice_id = i.id
        ) as lines
      from finance.invoices i
      left join finance.invoices o on o.tenant_id = i.tenant_id and o.id = i.original_invoice_id
      where i.id = p_id and i.deleted_at is null
    ) paper
  );
end
$$;
revoke execute on function finance.invoice_paper(uuid) from public;
grant execute on function finance.invoice_paper(uuid) to authenticated;
