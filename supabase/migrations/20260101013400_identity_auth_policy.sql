-- The sign-in policy of a tenant (settings.auth) over what holds for whoever never changed it. A null leaves a duration to the
-- platform.
create function identity.auth_policy(p_settings jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  own constant jsonb := coalesce(p_settings -> 'auth', '{}');
begin
  return '{"cookie_only": false, "refresh_seconds": null, "idle_seconds": 1800, "password_profile": "standard"}'::jsonb
    || (own - 'mfa') || jsonb_build_object('mfa', '{
      "enforce_for_all": false, "enforce_for_roles": [], "adaptive_enabled": false, "device_trust_days": 30
    }'::jsonb || coalesce(own -> 'mfa', '{}'));
end
$$;

create function identity.auth_policy(p_tenant uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select identity.auth_policy(t.settings) from identity.tenants t where t.id = p_tenant);
end
$$;

-- Whether the policy of the tenant wants a second factor of this member.
create function identity.mfa_enforced(p_tenant uuid, p_user uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  policy constant jsonb := identity.auth_policy(p_tenant) -> 'mfa';
begin
  return policy -> 'enforce_for_all' = 'true' or exists (
    select from identity.memberships m
    where m.tenant_id = p_tenant and m.user_id = p_user
      and m.role_keys && array(select jsonb_array_elements_text(policy -> 'enforce_for_roles'))
  );
end
$$;
revoke execute on function identity.auth_policy(jsonb), identity.auth_policy(uuid), identity.mfa_enforced(uuid, uuid) from public;
grant execute on function identity.auth_policy(jsonb) to authenticated;
comment on function identity.auth_policy(jsonb) is 'The sign-in policy in the settings of a tenant, completed with the defaults.';
comment on function identity.auth_policy(uuid) is 'The sign-in policy of a tenant, completed with the defaults.';
