-- Union of roles, key by key. Reading and writing keep their own widest scope.
create function identity.grants_of_roles(p_roles uuid[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(granted.permission_key, jsonb_build_array(granted.read_scope, granted.write_scope)), '{}')
  from (
    select rp.permission_key,
      (array_agg(rp.scope order by app.scope_rank(rp.scope) desc) filter (where rp.can_read))[1] as read_scope,
      (array_agg(rp.scope order by app.scope_rank(rp.scope) desc) filter (where rp.can_write))[1] as write_scope
    from identity.role_permissions rp
    where rp.role_id = any (p_roles)
    group by rp.permission_key
  ) granted
$$;

create function identity.effective_grants(p_membership uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select case
    when (
      select u.is_superuser from identity.memberships m join identity.users u on u.id = m.user_id where m.id = p_membership
    ) then '{"*": ["ALL", "ALL"]}'::jsonb
    else identity.grants_of_roles(array(
      select mr.role_id from identity.membership_roles mr where mr.membership_id = p_membership
    ))
  end
$$;

create function identity.refresh_membership(p_membership uuid) returns void
language sql volatile set search_path = ''
as $$
  update identity.memberships m set
    grants = identity.effective_grants(m.id),
    role_keys = coalesce((
      select array_agg(r.key order by (r.id = m.primary_role_id) desc nulls last, r.key)
      from identity.membership_roles mr join identity.roles r on r.id = mr.role_id
      where mr.membership_id = m.id
    ), '{}'),
    team_ids = coalesce((
      select array_agg(tm.team_id order by tm.team_id) from identity.team_members tm where tm.membership_id = m.id
    ), '{}'),
    company_ids = coalesce((
      select array_agg(ca.company_id order by ca.company_id) from identity.company_access ca where ca.membership_id = m.id
    ), '{}'),
    perm_version = m.perm_version + 1
  where m.id = p_membership
$$;

create function identity.membership_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform identity.refresh_membership(case when tg_op = 'DELETE' then old.membership_id else new.membership_id end);
  return null;
end
$$;

create function identity.role_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.role_id else new.role_id end;
begin
  perform identity.refresh_membership(mr.membership_id) from identity.membership_roles mr where mr.role_id = changed;
  return null;
end
$$;

create function identity.superuser_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform identity.refresh_membership(m.id) from identity.memberships m where m.user_id = new.id;
  return null;
end
$$;

create trigger refresh_membership after insert or delete on identity.membership_roles
  for each row execute function identity.membership_changed();
create trigger refresh_membership after insert or delete on identity.team_members
  for each row execute function identity.membership_changed();
create trigger refresh_membership after insert or delete on identity.company_access
  for each row execute function identity.membership_changed();
create trigger refresh_memberships after insert or update or delete on identity.role_permissions
  for each row execute function identity.role_changed();
create trigger refresh_memberships after update of is_superuser on identity.users
  for each row execute function identity.superuser_changed();

-- Scopes of an API key as grants: read:*, write:*, read:<key>, write:<key>, admin:*, *. Always ALL inside the tenant.
-- finance.approve is a person's decision and is never granted to a machine.
create function identity.grants_of_scopes(p_scopes text[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(held.key, jsonb_build_array(
    case when held.reads then 'ALL' end, case when held.writes then 'ALL' end
  )), '{}')
  from (
    select p.key,
      bool_or(s.scope = '*' or (s.scope = 'read:*' and p.key not like 'admin.%') or s.scope = 'read:' || p.key
        or (s.scope = 'admin:*' and p.key like 'admin.%')) as reads,
      bool_or(s.scope = '*' or (s.scope = 'write:*' and p.key not like 'admin.%') or s.scope = 'write:' || p.key
        or (s.scope = 'admin:*' and p.key like 'admin.%')) as writes
    from identity.permissions p cross join unnest(p_scopes) as s (scope)
    where p.key not in ('*', 'finance.approve')
    group by p.key
  ) held
  where held.reads or held.writes
$$;

create function identity.api_key_scoped() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.grants := identity.grants_of_scopes(new.scopes);
  return new;
end
$$;
create trigger derive_grants before insert or update of scopes on identity.api_keys
  for each row execute function identity.api_key_scoped();

-- For Realtime and Storage, which know nothing but the token: the same answer from the membership itself.
create function identity.grants_of_claims() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce((
    select m.grants
    from identity.memberships m
    join identity.sessions s on s.tenant_id = m.tenant_id and s.user_id = m.user_id
    where m.tenant_id = (app.claims() ->> 'tenant_id')::uuid
      and m.user_id = (app.claims() ->> 'sub')::uuid
      and m.status = 'ACTIVE'
      and s.id = (app.claims() ->> 'session_id')::uuid
      and s.status = 'active'
  ), '{}');
end
$$;

create function identity.teams_of_claims() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce((
    select m.team_ids from identity.memberships m
    where m.tenant_id = (app.claims() ->> 'tenant_id')::uuid and m.user_id = (app.claims() ->> 'sub')::uuid
      and m.status = 'ACTIVE'
  ), '{}');
end
$$;

revoke execute on function identity.grants_of_roles(uuid[]), identity.effective_grants(uuid), identity.refresh_membership(uuid), identity.membership_changed(),
  identity.role_changed(), identity.superuser_changed(), identity.grants_of_scopes(text[]), identity.api_key_scoped(),
  identity.grants_of_claims(), identity.teams_of_claims()
from public;
grant execute on function identity.grants_of_claims(), identity.teams_of_claims() to authenticated;
comment on function identity.effective_grants(uuid) is
  'Union of the roles of a membership: per key the widest scope that grants reading and the widest that grants writing.';
