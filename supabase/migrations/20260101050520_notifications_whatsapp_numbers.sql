-- Which organisation a WhatsApp number belongs to. Entered by the operator, who has seen the account it stands in: a tenant who
-- could claim a number would read the answers of another one's clients.
create table notifications.whatsapp_numbers (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- As the provider names the number, not the number itself.
  phone_number_id text not null constraint whatsapp_number_id_shape check (phone_number_id ~ '^[0-9]{5,30}$'),
  -- The number itself, digits only.
  display_digits text not null constraint whatsapp_display_digits_shape check (display_digits ~ '^[1-9][0-9]{4,14}$'),
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  constraint whatsapp_numbers_tenant_key unique (tenant_id, id),
  constraint whatsapp_number_one_per_tenant unique (tenant_id)
);
create unique index whatsapp_number_taken on notifications.whatsapp_numbers (phone_number_id);
create unique index whatsapp_display_digits_taken on notifications.whatsapp_numbers (display_digits);
alter table notifications.whatsapp_numbers enable row level security;
revoke all on notifications.whatsapp_numbers from anon, authenticated, service_role;
grant select on notifications.whatsapp_numbers to authenticated;
create policy tenant_wall on notifications.whatsapp_numbers as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.whatsapp_numbers for select to authenticated
  using ((select app.write_scope('notifications')) is not null);
create trigger record after insert or update or delete on notifications.whatsapp_numbers
  for each row execute function audit.record('whatsapp_number', 'configuration');
comment on table notifications.whatsapp_numbers is
  'The WhatsApp number of an organisation: what it sends from, and whose the messages are that arrive there.';
