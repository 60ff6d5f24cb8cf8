create table identity.user_settings (
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid not null default app.member_id(),
  theme text not null default 'starlight' constraint settings_theme_length check (length(theme) between 1 and 50),
  dark_mode boolean not null default false,
  -- The contract allows 32 KiB of JSON; Postgres writes the same with spaces.
  preferences jsonb not null default '{}' constraint settings_preferences_shape
    check (jsonb_typeof(preferences) = 'object' and octet_length(preferences::text) <= 65536),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_settings_key primary key (tenant_id, user_id),
  constraint user_settings_member foreign key (tenant_id, user_id)
    references identity.memberships (tenant_id, user_id) on delete cascade
);
alter table identity.user_settings enable row level security;
revoke all on identity.user_settings from anon, authenticated, service_role;
grant select, insert (theme, dark_mode, preferences), update (theme, dark_mode, preferences)
on identity.user_settings to authenticated;
create policy tenant_wall on identity.user_settings as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.user_settings for select to authenticated using (user_id = (select app.member_id()));
create policy creates on identity.user_settings for insert to authenticated
  with check (user_id = (select app.member_id()));
create policy updates on identity.user_settings for update to authenticated
  using (user_id = (select app.member_id())) with check (user_id = (select app.member_id()));
create trigger touch before update on identity.user_settings for each row execute function app.touch();
comment on table identity.user_settings is 'How one member wants the product to look. No row means the defaults.';
