create table ops.settings (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  name text not null constraint setting_name_shape check (name ~ '^[A-Z][A-Z0-9_]{0,119}$'),
  value text not null constraint setting_value_length check (length(value) <= 20000),
  scope text not null default 'backend' constraint setting_scope_known check (scope in ('backend', 'frontend', 'both')),
  description text not null default '' constraint setting_description_length check (length(description) <= 1000),
  updated_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint settings_tenant_key unique (tenant_id, id),
  constraint setting_name_taken unique (tenant_id, name),
  -- What browsers are told cannot be a secret.
  constraint setting_secret_shown check (scope = 'backend' or name !~ '(KEY|SECRET|TOKEN|PASSWORD)')
);
alter table ops.settings enable row level security;
revoke all on ops.settings from anon, authenticated, service_role;
grant select, insert (name, value, scope, description), update (value, scope, description, updated_by), delete
on ops.settings to authenticated;
create policy tenant_wall on ops.settings as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.settings for select to authenticated using ((select app.read_scope('settings')) = 'ALL');
create policy creates on ops.settings for insert to authenticated with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on ops.settings for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create policy deletes on ops.settings for delete to authenticated using ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on ops.settings for each row execute function app.touch();
comment on table ops.settings is 'What an organisation has set differently from the defaults of the product.';

-- As audit.record, with the value of a secret hidden: there the name tells what it is, not the key.
create function ops.record_setting() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  setting ops.settings := case when tg_op = 'DELETE' then old else new end;
  shown text[] := array[
    case when tg_op <> 'INSERT' then old.value end, case when tg_op <> 'DELETE' then new.value end
  ];
begin
  if setting.name ~ '(KEY|SECRET|TOKEN|PASSWORD)' then
    shown := array[
      case when shown[1] is not null then '***' end, case when shown[2] is not null then '***' end
    ];
  end if;
  perform audit.append(
    'configuration', 'setting.' || case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end, '',
    'setting', setting.name,
    case when tg_op <> 'INSERT' then jsonb_build_object('value', shown[1], 'scope', old.scope) end,
    case when tg_op <> 'DELETE' then jsonb_build_object('value', shown[2], 'scope', new.scope) end,
    p_tenant => setting.tenant_id
  );
  return null;
end
$$;
revoke execute on function ops.record_setting() from public;
create trigger record after insert or update or delete on ops.settings
  for each row execute function ops.record_setting();

-- What the browser of anybody may know before signing in; null for a subdomain nobody has.
create function ops.public_settings(p_subdomain text) returns json
language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'tenant', json_build_object('name', t.name, 'currency', t.currency, 'locale', t.locale, 'timezone', t.timezone),
    'settings', coalesce((
      select json_object_agg(s.name, s.value order by s.name) from ops.settings s
      where s.tenant_id = t.id and s.scope in ('frontend', 'both')
    ), '{}')
  )
  from identity.tenants t
  where t.subdomain = p_subdomain and t.status = 'active' and t.deleted_at is null
$$;
revoke execute on function ops.public_settings(text) from public;
grant execute on function ops.public_settings(text) to comptoir_gate;
comment on function ops.public_settings(text) is
  'Name, currency and the frontend settings of a tenant. Public: nothing else may be added.';
