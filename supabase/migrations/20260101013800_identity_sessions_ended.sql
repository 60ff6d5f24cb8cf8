-- Ends a session of the caller, or of a member for whoever administers users. Raises not_found, session_already_revoked.
create function identity.revoke_session(p_session uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  owner uuid;
begin
  select s.user_id into owner from identity.sessions s
  where s.id = p_session and s.tenant_id = app.tenant_id() and s.portal_account_id is null
    and (s.user_id = app.user_id() or app.write_scope('admin.users') = 'ALL');
  if not found then
    perform app.refuse('not_found');
  end if;
  if not identity.end_session(
    p_session, 'revoked', case when owner = app.user_id() then 'user_logout' else 'admin_revoke' end
  ) then
    perform app.refuse('session_already_revoked');
  end if;
end
$$;

-- Ends every other session of the caller in this organisation and answers how many.
create function identity.revoke_other_sessions() returns int
language plpgsql security definer set search_path = ''
as $$
declare
  other uuid;
  ended int := 0;
begin
  for other in
    select s.id from identity.sessions s
    where s.tenant_id = app.tenant_id() and s.user_id = app.user_id() and s.status in ('active', 'idle')
      and s.id is distinct from (app.claims() ->> 'session_id')::uuid
    order by s.id
  loop
    ended := ended + identity.end_session(other, 'revoked', 'user_logout')::int;
  end loop;
  return ended;
end
$$;

-- Ends a session that app.enter_session has just refused because another browser used it.
create function identity.end_hijacked_session(p_session uuid, p_request text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform set_config('app.request', p_request, true);
  perform identity.end_session(p_session, 'hijacked', 'suspicious_activity');
end
$$;

revoke execute on function identity.revoke_session(uuid), identity.revoke_other_sessions(),
  identity.end_hijacked_session(uuid, text)
from public;
grant execute on function identity.revoke_session(uuid), identity.revoke_other_sessions() to authenticated;
comment on function identity.revoke_session(uuid) is 'Ends a session; its refresh tokens and access tokens are worthless at once.';
