-- No foreign key to the event: the link stays behind when somebody manages to remove one, and tells of it.
create table audit.chain_links (
  tenant_id uuid not null default app.tenant_id(),
  category text not null,
  sequence_number bigint not null constraint chain_link_sequence check (sequence_number >= 1),
  event_id uuid not null,
  event_at timestamptz(3) not null,
  previous_hash text not null constraint chain_link_previous_shape check (previous_hash ~ '^[0-9a-f]{64}$'),
  event_hash text not null constraint chain_link_hash_shape check (event_hash ~ '^[0-9a-f]{64}$'),
  -- Which of the configured keys made the hash.
  chain_version smallint not null,
  primary key (tenant_id, category, sequence_number),
  constraint chain_links_event_key unique (tenant_id, event_id)
);
create index chain_links_by_time on audit.chain_links (tenant_id, category, event_at) include (sequence_number);
alter table audit.chain_links enable row level security;
revoke all on audit.chain_links from anon, authenticated, service_role;
grant select on audit.chain_links to authenticated;
create policy tenant_wall on audit.chain_links as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
-- Whoever sees an event sees its place in the chain; a hash tells nothing of other events.
create policy reads on audit.chain_links for select to authenticated
  using ((select app.read_scope('audit-log')) is not null);
create trigger append_only before delete or truncate on audit.chain_links
  for each statement execute function audit.refuse_change();
create trigger no_update before update on audit.chain_links for each statement execute function audit.refuse_change();
comment on table audit.chain_links is
  'The place of each event in the hash chain of its tenant and category: sequence 1, 2, 3 … without a gap, each hash over the '
  'event and the hash before it, under a key the database does not have.';
