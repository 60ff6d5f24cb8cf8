create table ops.local_resilience (
  tenant_id uuid primary key default app.tenant_id() references identity.tenants (id),
  enabled boolean not null default false,
  desktop_mode boolean not null default false,
  vault_epoch int not null default 1 constraint vault_epoch_positive check (vault_epoch >= 1),
  updated_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table ops.local_resilience enable row level security;
revoke all on ops.local_resilience from anon, authenticated, service_role;
grant select, insert (enabled, desktop_mode, vault_epoch), update (enabled, desktop_mode, vault_epoch, updated_by)
on ops.local_resilience to authenticated;
create policy tenant_wall on ops.local_resilience as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on ops.local_resilience for select to authenticated
  using ((select app.read_scope('settings')) = 'ALL');
create policy creates on ops.local_resilience for insert to authenticated
  with check ((select app.write_scope('settings')) = 'ALL');
create policy updates on ops.local_resilience for update to authenticated
  using ((select app.write_scope('settings')) = 'ALL') with check ((select app.write_scope('settings')) = 'ALL');
create trigger touch before update on ops.local_resilience for each row execute function app.touch();

-- A vault of an older epoch stays shut: the number only rises.
create function ops.keep_vault_epoch() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.vault_epoch := greatest(new.vault_epoch, old.vault_epoch);
  return new;
end
$$;
revoke execute on function ops.keep_vault_epoch() from public;
create trigger keep_vault_epoch before update on ops.local_resilience
  for each row execute function ops.keep_vault_epoch();
create trigger record after insert or update on ops.local_resilience
  for each row execute function audit.record('local_resilience', 'configuration');
comment on table ops.local_resilience is
  'Whether clients may work offline. Clients throw away a vault that was made under a lower epoch.';
