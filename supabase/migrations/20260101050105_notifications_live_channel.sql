-- The channel notifications carries hints without content (id, type, priority) about what concerns a role or all staff. Every
-- member of the staff may hear them; the key notifications, which the channel is named like, is about sending.
create or replace function app.may_listen(p_topic text) returns boolean
language sql stable set search_path = ''
as $$
  select split_part(p_topic, ':', 1) = 'tenant'
    and split_part(p_topic, ':', 2) = (select app.tenant_id())::text
    and case
      when split_part(p_topic, ':', 3) = 'user' then split_part(p_topic, ':', 4) = (select app.user_id())::text
      when split_part(p_topic, ':', 4) <> '' then false
      when split_part(p_topic, ':', 3) = 'notifications' then '*' = any (notifications.audiences())
      else app.read_scope(split_part(p_topic, ':', 3)) = 'ALL'
    end
    and app.grants() <> '{}'
$$;
revoke execute on function app.may_listen(text) from public;
grant execute on function app.may_listen(text) to authenticated, service_role;
