create table notifications.notification_reads (
  tenant_id uuid not null default app.tenant_id(),
  notification_id uuid not null,
  user_id uuid not null default app.member_id(),
  read_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, notification_id, user_id),
  constraint notification_not_found foreign key (tenant_id, notification_id)
    references notifications.notifications (tenant_id, id) on delete cascade,
  constraint notification_reads_reader foreign key (tenant_id, user_id)
    references identity.memberships (tenant_id, user_id)
);
create index notification_reads_by_reader on notifications.notification_reads (tenant_id, user_id);
alter table notifications.notification_reads enable row level security;
revoke all on notifications.notification_reads from anon, authenticated, service_role;
grant select, insert (notification_id) on notifications.notification_reads to authenticated;
create policy tenant_wall on notifications.notification_reads as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on notifications.notification_reads for select to authenticated using (user_id = (select app.user_id()));
create policy creates on notifications.notification_reads for insert to authenticated with check (
  user_id = (select app.user_id())
  and exists (
    select from notifications.notifications n
    where n.tenant_id = notification_reads.tenant_id and n.id = notification_reads.notification_id
  )
);
comment on table notifications.notification_reads is
  'Who has read a notification that was addressed to a role or to all staff.';
