-- Policies on a table of the platform: short, alone in its migration, and patient for a moment only.
set local lock_timeout = '5s';
create policy listeners on realtime.messages for select to authenticated using (
  case extension
    when 'broadcast' then (select app.may_listen((select realtime.topic())))
    when 'presence' then (select app.may_meet((select realtime.topic())))
    else false
  end
);
create policy attendants on realtime.messages for insert to authenticated
  with check (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
