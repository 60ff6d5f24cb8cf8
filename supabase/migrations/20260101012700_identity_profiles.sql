-- Changes how the caller is shown; absent keys stay, an avatar may be cleared. Users belong to no tenant, so the audit event
-- goes to the one the caller is signed in to.
create function identity.save_profile(p_patch jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  before identity.users;
  person uuid := app.member_id();
begin
  select u.* into strict before from identity.users u where u.id = person for no key update;
  update identity.users u set
    name = case when p_patch ? 'name' then p_patch ->> 'name' else u.name end,
    first_name = case when p_patch ? 'first_name' then p_patch ->> 'first_name' else u.first_name end,
    last_name = case when p_patch ? 'last_name' then p_patch ->> 'last_name' else u.last_name end,
    avatar = case when p_patch ? 'avatar' then p_patch ->> 'avatar' else u.avatar end
  where u.id = person;
  perform audit.append(
    'admin', 'user_updated', '', 'user', person::text,
    (select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(before)) e
      where e.key in ('name', 'first_name', 'last_name', 'avatar') and p_patch ? e.key and e.value is distinct from p_patch -> e.key),
    (select jsonb_object_agg(e.key, p_patch -> e.key) from jsonb_each(to_jsonb(before)) e
      where e.key in ('name', 'first_name', 'last_name', 'avatar') and p_patch ? e.key and e.value is distinct from p_patch -> e.key)
  );
end
$$;
revoke execute on function identity.save_profile(jsonb) from public;
grant execute on function identity.save_profile(jsonb) to authenticated;
comment on function identity.save_profile(jsonb) is 'Changes names and avatar of the caller.';
