-- A queue and not a cursor: business transactions commit in any order, and a cursor would step over those that take longer.
create table audit.pending_links (
  tenant_id uuid not null,
  category text not null,
  event_at timestamptz(3) not null,
  event_id uuid not null,
  primary key (tenant_id, category, event_at, event_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
alter table audit.pending_links enable row level security;
revoke all on audit.pending_links from anon, authenticated, service_role;
grant select on audit.pending_links to authenticated;
create policy tenant_wall on audit.pending_links as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on audit.pending_links for select to authenticated
  using ((select app.read_scope('audit-log')) = 'ALL');
comment on table audit.pending_links is 'Events that are written and not chained yet. Rows live for about a second.';

create function audit.await_link() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into audit.pending_links (tenant_id, category, event_at, event_id)
  values (new.tenant_id, new.category, new.at, new.id);
  return null;
end
$$;
revoke execute on function audit.await_link() from public;
create trigger await_link after insert on audit.events for each row execute function audit.await_link();
