-- People and groups of a connected CRM as members and teams.

-- The team of a CRM group. A team somebody made by hand under the same name becomes that of the group; a name another group
-- took already is told apart by the id of the group.
create function identity.save_crm_team(p_group jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant constant uuid := app.tenant_id();
  group_id constant text := p_group ->> 'id';
  wanted text := left(btrim(p_group ->> 'nom'), 200);
  known identity.teams;
  team identity.teams;
begin
  perform identity.require_all('admin.users');
  select t.* into known from identity.teams t where t.tenant_id = tenant and t.crm_group_id = group_id for no key update;
  if known.id is null then
    select t.* into known from identity.teams t
    where t.tenant_id = tenant and t.name = wanted and t.crm_group_id is null for no key update;
  end if;
  if exists (
    select from identity.teams t where t.tenant_id = tenant and t.name = wanted and t.id is distinct from known.id
  ) then
    wanted := left(wanted, 150) || ' (' || left(group_id, 45) || ')';
  end if;
  if known.id is null then
    insert into identity.teams as t (tenant_id, name, crm_group_id, responsable_1, responsable_2, responsable_3)
    values (
      tenant, wanted, group_id, p_group ->> 'responsable_1', p_group ->> 'responsable_2', p_group ->> 'responsable_3'
    ) returning t.* into team;
  else
    update identity.teams t set name = wanted, crm_group_id = group_id, responsable_1 = p_group ->> 'responsable_1',
      responsable_2 = p_group ->> 'responsable_2', responsable_3 = p_group ->> 'responsable_3'
    where t.id = known.id and (t.name, t.crm_group_id, t.responsable_1, t.responsable_2, t.responsable_3) is distinct from (
      wanted, group_id, p_group ->> 'responsable_1', p_group ->> 'responsable_2', p_group ->> 'responsable_3'
    )
    returning t.* into team;
  end if;
  return jsonb_build_object(
    'id', coalesce(team.id, known.id), 'created', known.id is null, 'updated', known.id is not null and team.id is not null
  );
end
$$;

-- p: {crm_user_id, email, name, role_keys, group: {id, nom, responsable_1..3} or null}. Finds the member by CRM user, else the
-- person by e-mail, else makes one; gives the roles and the team. Who has no password yet gets a fresh invite (p_token_hash).
-- Answers {user_id, team_id, invited}. Raises crm_user_linked_elsewhere and whatever giving roles may raise.
create function identity.link_crm_member(p jsonb, p_token_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  roles uuid[];
  member identity.memberships;
  before text[];
  administers boolean;
  team uuid;
  invite uuid;
begin
  perform identity.require_all('admin.users');
  perform identity.lock_tenant();
  roles := identity.roles_named(array(select jsonb_array_elements_text(p -> 'role_keys')));
  select m.* into member from identity.memberships m where m.tenant_id = tenant and m.crm_user_id = p ->> 'crm_user_id';
  if member.id is null then
    select m.* into member from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = tenant and u.email = p ->> 'email';
  end if;
  if member.crm_user_id <> p ->> 'crm_user_id' then
    perform app.refuse('crm_user_linked_elsewhere');
  end if;
  if member.id is null then
    member := identity.add_member(p ->> 'email', p ->> 'name', null, roles, 'ACTIVE');
  else
    member := identity.managed_member(member.user_id);
    before := member.role_keys;
    administers := identity.is_administrator(member.id);
    perform identity.set_member_roles(member, roles);
    if administers and not identity.is_administrator(member.id) then
      perform identity.require_administrator();
    end if;
    perform audit.append(
      'admin', 'roles_changed', '', 'user', member.user_id::text, jsonb_build_object('roles', before),
      jsonb_build_object('roles', p -> 'role_keys'), 'notice'
    ) where before <> array(select jsonb_array_elements_text(p -> 'role_keys'));
  end if;
  update identity.memberships m set crm_user_id = p ->> 'crm_user_id'
  where m.id = member.id and m.crm_user_id is distinct from p ->> 'crm_user_id';

  if p -> 'group' <> 'null' then
    team := identity.save_crm_team(p -> 'group') ->> 'id';
    insert into identity.team_members (tenant_id, team_id, membership_id) values (tenant, team, member.id)
    on conflict do nothing;
  end if;
  if exists (select from identity.users u where u.id = member.user_id and u.password_hash is null) then
    perform identity.cancel_invites(member.id);
    -- The address of the account, which may differ from the one the CRM knows.
    invite := identity.new_invite(
      member, (select u.email from identity.users u where u.id = member.user_id), team, null, p_token_hash, false
    );
  end if;
  return jsonb_build_object('user_id', member.user_id, 'team_id', team, 'invited', invite is not null);
end
$$;

-- p_groups: [{id, nom, responsable_1..3, user_ids}]. Only ever adds members.
create function identity.sync_crm_teams(p_groups jsonb, p_members boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  one jsonb;
  saved jsonb;
  created int := 0;
  updated int := 0;
  added int := 0;
  joined int;
begin
  perform identity.require_all('admin.users');
  perform identity.lock_tenant();
  for one in select g from jsonb_array_elements(p_groups) g loop
    saved := identity.save_crm_team(one);
    created := created + (saved ->> 'created')::boolean::int;
    updated := updated + (saved ->> 'updated')::boolean::int;
    if p_members then
      insert into identity.team_members (tenant_id, team_id, membership_id)
      select m.tenant_id, (saved ->> 'id')::uuid, m.id from identity.memberships m
      where m.tenant_id = app.tenant_id()
        and m.crm_user_id in (select jsonb_array_elements_text(one -> 'user_ids'))
      on conflict do nothing;
      get diagnostics joined = row_count;
      added := added + joined;
    end if;
  end loop;
  return jsonb_build_object('created', created, 'updated', updated, 'members_added', added);
end
$$;

revoke execute on function identity.save_crm_team(jsonb), identity.link_crm_member(jsonb, text),
  identity.sync_crm_teams(jsonb, boolean)
from public;
grant execute on function identity.link_crm_member(jsonb, text), identity.sync_crm_teams(jsonb, boolean) to authenticated;
comment on function identity.link_crm_member(jsonb, text) is 'Makes or links the member behind a user of the CRM.';
