-- What other domains may know of a quote.
create view sales.quote_directory with (security_invoker = true) as
  select q.id, q.tenant_id, q.contact_id, q.quote_number, sales.shown_status(q.status) as status, q.status as status_code,
    q.issue_date, q.valid_until, q.currency, q.total, q.created_at
  from sales.quotes q
  where q.deleted_at is null;
revoke all on sales.quote_directory from anon, authenticated, service_role;
grant select on sales.quote_directory to authenticated;
comment on view sales.quote_directory is
  'Quotes as other domains show them. status: DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED; status_code: the finer status.';
