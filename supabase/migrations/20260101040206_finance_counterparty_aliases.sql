create table finance.counterparty_aliases (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  client_id uuid not null,
  kind text not null constraint alias_kind_known check (kind in ('iban', 'name')),
  value text not null constraint alias_value_length check (length(value) between 1 and 200),
  -- Confirmed matches it was learned from; the last one taken back takes the alias with it.
  uses int not null default 1 constraint alias_uses_positive check (uses > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint counterparty_aliases_tenant_key unique (tenant_id, id),
  constraint alias_known unique (tenant_id, client_id, kind, value),
  constraint alias_client_unknown foreign key (tenant_id, client_id) references crm.contacts (tenant_id, id)
);

alter table finance.counterparty_aliases enable row level security;
revoke all on finance.counterparty_aliases from anon, authenticated, service_role;
grant select on finance.counterparty_aliases to authenticated;
create policy tenant_wall on finance.counterparty_aliases as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on finance.counterparty_aliases for select to authenticated
  using ((select app.read_scope('finance')) = 'ALL');
create trigger touch before update on finance.counterparty_aliases for each row execute function app.touch();
create trigger record after insert or delete on finance.counterparty_aliases
  for each row execute function audit.record('counterparty_alias', 'financial');
comment on table finance.counterparty_aliases is
  'Names and IBANs under which a client has paid before, learned from matches a person confirmed.';

-- Learns from (p_step 1) or unlearns (p_step -1) one confirmed match. For functions of this schema.
create function finance.learn_counterparty(p_client uuid, p_movement finance.bank_transactions, p_step int) returns void
language plpgsql set search_path = ''
as $$
begin
  if p_client is null then
    return;
  elsif p_step > 0 then
    insert into finance.counterparty_aliases as a (tenant_id, client_id, kind, value)
    select p_movement.tenant_id, p_client, alias.kind, alias.value
    from (values
      ('iban', p_movement.counterparty_iban), ('name', lower(left(btrim(p_movement.counterparty_name), 200)))
    ) as alias (kind, value)
    where alias.value <> ''
    on conflict on constraint alias_known do update set uses = a.uses + 1;
  else
    -- One row at its last use is removed, any other counts down.
    delete from finance.counterparty_aliases a
    where a.tenant_id = p_movement.tenant_id and a.client_id = p_client and a.uses = 1 and (
      a.kind = 'iban' and a.value = p_movement.counterparty_iban
      or a.kind = 'name' and a.value = lower(left(btrim(p_movement.counterparty_name), 200))
    );
    update finance.counterparty_aliases a set uses = a.uses - 1
    where a.tenant_id = p_movement.tenant_id and a.client_id = p_client and a.uses > 1 and (
      a.kind = 'iban' and a.value = p_movement.counterparty_iban
      or a.kind = 'name' and a.value = lower(left(btrim(p_movement.counterparty_name), 200))
    );
  end if;
end
$$;
revoke execute on function finance.learn_counterparty(uuid, finance.bank_transactions, int) from public;
