-- Members of a tenant: how people get in, what they hold, and how they lose it.

create function identity.end_member_sessions(p_user uuid, p_reason text) returns int
language plpgsql volatile set search_path = ''
as $$
declare
  open uuid;
  ended int := 0;
begin
  for open in
    select s.id from identity.sessions s
    where s.tenant_id = app.tenant_id() and s.user_id = p_user and s.status in ('active', 'idle') order by s.id
  loop
    ended := ended + identity.end_session(open, 'revoked', p_reason)::int;
  end loop;
  return ended;
end
$$;

create function identity.cancel_invites(p_membership uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  update identity.invites i set status = 'CANCELLED' where i.membership_id = p_membership and i.status = 'PENDING';
end
$$;

-- Gives a member exactly these roles, the first of them as the primary one. Only what is new must be the caller's to give.
create function identity.set_member_roles(p_member identity.memberships, p_roles uuid[]) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  held uuid[] := array(select mr.role_id from identity.membership_roles mr where mr.membership_id = p_member.id);
begin
  perform identity.require_gives(array(select r from unnest(p_roles) r where r <> all (held)));
  update identity.memberships m set primary_role_id = p_roles[1] where m.id = p_member.id;
  delete from identity.membership_roles mr where mr.membership_id = p_member.id and mr.role_id <> all (p_roles);
  insert into identity.membership_roles (tenant_id, membership_id, role_id)
  select p_member.tenant_id, p_member.id, r from unnest(p_roles) r on conflict do nothing;
  perform identity.refresh_membership(p_member.id);
end
$$;

-- Makes a member of the person with this e-mail. Somebody who has an account keeps it as it is, password included: this
-- organisation is one of several they may belong to. Raises email_exists for one who is a member already.
create function identity.add_member(
  p_email text, p_name text, p_password_hash text, p_roles uuid[], p_status text
) returns identity.memberships
language plpgsql volatile set search_path = ''
as $$
declare
  person identity.users;
  added identity.memberships;
begin
  insert into identity.users as u (email, username, name, password_hash, password_changed_at, status)
  values (
    p_email, p_email, p_name, p_password_hash, case when p_password_hash is not null then now() end,
    case when p_password_hash is null then 'INVITED' else 'ACTIVE' end
  )
  on conflict (email) do nothing returning u.* into person;
  if person.id is null then
    select u.* into strict person from identity.users u where u.email = p_email;
  end if;
  insert into identity.memberships as m (tenant_id, user_id, status)
  values (app.tenant_id(), person.id, case when person.password_hash is null then 'INVITED' else p_status end)
  on conflict (tenant_id, user_id) do nothing returning m.* into added;
  if added.id is null then
    perform app.refuse('email_exists');
  end if;
  perform identity.set_member_roles(added, p_roles);
  perform audit.append('admin', 'user_created', '', 'user', person.id::text, null, (
    select jsonb_build_object('email', p_email, 'roles', m.role_keys, 'status', m.status)
    from identity.memberships m where m.id = added.id
  ));
  return added;
end
$$;

create function identity.create_member(p_email text, p_name text, p_password_hash text, p_role_keys text[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
begin
  perform identity.require_all('admin.users');
  return (identity.add_member(p_email, p_name, p_password_hash, identity.roles_named(p_role_keys), 'ACTIVE')).user_id;
end
$$;

-- p_patch: status, role_keys. Raises not_found, last_admin, unknown_role, role_access_denied, authorization_error,
-- member_without_password, password_kept_elsewhere.
create function identity.update_member(p_user uuid, p_patch jsonb, p_password_hash text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  before identity.memberships;
  person identity.users;
  administers boolean;
  now_held text[];
begin
  perform identity.require_all('admin.users');
  perform identity.lock_tenant();
  before := identity.managed_member(p_user);
  administers := identity.is_administrator(before.id);
  select u.* into strict person from identity.users u where u.id = p_user for no key update;

  if p_password_hash is not null then
    -- The password opens every organisation of its owner: it is for none of them to set.
    if person.is_superuser or exists (
      select from identity.memberships m where m.user_id = p_user and m.tenant_id <> before.tenant_id
    ) then
      perform app.refuse('password_kept_elsewhere');
    end if;
    perform identity.set_password(p_user, p_password_hash, 'administrator');
    perform identity.cancel_invites(before.id);
  end if;

  if p_patch ? 'role_keys' then
    perform identity.set_member_roles(before, identity.roles_named(array(
      select jsonb_array_elements_text(p_patch -> 'role_keys')
    )));
    select m.role_keys into now_held from identity.memberships m where m.id = before.id;
    if now_held <> before.role_keys then
      perform audit.append(
        'admin', 'roles_changed', '', 'user', p_user::text, jsonb_build_object('roles', before.role_keys),
        jsonb_build_object('roles', now_held), 'notice'
      );
    end if;
  end if;

  if p_patch ->> 'status' = 'ACTIVE' then
    if before.status <> 'ACTIVE' and person.password_hash is null and p_password_hash is null then
      perform app.refuse('member_without_password');
    end if;
    update identity.users u set status = 'ACTIVE' where u.id = p_user and u.status = 'INVITED';
    perform identity.cancel_invites(before.id);
  elsif p_patch ? 'status' then
    perform identity.end_member_sessions(p_user, 'admin_revoke');
  end if;
  if p_patch ->> 'status' <> before.status then
    update identity.memberships m set status = p_patch ->> 'status' where m.id = before.id;
    perform audit.append(
      'admin', 'user_updated', '', 'user', p_user::text, jsonb_build_object('status', before.status),
      jsonb_build_object('status', p_patch ->> 'status'), 'notice'
    );
  end if;

  if administers and not identity.is_administrator(before.id) then
    perform identity.require_administrator();
  end if;
end
$$;

-- Which companies a member works for. Those the caller does not see are neither given nor taken.
create function identity.set_member_companies(p_user uuid, p_companies uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  target identity.memberships;
begin
  perform identity.require_all('admin.users');
  target := identity.managed_member(p_user);
  if exists (
    select from unnest(p_companies) wanted where not exists (
      select from identity.companies c
      where c.tenant_id = target.tenant_id and c.id = wanted and c.is_active and app.sees_company(c.id)
    )
  ) then
    perform app.refuse('company_not_found');
  end if;
  delete from identity.company_access a
  where a.membership_id = target.id and a.company_id <> all (p_companies) and app.sees_company(a.company_id);
  insert into identity.company_access (tenant_id, membership_id, company_id)
  select target.tenant_id, target.id, c from unnest(p_companies) c on conflict do nothing;
end
$$;

-- Hands the caller's ownership to another active member; the caller stays an administrator. Raises role_access_denied for one
-- who owns nothing, not_found, ownership_not_transferable.
create function identity.transfer_ownership(p_user uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  giver identity.memberships;
  taker identity.memberships;
  owner_role uuid;
  admin_role uuid;
begin
  perform identity.lock_tenant();
  select m.* into giver from identity.memberships m
  where m.tenant_id = app.tenant_id() and m.user_id = app.member_id() for no key update;
  if giver.id is null or not 'owner' = any (giver.role_keys) then
    perform app.refuse('role_access_denied', '{"roles": ["owner"]}');
  end if;
  select m.* into taker from identity.memberships m
  where m.tenant_id = app.tenant_id() and m.user_id = p_user for no key update;
  if taker.id is null then
    perform app.refuse('not_found');
  end if;
  if taker.id = giver.id or taker.status <> 'ACTIVE'
    or not exists (select from identity.users u where u.id = p_user and u.status = 'ACTIVE')
  then
    perform app.refuse('ownership_not_transferable');
  end if;
  select r.id into strict owner_role from identity.roles r where r.tenant_id = giver.tenant_id and r.key = 'owner';
  select r.id into strict admin_role from identity.roles r where r.tenant_id = giver.tenant_id and r.key = 'admin';
  perform identity.set_member_roles(taker, owner_role || array(
    select mr.role_id from identity.membership_roles mr where mr.membership_id = taker.id and mr.role_id <> owner_role
  ));
  perform identity.set_member_roles(giver, admin_role || array(
    select mr.role_id from identity.membership_roles mr
    where mr.membership_id = giver.id and mr.role_id not in (owner_role, admin_role)
  ));
  perform audit.append(
    'admin', 'ownership_transferred', '', 'user', p_user::text, jsonb_build_object('owner', giver.user_id),
    jsonb_build_object('owner', p_user), 'warning'
  );
end
$$;

-- Ends every session a member has in this organisation; answers how many.
create function identity.sign_member_out(p_user uuid) returns int
language plpgsql security definer set search_path = ''
as $$
begin
  perform identity.require_all('admin.users');
  perform identity.managed_member(p_user);
  return identity.end_member_sessions(p_user, 'admin_revoke');
end
$$;

revoke execute on function identity.end_member_sessions(uuid, text), identity.cancel_invites(uuid),
  identity.set_member_roles(identity.memberships, uuid[]), identity.add_member(text, text, text, uuid[], text),
  identity.create_member(text, text, text, text[]), identity.update_member(uuid, jsonb, text),
  identity.set_member_companies(uuid, uuid[]), identity.transfer_ownership(uuid), identity.sign_member_out(uuid)
from public;
grant execute on function identity.create_member(text, text, text, text[]), identity.update_member(uuid, jsonb, text),
  identity.set_member_companies(uuid, uuid[]), identity.transfer_ownership(uuid), identity.sign_member_out(uuid)
to authenticated;
comment on function identity.update_member(uuid, jsonb, text) is
  'Changes status, roles and password of a member within the authority of the caller; at least one administrator remains.';
