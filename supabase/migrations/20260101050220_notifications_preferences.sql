create table notifications.preferences (
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid not null default app.member_id(),
  enabled_channels text[] not null default '{email,sms,push,in_app}' constraint preference_channels_known
    check (enabled_channels <@ array['email', 'sms', 'push', 'webhook', 'slack', 'teams', 'whatsapp', 'in_app']),
  -- {"start", "end"}: hours of the day in the person's zone, the end excluded. Null: none.
  quiet_hours jsonb constraint preference_quiet_hours check (
    (quiet_hours ->> 'start')::int between 0 and 23 and (quiet_hours ->> 'end')::int between 0 and 23
  ),
  category_preferences jsonb not null default '{}'
    constraint preference_categories_object check (jsonb_typeof(category_preferences) = 'object')
    constraint security_not_disablable check (category_preferences ->> 'security' is distinct from 'false'),
  timezone text not null default 'Europe/Paris' constraint preference_zone_length check (length(timezone) between 1 and 64),
  global_unsubscribe boolean not null default false,
  unsubscribed_templates text[] not null default '{}'
    constraint preference_templates_count check (cardinality(unsubscribed_templates) <= 200),
  email_override text constraint preference_email_length check (length(email_override) between 3 and 255),
  phone_override text constraint preference_phone_shape check (phone_override ~ '^\+[1-9][0-9]{6,14}$'),
  push_override text constraint preference_push_length check (length(push_override) between 1 and 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint preferences_key primary key (tenant_id, user_id),
  constraint preferences_member foreign key (tenant_id, user_id)
    references identity.memberships (tenant_id, user_id) on delete cascade
);
alter table notifications.preferences enable row level security;
revoke all on notifications.preferences from anon, authenticated, service_role;
grant select, insert (enabled_channels, quiet_hours, category_preferences, timezone, global_unsubscribe, unsubscribed_templates,
  email_override, phone_override, push_override), update (enabled_channels, quiet_hours, category_preferences, timezone,
  global_unsubscribe, unsubscribed_templates, email_override, phone_override, push_override)
on notifications.preferences to authenticated;
create policy tenant_wall on notifications.preferences as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.preferences for select to authenticated using (user_id = (select app.member_id()));
create policy creates on notifications.preferences for insert to authenticated
  with check (user_id = (select app.member_id()));
create policy updates on notifications.preferences for update to authenticated
  using (user_id = (select app.member_id())) with check (user_id = (select app.member_id()));
create trigger touch before update on notifications.preferences for each row execute function app.touch();
create trigger record after insert or update on notifications.preferences
  for each row execute function audit.record('notification_preferences', 'configuration');
comment on table notifications.preferences is
  'What one member wants to be told, where and when. No row means the defaults.';

-- What a signed unsubscribe link does, for whoever follows it: no marketing to this member any more. False for nobody of the
-- tenant. For services only.
create function notifications.stop_marketing(p_user uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
  if not exists (select from identity.memberships m where m.tenant_id = app.tenant_id() and m.user_id = p_user) then
    return false;
  end if;
  insert into notifications.preferences as p (tenant_id, user_id, category_preferences)
  values (app.tenant_id(), p_user, '{"marketing": false}')
  on conflict (tenant_id, user_id) do update
  set category_preferences = p.category_preferences || '{"marketing": false}';
  return true;
end
$$;
revoke execute on function notifications.stop_marketing(uuid) from public;
grant execute on function notifications.stop_marketing(uuid) to authenticated;
