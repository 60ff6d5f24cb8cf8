create table notifications.outgoing_messages (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  to_address text not null constraint message_to_invalid
    check (to_address ~ '^[^@[:space:]<>,;]+@[^@[:space:]<>,;]+$' and length(to_address) <= 255),
  cc text[] not null default '{}' constraint message_cc_invalid check (
    cardinality(cc) <= 20 and array_to_string(cc, ',') ~ '^([^@[:space:]<>,;]+@[^@[:space:]<>,;]+(,|$))*$'
  ),
  subject text not null constraint message_subject_length check (length(subject) between 1 and 500 and subject !~ '[\r\n]'),
  body text not null constraint message_body_length check (length(body) <= 200000),
  -- [{"kind", "id", "filename"}]: resolved to bytes when the message is sent.
  attachments jsonb not null default '[]' constraint message_attachments_list
    check (jsonb_typeof(attachments) = 'array' and jsonb_array_length(attachments) <= 10),
  -- Carries a link that opens an account or a file: nobody else reads it here, and it is blanked once delivered.
  is_secret boolean not null default false,
  entity text,
  entity_id uuid,
  status text not null default 'queued' constraint message_status_known check (status in ('queued', 'sent', 'failed')),
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
  constraint message_sent_once check ((status = 'sent') = (sent_at is not null))
);
create index outgoing_messages_due on notifications.outgoing_messages (next_attempt_at) where status = 'queued';
create index outgoing_messages_due_of_tenant on notifications.outgoing_messages (tenant_id, next_attempt_at)
  where status = 'queued';
create index outgoing_messages_by_entity on notifications.outgoing_messages (tenant_id, entity, entity_id, created_at desc);
create index outgoing_messages_newest on notifications.outgoing_messages (tenant_id, created_at desc, id desc);
alter table notifications.outgoing_messages enable row level security;
revoke all on notifications.outgoing_messages from anon, authenticated, service_role;
grant select on notifications.outgoing_messages to authenticated;
create policy tenant_wall on notifications.outgoing_messages as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.outgoing_messages for select to authenticated
  using (not is_secret and ((select app.read_scope('notifications')) = 'ALL' or created_by = (select app.user_id())));
comment on table notifications.outgoing_messages is
  'E-mail to be delivered, written in the transaction that wants it sent. Its id is the idempotency key at the provider.';
