-- What an organisation decides about signing in, and what it may look back at.

-- Merges p_patch into the policy, key by key. Raises unknown_role for a role that does not exist here.
create function identity.save_auth_policy(p_patch jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb;
  after jsonb;
begin
  perform identity.require_all('admin.security');
  select identity.auth_policy(t.settings) into before from identity.tenants t
  where t.id = app.tenant_id() for no key update;
  perform identity.roles_named(array(select jsonb_array_elements_text(p_patch -> 'mfa' -> 'enforce_for_roles')));
  after := before || (p_patch - 'mfa') || jsonb_build_object('mfa', (before -> 'mfa') || coalesce(p_patch -> 'mfa', '{}'));
  if after <> before then
    update identity.tenants t set settings = t.settings || jsonb_build_object('auth', after) where t.id = app.tenant_id();
    perform audit.append('security', 'security_policy_changed', '', 'tenant', app.tenant_id()::text, before, after, 'warning');
  end if;
  return after;
end
$$;

-- Attempts at this organisation, and those at its members that named no organisation; newest first.
create function identity.login_attempts_of_tenant(p_email text, p_outcome text, p_since timestamptz)
returns setof identity.login_attempts
language plpgsql stable security definer set search_path = ''
as $$
begin
  if app.read_scope('admin.security') is distinct from 'ALL' then
    perform app.refuse('authorization_error', '{"required": "admin.security.read", "scope": "ALL"}');
  end if;
  return query
    select a.* from identity.login_attempts a
    where (
        a.tenant_id = app.tenant_id()
        or a.tenant_id is null and a.email_norm in (
          select u.email from identity.memberships m join identity.users u on u.id = m.user_id
          where m.tenant_id = app.tenant_id()
        )
      )
      and (p_email is null or a.email_norm = p_email)
      and (p_outcome is null or a.outcome = p_outcome)
      and a.at >= p_since;
end
$$;

-- The part of the audit log that is about access, for those who watch over security but do not read the whole log.
create function identity.security_events(p_category text, p_action text, p_severity text, p_user text, p_since timestamptz)
returns table (
  id uuid, at timestamptz, category text, action text, description text, severity text, outcome text, actor_id text,
  actor_type text, ip_address text, entity_type text, entity_id text, before_state text, after_state text, context jsonb
)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if app.read_scope('admin.security') is distinct from 'ALL' then
    perform app.refuse('authorization_error', '{"required": "admin.security.read", "scope": "ALL"}');
  end if;
  return query
    select e.id, e.at, e.category::text, e.action::text, e.description::text, e.severity::text, e.outcome::text, e.actor_id,
      e.actor_type::text, e.ip_address,
      e.entity_type, e.entity_id, e.before_state, e.after_state, e.context
    from audit.events e
    where e.tenant_id = app.tenant_id() and e.category in ('authentication', 'authorization', 'security', 'admin')
      and (p_category is null or e.category = p_category)
      and (p_action is null or e.action = p_action)
      and (p_severity is null or e.severity = p_severity)
      and (p_user is null or e.actor_id = p_user or e.entity_type = 'user' and e.entity_id = p_user)
      and e.at >= p_since;
end
$$;

revoke execute on function identity.save_auth_policy(jsonb),
  identity.login_attempts_of_tenant(text, text, timestamptz),
  identity.security_events(text, text, text, text, timestamptz)
from public;
grant execute on function identity.save_auth_policy(jsonb),
  identity.login_attempts_of_tenant(text, text, timestamptz),
  identity.security_events(text, text, text, text, timestamptz)
to authenticated;
