-- Ends the sessions a caller can show something of: a verified access token (p_session) or refresh tokens by hash. p_all adds
-- every other session of the same person in the same tenant: a credential of one tenant has no say in another. Answers how
-- many sessions it ended; what is unknown or over already is no error.
create function identity.sign_out(p_session uuid, p_token_hashes text[], p_all boolean) returns int
language plpgsql security definer set search_path = ''
as $$
declare
  shown record;
  other uuid;
  ended int := 0;
begin
  for shown in
    select s.id, s.tenant_id, s.user_id from identity.sessions s
    where s.id in (
      select p_session
      union
      select r.session_id from identity.refresh_tokens r where r.token_hash = any (p_token_hashes)
    )
    order by s.id
  loop
    perform identity.speak_as(shown.tenant_id, shown.user_id, shown.id);
    for other in
      select s.id from identity.sessions s
      where s.tenant_id = shown.tenant_id and s.user_id = shown.user_id and s.status in ('active', 'idle')
        and (p_all or s.id = shown.id)
      order by s.id
    loop
      ended := ended + identity.end_session(other, 'logged_out', 'user_logout')::int;
    end loop;
  end loop;
  return ended;
end
$$;
revoke execute on function identity.sign_out(uuid, text[], boolean) from public;
grant execute on function identity.sign_out(uuid, text[], boolean) to comptoir_gate;
comment on function identity.sign_out(uuid, text[], boolean) is
  'Ends the sessions behind an access token or refresh tokens, with p_all all sessions of that person in that tenant.';
