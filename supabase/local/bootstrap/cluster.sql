-- Roles of a Supabase project (PostgreSQL 17). Runs as the cluster owner, any number of times.
-- Passwords are not here: bootstrapCluster gives every login role the password of the cluster.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('postgres'), ('anon'), ('authenticated'), ('service_role'), ('authenticator'), ('dashboard_user'),
      ('supabase_auth_admin'), ('supabase_storage_admin'), ('supabase_realtime_admin')
    ) as role (name)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
  end loop;
end
$$;

-- A superuser here would hide every permission mistake that a hosted project then reports.
alter role postgres login nosuperuser createdb createrole replication bypassrls inherit;
alter role anon nologin noinherit;
alter role authenticated nologin noinherit;
alter role service_role nologin noinherit bypassrls;
alter role authenticator login noinherit;
alter role dashboard_user nologin createdb createrole replication;
alter role supabase_auth_admin login noinherit createrole;
alter role supabase_storage_admin login noinherit createrole;
-- Hosted without LOGIN; the local realtime server connects as this role.
alter role supabase_realtime_admin login noinherit;

alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to supabase_realtime_admin;
grant authenticator to supabase_storage_admin;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
-- Hosted, an extension lets role postgres set this although it is no superuser: restores of data need it.
grant set on parameter session_replication_role to postgres;
grant pg_monitor, pg_read_all_data, pg_signal_backend, pg_create_subscription to postgres;

-- Hosted, an extension lets role postgres manage policies and triggers on tables of the platform although it does not
-- own them. Inheriting the owners without being able to become them has the same effect; the schemas below withhold
-- CREATE, so that adding objects to them fails as it does there.
grant supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin to postgres with inherit true, set false;
