-- A new organisation with its first user: tenant, settings, user, preset roles and the membership of the owner, or nothing.
-- Two people racing for one subdomain or one e-mail are told apart by the unique constraints.
create function identity.create_tenant(
  p_subdomain text, p_tenant_name text, p_country text, p_currency text, p_locale text, p_timezone text,
  p_email text, p_name text, p_password_hash text
) returns table (user_id uuid, tenant_id uuid)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  tenant uuid;
  owner uuid;
  owner_role uuid;
  membership uuid;
begin
  insert into identity.tenants as t (subdomain, name, country, currency, locale, timezone, settings)
  values (p_subdomain, p_tenant_name, p_country, p_currency, p_locale, p_timezone, jsonb_build_object(
    'auth', jsonb_build_object(
      'password_profile', 'standard', 'cookie_only', false, 'idle_seconds', 1800,
      'mfa', jsonb_build_object(
        'enforce_for_all', false, 'enforce_for_roles', '[]'::jsonb, 'adaptive_enabled', false, 'device_trust_days', 30
      )
    )
  )) returning t.id into tenant;
  insert into identity.users as u (email, username, name, password_hash, password_changed_at, locale, timezone)
  values (p_email, p_email, p_name, p_password_hash, now(), p_locale, p_timezone) returning u.id into owner;
  perform identity.speak_as(tenant, owner, null);

  perform identity.seed_roles(tenant);
  select r.id into strict owner_role from identity.roles r where r.tenant_id = tenant and r.key = 'owner';
  insert into identity.memberships as m (tenant_id, user_id, primary_role_id)
  values (tenant, owner, owner_role) returning m.id into membership;
  insert into identity.membership_roles (tenant_id, membership_id, role_id) values (tenant, membership, owner_role);

  perform audit.append('admin', 'tenant_created', '', 'tenant', tenant::text, null, jsonb_build_object(
    'subdomain', p_subdomain, 'name', p_tenant_name, 'country', p_country, 'currency', p_currency
  ));
  perform audit.append('admin', 'user_created', '', 'user', owner::text, null, jsonb_build_object(
    'email', p_email, 'name', p_name, 'roles', jsonb_build_array('owner')
  ));
  return query select owner, tenant;
end
$$;
revoke execute on function identity.create_tenant(text, text, text, text, text, text, text, text, text) from public;
grant execute on function identity.create_tenant(text, text, text, text, text, text, text, text, text) to comptoir_gate;
comment on function identity.create_tenant(text, text, text, text, text, text, text, text, text) is
  'Creates a tenant with its owner. Raises subdomain_exists, subdomain_invalid, email_exists.';
