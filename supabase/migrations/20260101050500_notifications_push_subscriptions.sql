-- A device per row. The same browser may belong to people of several organisations, so it is unique within each.
create table notifications.push_subscriptions (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid not null default app.member_id(),
  -- web: a subscription of the Push API (RFC 8030); fcm: a registration token of Firebase Cloud Messaging.
  kind text not null constraint push_kind_known check (kind in ('web', 'fcm')),
  -- The address of the browser's push service, or the registration token. Whoever holds it may disturb the device, so its name
  -- keeps it out of the audit log, as do those of the keys.
  address_token text not null constraint push_address_length check (length(address_token) between 1 and 2048),
  public_key_token text constraint push_public_key_length check (length(public_key_token) = 87),
  auth_token text constraint push_auth_length check (length(auth_token) = 22),
  device_label text constraint push_device_label_length check (length(device_label) <= 255),
  user_agent text constraint push_user_agent_length check (length(user_agent) <= 500),
  is_active boolean not null default true,
  last_error text constraint push_last_error_length check (length(last_error) <= 500),
  last_seen_at timestamptz not null default now(),
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint push_subscriptions_tenant_key unique (tenant_id, id),
  constraint push_subscription_taken unique (tenant_id, address_token),
  constraint push_web_keys check ((kind = 'web') = (public_key_token is not null and auth_token is not null)),
  constraint push_user_unknown foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
create index push_subscriptions_by_user on notifications.push_subscriptions (tenant_id, user_id, created_at);
alter table notifications.push_subscriptions enable row level security;
revoke all on notifications.push_subscriptions from anon, authenticated, service_role;
grant select, update (is_active, last_error, last_seen_at) on notifications.push_subscriptions to authenticated;
create policy tenant_wall on notifications.push_subscriptions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.push_subscriptions for select to authenticated using (
  user_id = (select app.user_id()) or (select app.read_scope('notifications')) = 'ALL'
);
create policy updates on notifications.push_subscriptions for update to authenticated
  using (user_id = (select app.user_id()) or (select app.write_scope('notifications')) = 'ALL')
  with check (user_id = (select app.user_id()) or (select app.write_scope('notifications')) = 'ALL');
create trigger touch before update on notifications.push_subscriptions for each row execute function app.touch();
create trigger record after insert or delete or update of user_id, is_active on notifications.push_subscriptions
  for each row execute function audit.record('push_subscription', 'configuration');
comment on table notifications.push_subscriptions is 'Devices that receive push messages: browsers and apps, each of one person.';

-- A device that is known changes hands: whoever is signed in on it now is the one to be told. That reaches a row of the earlier
-- owner, which no policy would show.
create function notifications.register_push(
  p_kind text, p_address text, p_public_key text, p_auth text, p_device_label text, p_user_agent text,
  out subscription_id uuid, out created boolean
)
language plpgsql security definer set search_path = ''
as $$
begin
  insert into notifications.push_subscriptions as s (
    tenant_id, user_id, kind, address_token, public_key_token, auth_token, device_label, user_agent
  ) values (
    app.tenant_id(), app.member_id(), p_kind, p_address, p_public_key, p_auth, p_device_label, left(p_user_agent, 500)
  )
  on conflict on constraint push_subscription_taken do update set
    user_id = excluded.user_id, public_key_token = excluded.public_key_token, auth_token = excluded.auth_token,
    device_label = coalesce(excluded.device_label, case when s.user_id = excluded.user_id then s.device_label end),
    user_agent = excluded.user_agent, is_active = true, last_error = null, last_seen_at = now()
  returning s.id, s.xmax = 0 into subscription_id, created;
end
$$;
revoke execute on function notifications.register_push(text, text, text, text, text, text) from public;
grant execute on function notifications.register_push(text, text, text, text, text, text) to authenticated;
comment on function notifications.register_push(text, text, text, text, text, text) is
  'Registers a device for the signed-in member, or moves a known one over to them and wakes it.';
