-- Changes how the caller is shown; absent keys stay, an avatar may be cleared. Users belong to no tenant, so the audit event
-- goes to the one the caller is signed in to. Answers the key of an uploaded picture that nobody refers to any more.
create function identity.save_profile(p_patch jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  changeable constant text[] := array['name', 'first_name', 'last_name', 'avatar'];
  person uuid := app.member_id();
  before identity.users;
  after identity.users;
begin
  select u.* into strict before from identity.users u where u.id = person for no key update;
  update identity.users u set
    name = case when p_patch ? 'name' then p_patch ->> 'name' else u.name end,
    first_name = case when p_patch ? 'first_name' then p_patch ->> 'first_name' else u.first_name end,
    last_name = case when p_patch ? 'last_name' then p_patch ->> 'last_name' else u.last_name end,
    avatar = case when p_patch ? 'avatar' then p_patch ->> 'avatar' else u.avatar end,
    avatar_file_id = case when p_patch ? 'avatar' then (p_patch ->> 'avatar_file_id')::uuid else u.avatar_file_id end,
    avatar_path = case when p_patch ? 'avatar' then p_patch ->> 'avatar_path' else u.avatar_path end
  where u.id = person returning u.* into after;
  perform audit.append(
    'admin', 'user_updated', '', 'user', person::text,
    (select jsonb_object_agg(b.key, b.value) from jsonb_each(to_jsonb(before)) b
      where b.key = any (changeable) and b.value is distinct from to_jsonb(after) -> b.key),
    (select jsonb_object_agg(a.key, a.value) from jsonb_each(to_jsonb(after)) a
      where a.key = any (changeable) and a.value is distinct from to_jsonb(before) -> a.key)
  );
  return case when after.avatar_path is distinct from before.avatar_path then before.avatar_path end;
end
$$;
revoke execute on function identity.save_profile(jsonb) from public;
grant execute on function identity.save_profile(jsonb) to authenticated;
comment on function identity.save_profile(jsonb) is
  'Changes names and avatar of the caller. Answers the key of the uploaded picture that was replaced, if one was.';
