create extension if not exists btree_gin with schema extensions;

create table crm.contacts (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  party_type text not null default 'person' constraint party_type_known check (party_type in ('person', 'company')),
  title text not null default '' constraint contact_title_known check (title in ('', 'Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'Prof')),
  first_name text constraint first_name_length check (length(first_name) between 1 and 100),
  last_name text constraint last_name_length check (length(last_name) between 1 and 100),
  company_name text constraint company_name_length check (length(company_name) between 1 and 255),
  email text constraint contact_email_normal check (email = lower(btrim(email)) and length(email) <= 255),
  phone text constraint contact_phone_e164 check (phone ~ '^\+[1-9]\d{6,14}$'),
  whatsapp text constraint contact_whatsapp_e164 check (whatsapp ~ '^\+[1-9]\d{6,14}$'),
  telegram text constraint contact_telegram_e164 check (telegram ~ '^\+[1-9]\d{6,14}$'),
  facebook text constraint contact_facebook_length check (length(facebook) <= 50),
  instagram text constraint contact_instagram_length check (length(instagram) <= 50),
  twitter text constraint contact_twitter_length check (length(twitter) <= 50),
  tax_id text constraint contact_tax_id_length check (length(tax_id) <= 30),
  nationality text constraint contact_nationality_shape check (nationality ~ '^[A-Z]{3}$'),
  birthdate date,
  birth_place text constraint contact_birth_place_length check (length(birth_place) <= 100),
  passport_number text constraint contact_passport_normal
    check (passport_number = upper(btrim(passport_number)) and length(passport_number) between 1 and 50),
  passport_issue_date date,
  passport_expiration_date date,
  passport_metadata jsonb,
  gender text not null default '' constraint contact_gender_known check (gender in ('', 'M', 'F')),
  address jsonb constraint contact_address_object check (jsonb_typeof(address) = 'object'),
  address_local text,
  address_abroad text,
  notify_documents_expiration boolean not null default false,
  notify_by text constraint contact_notify_by_known
    check (notify_by in ('Email', 'SMS', 'WhatsApp', 'Telegram', 'Telephone')),
  active boolean not null default true,
  tags text[] not null default '{}',
  is_vip boolean not null default false,
  is_supplier boolean not null default false,
  custom_fields jsonb not null default '{}' constraint contact_custom_fields_object
    check (jsonb_typeof(custom_fields) = 'object' and octet_length(custom_fields::text) <= 16384),
  -- What the search looks through, folded once on write; maintained by Postgres, so it cannot drift.
  search_text text generated always as (
    app.folded(
      coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, '') || ' '
        || coalesce(phone, '') || ' ' || coalesce(company_name, '')
    )
  ) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint contacts_tenant_key unique (tenant_id, id),
  constraint contact_name_missing check (
    (first_name is not null and last_name is not null) or company_name is not null
  ),
  constraint contact_notify_by_missing check (not notify_documents_expiration or notify_by is not null),
  constraint contact_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint contact_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id)
);
create unique index duplicate_email on crm.contacts (tenant_id, email) where deleted_at is null and email is not null;
create unique index duplicate_passport on crm.contacts (tenant_id, passport_number)
  where deleted_at is null and passport_number is not null;
