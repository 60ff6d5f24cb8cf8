create table notifications.suppressed_addresses (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  channel text not null constraint suppressed_channel_known
    check (channel in ('email', 'sms', 'push', 'webhook', 'slack', 'teams', 'whatsapp')),
  address text not null,
  -- The message that came back.
  message_id uuid,
  created_at timestamptz not null default now(),
  constraint suppressed_addresses_tenant_key unique (tenant_id, id),
  constraint address_suppressed unique (tenant_id, channel, address),
  constraint suppressed_by_message foreign key (tenant_id, message_id)
    references notifications.outgoing_messages (tenant_id, id)
);
create index suppressed_addresses_by_message on notifications.suppressed_addresses (tenant_id, message_id);
alter table notifications.suppressed_addresses enable row level security;
revoke all on notifications.suppressed_addresses from anon, authenticated, service_role;
grant select, delete on notifications.suppressed_addresses to authenticated;
create policy tenant_wall on notifications.suppressed_addresses as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.suppressed_addresses for select to authenticated
  using ((select app.read_scope('notifications')) = 'ALL');
create policy deletes on notifications.suppressed_addresses for delete to authenticated
  using ((select app.write_scope('notifications')) = 'ALL');
create trigger record after insert or delete on notifications.suppressed_addresses
  for each row execute function audit.record('suppressed_address', 'configuration');
comment on table notifications.suppressed_addresses is
  'Addresses that a provider called invalid: no template is sent there until somebody takes the address off the list.';
