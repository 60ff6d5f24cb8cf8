-- Nothing is granted by default: every later object says who may use it.
alter default privileges for role postgres revoke execute on functions from public;
alter default privileges for role postgres revoke all on tables from anon, authenticated, service_role;
alter default privileges for role postgres revoke all on sequences from anon, authenticated, service_role;
alter default privileges for role postgres revoke execute on functions from anon, authenticated, service_role;

create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;

create schema app;
create schema audit;
create schema crm;
create schema finance;
create schema identity;
create schema notifications;
create schema sales;

-- The role of requests without a credential: it may call the few sign-in functions granted to it and read no table.
-- Roles outlive databases of one cluster, hence the guard.
do $$
begin
  if not exists (select from pg_roles where rolname = 'comptoir_gate') then
    create role comptoir_gate nologin noinherit;
  end if;
end
$$;
grant comptoir_gate to postgres;

grant usage on schema app, audit, crm, finance, identity, notifications, sales to authenticated;
grant usage on schema app, identity to comptoir_gate;
grant usage on schema extensions to comptoir_gate;

comment on schema app is 'What all domains share: who is asking, identifiers, the outbox, counters, rate limits.';
comment on schema audit is 'The append-only audit log.';
comment on schema crm is 'Contacts and everything that hangs on them.';
comment on schema finance is 'Invoices, payments, ledger, bank and reconciliation.';
comment on schema identity is 'Tenants, companies, users, roles, sessions.';
comment on schema notifications is 'In-app notifications.';
comment on schema sales is 'Quotes.';
