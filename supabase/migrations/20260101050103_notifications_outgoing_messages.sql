create table notifications.outgoing_messages (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  channel text not null default 'email' constraint message_channel_known
    check (channel in ('email', 'sms', 'push', 'webhook', 'slack', 'teams', 'whatsapp', 'in_app')),
  -- Null where nobody knows how to reach the recipient on this channel; such a message has failed.
  to_address text constraint message_to_invalid check (
    length(to_address) <= 2000 and case
      when channel = 'email' then to_address ~ '^[^@[:space:]<>,;]+@[^@[:space:]<>,;]+$' and length(to_address) <= 255
      when channel in ('sms', 'whatsapp') then to_address ~ '^\+[1-9][0-9]{6,14}$'
      when channel in ('webhook', 'slack', 'teams') then to_address ~ '^https?://[^[:space:]]+$'
      else to_address <> ''
    end
  ),
  cc text[] not null default '{}' constraint message_cc_invalid check (
    cardinality(cc) <= 20 and array_to_string(cc, ',') ~ '^([^@[:space:]<>,;]+@[^@[:space:]<>,;]+(,|$))*$'
  ),
  -- Title of what is no mail; empty where a channel has none.
  subject text not null constraint message_subject_length check (
    length(subject) <= 500 and subject !~ '[\r\n]' and (subject <> '' or channel <> 'email' or status = 'failed')
  ),
  body text not null constraint message_body_length check (length(body) <= 200000),
  html text constraint message_html_length check (length(html) <= 200000),
  -- Machine-readable facts for push and webhook.
  data jsonb not null default '{}' constraint message_data_object
    check (jsonb_typeof(data) = 'object' and octet_length(data::text) <= 32768),
  -- [{"kind", "id", "filename"}]: resolved to bytes when the message is sent.
  attachments jsonb not null default '[]' constraint message_attachments_list
    check (jsonb_typeof(attachments) = 'array' and jsonb_array_length(attachments) <= 10),
  -- Carries a link that opens an account or a file: nobody else reads it here, and it is blanked once delivered.
  is_secret boolean not null default false,
  entity text,
  entity_id uuid,
  -- The rest of this block is null for a message that is written by hand and obeys no preferences.
  category text constraint message_category_known
    check (category in ('transactional', 'alert', 'marketing', 'reminder', 'security', 'system')),
  template text,
  -- Whom it was meant for: a member's id, else the address; what the throttle counts by.
  recipient text,
  user_id uuid,
  source_id text constraint message_source_length check (length(source_id) between 1 and 200),
  priority text not null default 'normal'
    constraint message_priority_known check (priority in ('low', 'normal', 'high', 'critical')),
  -- When the sender wanted it to leave; null: at once.
  scheduled_at timestamptz,
  -- The moment the throttle counts it at; null for what it does not count.
  slot_at timestamptz,
  -- Waiting: pending (scheduled), queued, deferred (quiet hours, throttle). Over: the others.
  status text not null default 'queued' constraint message_status_known check (status in (
    'pending', 'queued', 'deferred', 'sent', 'delivered', 'failed', 'bounced', 'suppressed', 'unsubscribed'
  )),
  -- Why it waits, or why it was not sent.
  reason text constraint message_reason_shape check (reason ~ '^[A-Z_]{1,60}$'),
  attempts int not null default 0,
  -- While a worker holds the message this is when its hold ends: a worker that died lets go by itself.
  next_attempt_at timestamptz not null default now(),
  lease_id uuid,
  provider_id text,
  last_error text constraint message_error_length check (length(last_error) <= 1000),
  sent_at timestamptz,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  constraint outgoing_messages_tenant_key unique (tenant_id, id),
  constraint message_sent_once check ((status in ('sent', 'delivered')) = (sent_at is not null)),
  constraint message_addressed check (to_address is not null or status in ('failed', 'suppressed', 'unsubscribed')),
  constraint message_member foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
create unique index message_repeated on notifications.outgoing_messages (tenant_id, template, channel, recipient, source_id)
  where source_id is not null;
create index outgoing_messages_due on notifications.outgoing_messages (next_attempt_at)
  where status in ('pending', 'queued', 'deferred');
create index outgoing_messages_due_of_tenant on notifications.outgoing_messages (tenant_id, next_attempt_at)
  where status in ('pending', 'queued', 'deferred');
create index outgoing_messages_by_entity on notifications.outgoing_messages (tenant_id, entity, entity_id, created_at desc);
create index outgoing_messages_newest on notifications.outgoing_messages (tenant_id, created_at desc, id desc);
create index outgoing_messages_slots on notifications.outgoing_messages (tenant_id, recipient, channel, slot_at)
  where slot_at is not null;
create index outgoing_messages_by_user on notifications.outgoing_messages (tenant_id, user_id, channel, created_at desc);
alter table notifications.outgoing_messages enable row level security;
revoke all on notifications.outgoing_messages from anon, authenticated, service_role;
grant select on notifications.outgoing_messages to authenticated;
create policy tenant_wall on notifications.outgoing_messages as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.outgoing_messages for select to authenticated using (
  not is_secret and (
    (select app.read_scope('notifications')) = 'ALL' or created_by = (select app.user_id())
    or user_id = (select app.member_id())
  )
);
comment on table notifications.outgoing_messages is
  'What leaves the product, on any channel, written in the transaction that wants it sent, and what was decided not to leave. '
  'Its id is the idempotency key at the provider.';
