-- How many seconds the oldest job and the oldest mail have been due without anybody taking them; null where none is. For the
-- state of health, owner only.
create function ops.backlog() returns table (queue_seconds int, mail_seconds int)
language plpgsql stable set search_path = ''
as $$
begin
  return query select
    (select extract(epoch from now() - min(j.run_at))::int from ops.jobs j where j.status = 'pending' and j.run_at <= now()),
    (
      select extract(epoch from now() - min(m.next_attempt_at))::int from notifications.outgoing_messages m
      where m.status = 'queued' and m.next_attempt_at <= now()
    );
end
$$;
revoke execute on function ops.backlog() from public;
comment on function ops.backlog() is 'Age of the oldest job and mail that are due and not taken, of all organisations.';