create index contacts_newest on crm.contacts (tenant_id, created_at desc, id desc) where deleted_at is null;
create index contacts_by_tag on crm.contacts using gin (tenant_id extensions.uuid_ops, tags) where deleted_at is null;
create index contacts_by_fragment on crm.contacts
  using gin (tenant_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;
create index contacts_by_owner on crm.contacts (tenant_id, owner_user_id);
create index contacts_by_team on crm.contacts (tenant_id, team_id);

alter table crm.contacts enable row level security;
revoke all on crm.contacts from anon, authenticated, service_role;
grant select,
  insert (
    party_type, title, first_name, last_name, company_name, email, phone, whatsapp, telegram, facebook, instagram, twitter,
    tax_id, nationality, birthdate, birth_place, passport_number, passport_issue_date, passport_expiration_date,
    passport_metadata, gender, address, address_local, address_abroad, notify_documents_expiration, notify_by, active, tags,
    is_vip, is_supplier, custom_fields
  ),
  update (
    party_type, title, first_name, last_name, company_name, email, phone, whatsapp, telegram, facebook, instagram, twitter,
    tax_id, nationality, birthdate, birth_place, passport_number, passport_issue_date, passport_expiration_date,
    passport_metadata, gender, address, address_local, address_abroad, notify_documents_expiration, notify_by, active, tags,
    is_vip, is_supplier, custom_fields, owner_user_id, team_id, deleted_at
  )
on crm.contacts to authenticated;
create policy tenant_wall on crm.contacts as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on crm.contacts for select to authenticated using (
  case (select app.read_scope('contacts'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy creates on crm.contacts for insert to authenticated with check (
  case (select app.write_scope('contacts'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy updates on crm.contacts for update to authenticated
  using (
    case (select app.write_scope('contacts'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  )
  with check (
    case (select app.write_scope('contacts'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  );
create trigger touch before update on crm.contacts for each row execute function app.touch();
create trigger record after insert or update or delete on crm.contacts
  for each row execute function audit.record('contact', 'data_modification');
create trigger announce after insert or update or delete on crm.contacts
  for each row execute function app.announce('contact', 'contacts');
create trigger count_inserted after insert on crm.contacts
  referencing new table as inserted for each statement execute function app.count_inserted();
create trigger count_updated after update on crm.contacts
  referencing old table as before new table as after for each statement execute function app.count_updated();
create trigger count_deleted after delete on crm.contacts
  referencing old table as deleted for each statement execute function app.count_deleted();
comment on table crm.contacts is 'A person or company the tenant deals with: contact and customer are one record.';

create function crm.full_name(c crm.contacts) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return case
    when c.first_name is not null and c.last_name is not null then c.first_name || ' ' || c.last_name
    when c.company_name is not null then c.company_name
    else case c.party_type when 'company' then 'Unknown Company' else 'Unknown' end
  end;
end
$$;
revoke execute on function crm.full_name(crm.contacts) from public;
grant execute on function crm.full_name(crm.contacts) to authenticated, service_role;

-- Ids of the contacts that match, newest first. Definer, because a trigram index is out of reach behind row security; it
-- therefore applies tenant and scope itself, and its callers join the ids back under the policies.
create function crm.matching_contacts(p_search text, p_tags text[], p_is_vip boolean)
returns table (id uuid, created_at timestamptz)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  -- Called in a condition these would run once for every row that the index finds.
  tenant constant uuid := app.tenant_id();
  scope constant text := app.read_scope('contacts');
  fragment constant text := '%' || replace(replace(replace(app.folded(p_search), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  -- The everyday search keeps its plan.
  if p_search is not null and p_tags is null and p_is_vip is null and scope = 'ALL' then
    return query select c.id, c.created_at from crm.contacts c
      where c.tenant_id = tenant and c.deleted_at is null and c.search_text like fragment;
    return;
  end if;
  -- Only the conditions that are asked for: a plan with "or is null" branches could use no index.
  return query execute 'select c.id, c.created_at from crm.contacts c where c.tenant_id = $1 and c.deleted_at is null'
    || case when p_search is not null then ' and c.search_text like $2' else '' end
    || case when p_tags is not null then ' and c.tags @> $3' else '' end
    || case when p_is_vip is not null then ' and c.is_vip = $4' else '' end
    || case scope
      when 'ALL' then ''
      when 'GROUP' then ' and c.team_id = any ($5)'
      when 'SELF' then ' and c.owner_user_id = $6'
      else ' and false'
    end
  using tenant, fragment, p_tags, p_is_vip, app.team_ids(), app.user_id();
end
$$;
revoke execute on function crm.matching_contacts(text, text[], boolean) from public;
grant execute on function crm.matching_contacts(text, text[], boolean) to authenticated;
