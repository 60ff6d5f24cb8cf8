create table audit.chain_heads (
  tenant_id uuid not null default app.tenant_id(),
  category text not null,
  last_sequence bigint not null default 0 constraint chain_head_sequence check (last_sequence >= 0),
  -- Before the first event: SHA-256 of the text "genesis".
  last_hash text not null default 'aeebad4a796fcc2e15dc4c6061b45ed9b373f26adfc798ca7d2d8cc58182718e'
    constraint chain_head_hash_shape check (last_hash ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, category)
) with (fillfactor = 50);
alter table audit.chain_heads enable row level security;
revoke all on audit.chain_heads from anon, authenticated, service_role;
grant select on audit.chain_heads to authenticated;
create policy tenant_wall on audit.chain_heads as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on audit.chain_heads for select to authenticated using ((select app.read_scope('audit-log')) = 'ALL');
comment on table audit.chain_heads is
  'The end of each hash chain, one per tenant and category. The row is locked while links are appended, so a chain has no fork.';
