-- Clients, contractors and resellers are guests: only what is addressed to them concerns them.
create function notifications.is_staff(p_roles text[]) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select exists (select from unnest(p_roles) as role where role not in ('client', 'prestataire', 'revendeur'))
$$;
revoke execute on function notifications.is_staff(text[]) from public;

-- Who the caller is as an addressee: their id, their e-mail address, their roles, and * for the staff. Definer, because the
-- live channel asks too, with nothing but the claims of a token. Owners and superadmins are administrators like any other:
-- what is addressed to role:admin reaches them, or a tenant with one owner would hear nothing. Keys and services are nobody.
create function notifications.audiences() returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  member record;
begin
  select u.id::text as user_id, u.email,
    m.role_keys || case when u.is_superuser then array['superadmin'] else '{}'::text[] end as roles
  into member
  from identity.memberships m join identity.users u on u.id = m.user_id
  where m.tenant_id = app.tenant_id() and m.user_id = app.member_id() and m.status = 'ACTIVE';
  if member is null then
    return '{}';
  end if;
  return array[member.user_id, member.email]
    || array(select 'role:' || role from unnest(member.roles) as role)
    || case
      when member.roles && array['owner', 'superadmin'] and not 'admin' = any (member.roles) then array['role:admin']
      else '{}'::text[]
    end
    || case when notifications.is_staff(member.roles) then array['*'] else '{}'::text[] end;
end
$$;
revoke execute on function notifications.audiences() from public;
grant execute on function notifications.audiences() to authenticated, service_role;
comment on function notifications.audiences() is 'The addresses under which the caller receives notifications.';

create table notifications.notifications (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null: concerns the whole organisation.
  owner_company_id uuid,
  type text not null default 'info' constraint notification_type_shape check (type ~ '^[a-z0-9_.]{1,50}$'),
  title text not null constraint notification_title_length check (length(title) between 1 and 200),
  body text not null default '' constraint notification_body_length check (length(body) <= 4000),
  -- The endpoint takes 16 KB; jsonb prints wider than it was written.
  metadata jsonb constraint notification_metadata_object
    check (jsonb_typeof(metadata) = 'object' and octet_length(metadata::text) <= 32768),
  -- A user id, an e-mail address, role:<key>, or null for all staff.
  recipient text constraint notification_recipient_shape check (
    recipient ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    or recipient ~ '^role:[a-z0-9._:-]{1,80}$'
    or (recipient = lower(btrim(recipient)) and recipient ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(recipient) <= 255)
  ),
  audience text not null generated always as (coalesce(recipient, '*')) stored,
  -- Read state is one person's on these rows; on the others it is kept per person in notification_reads.
  is_personal boolean not null generated always as (recipient is not null and recipient !~ '^role:') stored,
  priority text not null default 'normal'
    constraint notification_priority_known check (priority in ('low', 'normal', 'high', 'critical')),
  category text not null default 'alert' constraint notification_category_known
    check (category in ('transactional', 'alert', 'marketing', 'reminder', 'security', 'system')),
  dedupe_key text constraint notification_dedupe_length check (length(dedupe_key) between 1 and 200),
  -- The first time an addressee read it; for a personal row the only time there is.
  read_at timestamptz,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default clock_timestamp(),
  constraint notifications_tenant_key unique (tenant_id, id),
  constraint notification_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id)
);
create unique index notification_repeated on notifications.notifications (tenant_id, dedupe_key)
  where dedupe_key is not null and read_at is null;
create index notifications_newest on notifications.notifications (tenant_id, audience, created_at desc, id desc);
create index notifications_unread on notifications.notifications (tenant_id, audience)
  where is_personal and read_at is null;
create index notifications_by_company on notifications.notifications (tenant_id, owner_company_id);
create index notifications_by_reading on notifications.notifications (tenant_id, read_at) where read_at is not null;

alter table notifications.notifications enable row level security;
revoke all on notifications.notifications from anon, authenticated, service_role;
grant select, update (read_at) on notifications.notifications to authenticated;
create policy tenant_wall on notifications.notifications as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.notifications for select to authenticated using (
  audience = any ((select notifications.audiences())::text[])
  and (owner_company_id is null or app.sees_company(owner_company_id))
);
create policy updates on notifications.notifications for update to authenticated
  using (audience = any ((select notifications.audiences())::text[]))
  with check (audience = any ((select notifications.audiences())::text[]));
comment on table notifications.notifications is
  'What people are told inside the product. Texts are final: they were built in the language of the organisation.';

-- A hint on the live channel of the one addressee, or on the channel of the staff; the row itself is fetched over HTTP.
create function notifications.hint() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  listener uuid;
begin
  if new.is_personal then
    select m.user_id into listener
    from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = new.tenant_id and (u.id::text = new.recipient or u.email = new.recipient);
    -- An address outside the organisation listens to nothing.
    if listener is null then
      return null;
    end if;
  end if;
  perform app.publish(
    'notification.created', 'notification', new.id, coalesce('user:' || listener, 'notifications'),
    jsonb_build_object(
      'id', new.id, 'notification_type', new.type, 'priority', new.priority,
      'recipient_kind', case when new.recipient is null then 'staff' when new.is_personal then 'user' else 'role' end
    ),
    new.tenant_id
  );
  return null;
end
$$;
revoke execute on function notifications.hint() from public;
create trigger hint after insert on notifications.notifications for each row execute function notifications.hint();
