-- Who may give what to whom: nobody hands out more than they hold, and nobody decides about somebody above them. The guard of
-- an endpoint only says that a caller administers users, roles or keys at all; how far that goes is decided here.

-- The keys of p_wanted ({"contacts": ["ALL", "GROUP"]}) that reach further than what the caller holds.
create function identity.exceeding(p_wanted jsonb) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  held jsonb := app.grants();
begin
  return coalesce((
    select array_agg(w.key order by w.key)
    from jsonb_each(p_wanted) w
    cross join lateral (select coalesce(held -> '*', held -> w.key) as pair) h
    where app.scope_rank(w.value ->> 0) > app.scope_rank(h.pair ->> 0)
      or app.scope_rank(w.value ->> 1) > app.scope_rank(h.pair ->> 1)
  ), '{}');
end
$$;

create function identity.require_held(p_wanted jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
  beyond constant text[] := identity.exceeding(p_wanted);
begin
  if cardinality(beyond) > 0 then
    perform app.refuse('authorization_error', jsonb_build_object('exceeds', beyond));
  end if;
end
$$;

-- Administration of people and roles is for those whose grant covers the whole organisation.
create function identity.require_all(p_key text) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if app.write_scope(p_key) is distinct from 'ALL' then
    perform app.refuse('authorization_error', jsonb_build_object('required', p_key || '.write', 'scope', 'ALL'));
  end if;
end
$$;

-- 3 staff of the platform, 2 owner, 1 administrator, 0 everybody else, machines included.
create function identity.rank_of(p_user uuid) returns int
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce((
    select case
      when u.is_superuser or 'superadmin' = any (m.role_keys) then 3
      when 'owner' = any (m.role_keys) then 2
      when 'admin' = any (m.role_keys) or m.grants ? '*' then 1
      else 0
    end
    from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = app.tenant_id() and m.user_id = p_user
  ), 0);
end
$$;

-- Raises role_access_denied where only an owner or the platform makes owners and administrators, authorization_error for grants
-- the caller does not hold.
create function identity.require_gives(p_roles uuid[]) returns void
language plpgsql stable set search_path = ''
as $$
declare
  reserved text[] := array(
    select r.key from identity.roles r
    where r.tenant_id = app.tenant_id() and r.id = any (p_roles)
      and identity.rank_of(app.member_id()) < case
        when r.key = 'superadmin' then 3
        when r.key in ('owner', 'admin') then 2
        when exists (select from identity.role_permissions rp where rp.role_id = r.id and rp.permission_key = '*') then 2
        else 0
      end
    order by r.key
  );
begin
  if cardinality(reserved) > 0 then
    perform app.refuse('role_access_denied', jsonb_build_object('roles', reserved));
  end if;
  perform identity.require_held(identity.grants_of_roles(p_roles));
end
$$;

-- The membership of a user the caller may decide about, locked. Raises not_found, role_access_denied, authorization_error.
create function identity.managed_member(p_user uuid) returns identity.memberships
language plpgsql volatile set search_path = ''
as $$
declare
  target identity.memberships;
begin
  select m.* into target from identity.memberships m
  where m.tenant_id = app.tenant_id() and m.user_id = p_user for no key update;
  if not found then
    perform app.refuse('not_found');
  end if;
  if p_user is distinct from app.member_id() then
    if identity.rank_of(p_user) > identity.rank_of(app.member_id()) then
      perform app.refuse('role_access_denied', jsonb_build_object('roles', target.role_keys));
    end if;
    perform identity.require_held(target.grants);
  end if;
  return target;
end
$$;

-- The roles of the tenant with these keys, in the order given. Raises unknown_role.
create function identity.roles_named(p_keys text[]) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  unknown text[] := array(
    select k from unnest(p_keys) k
    where not exists (select from identity.roles r where r.tenant_id = app.tenant_id() and r.key = k)
  );
begin
  if cardinality(unknown) > 0 then
    perform app.refuse('unknown_role', jsonb_build_object('unknown', unknown));
  end if;
  return array(
    select r.id from unnest(p_keys) with ordinality as k (key, n)
    join identity.roles r on r.tenant_id = app.tenant_id() and r.key = k.key
    group by r.id order by min(k.n)
  );
end
$$;

-- One change of administrators at a time: two of them removing each other must not both succeed.
create function identity.lock_tenant() returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform from identity.tenants t where t.id = app.tenant_id() for no key update;
end
$$;

create function identity.is_administrator(p_membership uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
    select from identity.memberships m join identity.users u on u.id = m.user_id
    where m.id = p_membership and m.status = 'ACTIVE' and u.status = 'ACTIVE' and m.role_keys && array['owner', 'admin']
  );
end
$$;

-- Called under lock_tenant() after a change that took somebody off the administrators.
create function identity.require_administrator() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not exists (
    select from identity.memberships m
    where m.tenant_id = app.tenant_id() and m.role_keys && array['owner', 'admin'] and identity.is_administrator(m.id)
  ) then
    perform app.refuse('last_admin');
  end if;
end
$$;

revoke execute on function identity.exceeding(jsonb), identity.require_held(jsonb), identity.require_all(text),
  identity.rank_of(uuid), identity.require_gives(uuid[]), identity.managed_member(uuid), identity.roles_named(text[]),
  identity.lock_tenant(), identity.is_administrator(uuid), identity.require_administrator()
from public;
grant execute on function identity.exceeding(jsonb), identity.require_held(jsonb) to authenticated;
comment on function identity.exceeding(jsonb) is 'Permission keys of the given grants that the caller does not hold as far.';

-- A role grants nothing that whoever writes it does not hold, and everything (*) only where the product itself says so.
create policy creates on identity.role_permissions for insert to authenticated with check (
  (select app.write_scope('admin.roles')) = 'ALL' and permission_key <> '*'
  and cardinality(identity.exceeding(jsonb_build_object(
    permission_key, jsonb_build_array(case when can_read then scope end, case when can_write then scope end)
  ))) = 0
);
