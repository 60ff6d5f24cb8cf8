-- The person a developer may be without a password. Whether there is one is decided by the configuration, which production
-- ignores; this only finds them where they last signed in.
create function identity.mock_account(p_email text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select identity.member_profile(identity.home_of(u.id), u.id)
    from identity.users u where u.email = p_email and u.status = 'ACTIVE'
  );
end
$$;
revoke execute on function identity.mock_account(text) from public;
grant execute on function identity.mock_account(text) to comptoir_gate;
comment on function identity.mock_account(text) is
  'The member a developer may be without a password; null where nobody active has the address.';
