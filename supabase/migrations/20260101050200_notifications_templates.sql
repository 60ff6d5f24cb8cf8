create table notifications.templates (
  id uuid primary key default app.new_id(),
  -- Null: built in. An organisation's own template of the same name takes its place.
  tenant_id uuid default app.tenant_id() references identity.tenants (id),
  name text not null constraint template_name_shape check (name ~ '^[a-z][a-z0-9_]{0,49}$'),
  category text not null constraint template_category_known
    check (category in ('transactional', 'alert', 'marketing', 'reminder', 'security', 'system')),
  -- By language (fr, de, it, en): {"email": {"subject", "html", "text"}, "sms": {"text"}, "push": {"title", "body"},
  -- "in_app": {"title", "body"}, "chat": {"text"}}.
  parts jsonb not null constraint template_parts_object
    check (jsonb_typeof(parts) = 'object' and parts <> '{}' and octet_length(parts::text) <= 1000000),
  -- [{"name", "required", "default"}].
  variables jsonb not null default '[]' constraint template_variables_list
    check (jsonb_typeof(variables) = 'array' and jsonb_array_length(variables) <= 100),
  is_active boolean not null default true,
  is_system boolean not null generated always as (tenant_id is null) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint templates_tenant_key unique (tenant_id, id),
  constraint template_name_taken unique nulls not distinct (tenant_id, name)
);
alter table notifications.templates enable row level security;
revoke all on notifications.templates from anon, authenticated, service_role;
grant select, delete, insert (name, category, parts, variables, is_active),
  update (name, category, parts, variables, is_active) on notifications.templates to authenticated;
create policy tenant_wall on notifications.templates as restrictive for all to authenticated
  using (tenant_id is null or tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.templates for select to authenticated
  using ((select app.read_scope('notifications')) = 'ALL');
create policy creates on notifications.templates for insert to authenticated
  with check ((select app.write_scope('notifications')) = 'ALL');
create policy updates on notifications.templates for update to authenticated
  using (tenant_id is not null and (select app.write_scope('notifications')) = 'ALL')
  with check ((select app.write_scope('notifications')) = 'ALL');
create policy deletes on notifications.templates for delete to authenticated
  using (tenant_id is not null and (select app.write_scope('notifications')) = 'ALL');
create trigger touch before update on notifications.templates for each row execute function app.touch();
create trigger record after insert or update or delete on notifications.templates
  for each row execute function audit.record('notification_template', 'configuration');
comment on table notifications.templates is
  'The words of what is sent, by language and channel: built-in templates and those of an organisation.';
