create table notifications.automated_mails (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- The story it follows: E-02 quote or deposit invoice sent, E-03 payment confirmed, E-04 invoice reminder.
  rule text not null constraint automated_mail_rule_known check (rule in ('E-02', 'E-03', 'E-04')),
  -- Kept also where nothing was found under the identifier, so there is no foreign key.
  entity text not null constraint automated_mail_entity_known check (entity in ('quote', 'payment', 'invoice')),
  entity_id uuid not null,
  level int constraint automated_mail_level_range check (level between 1 and 3),
  day date not null default finance.today(),
  status text not null constraint automated_mail_status_known check (status in ('queued', 'failed')),
  -- Why it failed, as a code of the catalogue.
  reason text constraint automated_mail_reason_length check (length(reason) <= 200),
  recipient text constraint automated_mail_recipient_length check (length(recipient) <= 255),
  tags text[] not null default '{}',
  -- What must not happen twice; a failure does not count.
  dedupe_key text not null constraint automated_mail_key_length check (length(dedupe_key) between 1 and 200),
  message_id uuid,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default clock_timestamp(),
  constraint automated_mails_tenant_key unique (tenant_id, id),
  constraint automated_mail_level_of_reminder check ((rule = 'E-04' and status = 'queued') <= (level is not null)),
  constraint automated_mail_failed_why check ((status = 'failed') = (reason is not null)),
  constraint automated_mail_message_unknown foreign key (tenant_id, message_id)
    references notifications.outgoing_messages (tenant_id, id) on delete set null (message_id)
);
create unique index automated_mail_repeated on notifications.automated_mails (tenant_id, dedupe_key)
  where status = 'queued';
-- Whatever its level: a client gets one reminder of an invoice a day.
create unique index automated_mail_of_the_day on notifications.automated_mails (tenant_id, entity_id, day)
  where status = 'queued' and rule = 'E-04';
create index automated_mails_by_entity on notifications.automated_mails (tenant_id, entity_id, created_at desc);
create index automated_mails_by_message on notifications.automated_mails (tenant_id, message_id) where message_id is not null;
alter table notifications.automated_mails enable row level security;
revoke all on notifications.automated_mails from anon, authenticated, service_role;
grant select on notifications.automated_mails to authenticated;
create policy tenant_wall on notifications.automated_mails as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.automated_mails for select to authenticated
  using ((select app.read_scope('notifications')) = 'ALL' or created_by = (select app.user_id()));
comment on table notifications.automated_mails is
  'Which mails the automation sent about what, and which it could not: a log, and the reason nothing is sent twice.';
