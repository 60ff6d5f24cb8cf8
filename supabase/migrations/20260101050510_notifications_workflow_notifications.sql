create table notifications.workflow_notifications (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- What the message is about: a kind of record and its identifier. Kinds live in different tables, so there is no foreign key;
  -- a record that is gone leaves its messages as the log they are.
  entity text constraint workflow_notification_entity_shape check (entity ~ '^[a-z_]{1,50}$'),
  entity_id uuid,
  channel text not null constraint workflow_notification_channel_known check (channel in ('email', 'whatsapp')),
  subject text not null default '' constraint workflow_notification_subject_length check (length(subject) <= 255),
  body text not null default '' constraint workflow_notification_body_length check (length(body) <= 10000),
  recipient text not null constraint workflow_notification_recipient_length check (length(recipient) between 1 and 255),
  -- The telephone number without anything but digits, as webhooks name it.
  recipient_digits text not null generated always as (
    case when channel = 'whatsapp' then regexp_replace(recipient, '\D', '', 'g') else '' end
  ) stored,
  status text not null default 'pending' constraint workflow_notification_status_known
    check (status in ('pending', 'sent', 'delivered', 'read', 'failed', 'cancelled')),
  scheduled_for timestamptz not null default now(),
  sent_at timestamptz,
  -- What the provider and the recipient said, one line each; only ever appended to.
  provider_message text not null default ''
    constraint workflow_notification_log_length check (length(provider_message) <= 20000),
  -- The id of the message at the provider; for e-mail that of the outgoing message.
  external_reference text constraint workflow_notification_reference_length check (length(external_reference) between 1 and 255),
  notification_type text not null default '' constraint workflow_notification_type_known
    check (notification_type in ('', 'due_tomorrow', 'manual_whatsapp_test')),
  target_date date,
  -- While somebody hands the message over; ends by itself when they die.
  sending_until timestamptz,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint workflow_notifications_tenant_key unique (tenant_id, id),
  constraint workflow_notification_about_something check ((entity is null) = (entity_id is null)),
  constraint workflow_notification_sent_dated check (status not in ('sent', 'delivered', 'read') or sent_at is not null),
  constraint workflow_notification_due_dated check (notification_type <> 'due_tomorrow' or target_date is not null)
);
-- However often the run looks, a case is reminded of a date once per channel.
create unique index workflow_notification_repeated
  on notifications.workflow_notifications (tenant_id, entity, entity_id, channel, target_date)
  where notification_type = 'due_tomorrow';
create index workflow_notifications_newest on notifications.workflow_notifications (tenant_id, created_at desc, id desc);
create index workflow_notifications_by_change on notifications.workflow_notifications (tenant_id, updated_at desc);
create index workflow_notifications_by_entity on notifications.workflow_notifications (tenant_id, entity_id, created_at desc);
create index workflow_notifications_by_number
  on notifications.workflow_notifications (tenant_id, recipient_digits, created_at desc) where channel = 'whatsapp';
create index workflow_notifications_by_reference on notifications.workflow_notifications (external_reference)
  where external_reference is not null;
alter table notifications.workflow_notifications enable row level security;
revoke all on notifications.workflow_notifications from anon, authenticated, service_role;
grant select,
  insert (entity, entity_id, channel, subject, body, recipient, notification_type, target_date, scheduled_for, sending_until),
  update (status, sent_at, provider_message, external_reference, subject, body, recipient, sending_until)
on notifications.workflow_notifications to authenticated;
create policy tenant_wall on notifications.workflow_notifications as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.workflow_notifications for select to authenticated
  using ((select app.read_scope('notifications')) = 'ALL' or created_by = (select app.user_id()));
create policy creates on notifications.workflow_notifications for insert to authenticated
  with check ((select app.write_scope('notifications')) is not null);
create policy updates on notifications.workflow_notifications for update to authenticated
  using ((select app.write_scope('notifications')) = 'ALL' or created_by = (select app.user_id()))
  with check ((select app.write_scope('notifications')) = 'ALL' or created_by = (select app.user_id()));
create trigger touch before update on notifications.workflow_notifications for each row execute function app.touch();
create trigger record after insert or update of status on notifications.workflow_notifications
  for each row execute function audit.record('workflow_notification', 'data_modification');
create trigger announce after insert or update of status, provider_message on notifications.workflow_notifications
  for each row execute function app.announce('workflow_notification', 'notifications', 'status', 'channel');
comment on table notifications.workflow_notifications is
  'Messages to clients about their case, by e-mail or WhatsApp, and how far each has come.';
