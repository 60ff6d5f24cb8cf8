-- What other domains may know of an invoice.
create view finance.invoice_directory with (security_invoker = true) as
  select i.id, i.tenant_id, i.client_id as contact_id, i.invoice_number,
    finance.shown_status(i.status, i.due_date, (select finance.today())) as status,
    i.date, i.due_date, i.currency, i.amount_ttc, i.remaining_amount, i.created_at
  from finance.invoices i
  where i.deleted_at is null;
revoke all on finance.invoice_directory from anon, authenticated, service_role;
grant select on finance.invoice_directory to authenticated;
comment on view finance.invoice_directory is 'Invoices as other domains show them: number, dates, amounts, status of today.';
