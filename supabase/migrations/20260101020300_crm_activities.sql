create table crm.activities (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  user_id uuid default app.member_id(),
  contact_id uuid,
  type text not null constraint activity_type_known check (type in (
    'EMAIL_SENT', 'EMAIL_RECEIVED', 'WHATSAPP_SENT', 'WHATSAPP_RECEIVED', 'SMS_SENT', 'CALL_MADE', 'CALL_RECEIVED',
    'NOTE_ADDED', 'MEETING', 'SITE_VISIT', 'QUOTE_SENT', 'INVOICE_SENT', 'PAYMENT_RECEIVED'
  )),
  description text not null constraint activity_description_given check (length(description) between 1 and 10000),
  metadata jsonb not null default '{}' constraint activity_metadata_object check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default clock_timestamp(),
  constraint activities_tenant_key unique (tenant_id, id),
  constraint activity_contact_unknown foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id)
);
create index activities_newest on crm.activities (tenant_id, created_at desc, id desc);
create index activities_by_contact on crm.activities (tenant_id, contact_id, created_at desc);
alter table crm.activities enable row level security;
revoke all on crm.activities from anon, authenticated, service_role;
grant select, insert (contact_id, type, description, metadata) on crm.activities to authenticated;
create policy tenant_wall on crm.activities as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
-- An activity is seen by whoever sees its contact; one without a contact by its author and by those who read all.
create policy reads on crm.activities for select to authenticated using (
  case (select app.read_scope('contacts'))
    when 'ALL' then true
    when 'GROUP' then user_id = (select app.user_id())
      or exists (select from crm.contacts c where c.tenant_id = activities.tenant_id and c.id = activities.contact_id)
    when 'SELF' then user_id = (select app.user_id())
      or exists (select from crm.contacts c where c.tenant_id = activities.tenant_id and c.id = activities.contact_id)
    else false
  end
);
create policy creates on crm.activities for insert to authenticated
  with check ((select app.write_scope('contacts')) is not null);
comment on table crm.activities is 'What happened with a contact. Append-only.';

-- Other domains note what they did with a contact through this door; it needs no grant on contacts.
create function crm.note_activity(p_type text, p_contact uuid, p_description text, p_metadata jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into crm.activities (tenant_id, user_id, contact_id, type, description, metadata)
  values (
    app.tenant_id(), app.member_id(), p_contact, p_type, p_description, p_metadata
  );
end
$$;
revoke execute on function crm.note_activity(text, uuid, text, jsonb) from public;
grant execute on function crm.note_activity(text, uuid, text, jsonb) to authenticated;
comment on function crm.note_activity(text, uuid, text, jsonb) is
  'Adds an activity to a contact of the caller''s tenant. Raises activity_contact_unknown.';
