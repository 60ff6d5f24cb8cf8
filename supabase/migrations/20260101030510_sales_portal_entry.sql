-- The door for clients. p_claims is the payload of a portal token whose signature the caller has verified. A client holds no
-- permission: policies let it reach what is its contact's, and nothing else.
create function app.enter_portal(p_claims text, p_request text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  claims jsonb := p_claims::jsonb;
  found_row record;
begin
  select s.status as session_status, s.login_method, s.expires_at, s.last_activity_at, s.idle_seconds,
    a.status as account_status, a.contact_id, a.owner_company_id, c.deleted_at as contact_deleted_at, t.status as tenant_status,
    t.restoring_job
  into found_row
  from identity.sessions s
  join sales.portal_accounts a on a.tenant_id = s.tenant_id and a.id = s.portal_account_id
  join crm.contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id
  join identity.tenants t on t.id = s.tenant_id
  where s.id = (claims ->> 'session_id')::uuid
    and s.portal_account_id = (claims ->> 'sub')::uuid
    and s.tenant_id = (claims ->> 'tenant_id')::uuid;
  if found_row is null or found_row.session_status <> 'active' or found_row.expires_at <= now()
    or found_row.last_activity_at + make_interval(secs => found_row.idle_seconds) <= now()
  then
    perform app.refuse('session_revoked');
  end if;
  -- A mailed link signs in before a password was ever chosen.
  if not (found_row.account_status = 'active' or found_row.account_status = 'pending' and found_row.login_method = 'magic_link')
    or found_row.contact_deleted_at is not null
  then
    perform app.refuse('account_disabled');
  end if;
  if found_row.tenant_status <> 'active' then
    perform app.refuse('tenant_disabled');
  end if;
  perform app.require_writable(found_row.restoring_job, null);
  perform set_config(
    'request.jwt.claims', (claims || '{"role": "authenticated", "actor_type": "external"}')::text, true
  );
  perform set_config('app.contact_id', found_row.contact_id::text, true);
  perform app.begin_as(
    (claims ->> 'tenant_id')::uuid, (claims ->> 'sub')::uuid, '{}', '{}', array[found_row.owner_company_id]::text, p_request
  );
  return json_build_object('stale', found_row.last_activity_at < now() - interval '1 minute');
end
$$;
revoke execute on function app.enter_portal(text, text) from public;
comment on function app.enter_portal(text, text) is
  'Opens the transaction of a client for a verified portal token: session, account and tenant must be active. Grants nothing; '
  'app.contact_id() names the client. Raises session_revoked, account_disabled, tenant_disabled.';
