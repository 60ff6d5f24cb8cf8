-- A member as tokens and profiles show them. Security invoker: for the member themselves under their policies, and inside
-- the sign-in functions before there is a member to speak of; the filters are therefore written out.
create function identity.member_profile(p_tenant uuid, p_user uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', u.id,
    'email', u.email,
    'username', u.username,
    'is_superuser', u.is_superuser,
    'name', u.name,
    'avatar', u.avatar,
    'tenantId', m.tenant_id,
    'role', held.roles[1],
    'roles', to_jsonb(held.roles),
    'crm_user_id', m.crm_user_id,
    'groupes', coalesce((
      select jsonb_agg(t.name order by t.name) from identity.teams t
      where t.tenant_id = m.tenant_id and t.id = any (m.team_ids)
    ), '[]'),
    'companies', coalesce((
      select jsonb_agg(c.code order by c.sort_order, c.number) from identity.companies c
      where c.tenant_id = m.tenant_id and c.is_active and (m.grants ? '*' or c.id = any (m.company_ids))
    ), '[]'),
    'permissions', coalesce((
      select jsonb_agg(jsonb_build_object(
        'key', p.key,
        'read', g.pair ->> 0 is not null,
        'write', g.pair ->> 1 is not null,
        'read_scope', coalesce(g.pair ->> 0, 'SELF'),
        'write_scope', coalesce(g.pair ->> 1, 'SELF')
      ) order by p.key)
      from identity.permissions p
      cross join lateral (select coalesce(m.grants -> '*', m.grants -> p.key) as pair) g
      where p.key <> '*' and g.pair is not null
    ), '[]'),
    'perm_version', m.perm_version
  )
  from identity.memberships m
  join identity.users u on u.id = m.user_id
  cross join lateral (
    select case
      when u.is_superuser and not 'superadmin' = any (m.role_keys) then array['superadmin'] || m.role_keys
      else m.role_keys
    end as roles
  ) held
  where m.tenant_id = p_tenant and m.user_id = p_user
$$;
revoke execute on function identity.member_profile(uuid, uuid) from public;
grant execute on function identity.member_profile(uuid, uuid) to authenticated;
comment on function identity.member_profile(uuid, uuid) is
  'A member with roles (the primary one first), teams, companies and grants; the grant * is spelled out key by key.';
