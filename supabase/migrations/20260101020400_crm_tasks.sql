create table crm.tasks (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  title text not null constraint task_title_length check (length(title) between 1 and 255),
  description text,
  assignee_id uuid,
  contact_id uuid,
  due_date timestamptz,
  completed_at timestamptz,
  status text not null default 'TODO'
    constraint task_status_known check (status in ('TODO', 'IN_PROGRESS', 'DONE', 'CANCELLED')),
  priority text not null default 'MEDIUM'
    constraint task_priority_known check (priority in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
  position numeric(20, 6) not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint tasks_tenant_key unique (tenant_id, id),
  constraint task_contact_unknown foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id),
  constraint task_assignee_unknown foreign key (tenant_id, assignee_id)
    references identity.memberships (tenant_id, user_id),
  constraint task_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint task_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id)
);
create index tasks_by_contact on crm.tasks (tenant_id, contact_id);
create index tasks_by_assignee on crm.tasks (tenant_id, assignee_id);
create index tasks_by_owner on crm.tasks (tenant_id, owner_user_id);
create index tasks_by_team on crm.tasks (tenant_id, team_id);
alter table crm.tasks enable row level security;
revoke all on crm.tasks from anon, authenticated, service_role;
grant select, insert (title, description, assignee_id, contact_id, due_date, status, priority, position),
  update (title, description, assignee_id, contact_id, due_date, completed_at, status, priority, position, deleted_at)
on crm.tasks to authenticated;
create policy tenant_wall on crm.tasks as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on crm.tasks for select to authenticated using (
  case (select app.read_scope('tasks'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy creates on crm.tasks for insert to authenticated with check (
  case (select app.write_scope('tasks'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy updates on crm.tasks for update to authenticated
  using (
    case (select app.write_scope('tasks'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  )
  with check (
    case (select app.write_scope('tasks'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  );
create trigger touch before update on crm.tasks for each row execute function app.touch();
create trigger record after insert or update or delete on crm.tasks
  for each row execute function audit.record('task', 'data_modification');
create trigger announce after insert or update or delete on crm.tasks
  for each row execute function app.announce('task', 'tasks', 'status');
comment on table crm.tasks is 'Something to be done, perhaps with a contact.';
