-- Policies on a table of the platform: short, alone in its migration, and patient for a moment only.
set local lock_timeout = '5s';
create policy listeners on realtime.messages for select to authenticated
  using (extension = 'broadcast' and (select app.may_listen((select realtime.topic()))));
