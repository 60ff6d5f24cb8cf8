-- What a backup of an organisation holds, read from the catalogue so that no table is ever forgotten: every table with a
-- tenant_id but
--   those of the schemas app and audit, the machinery and the log that tells of the restore itself;
--   those that cannot be without a secret (a column "_hash", "_enc", "_sealed", "_secret" or "_token" that is never null);
--   sessions, attempts, messages on their way and the books of jobs and backups, which mean nothing later.
-- People (accounts, memberships, roles, and rows that always belong to a member) only with p_users. Secrets are left out of the
-- other tables; with p_users the passwords of portal accounts are in, never those of members, who may belong to others too.
create function ops.backup_tables(p_users boolean, p_model text default null)
returns table (
  model text, relation oid, fields text[], key text[], is_heavy boolean, is_book boolean, of_tenant boolean
)
language sql stable set search_path = ''
as $$
  with columns as not materialized (
    select a.attrelid, a.attnum, a.attname::text as name, a.attnotnull, a.attgenerated, a.atttypid,
      a.attname ~ '(_hash|_enc|_sealed|_secret|_token)$' as is_secret
    from pg_catalog.pg_attribute a where a.attnum > 0 and not a.attisdropped
  ), edges as not materialized (
    select k.conrelid, k.confrelid, k.conkey from pg_catalog.pg_constraint k where k.contype = 'f'
  ), tables as (
    select c.oid as relation, n.nspname || '.' || c.relname as model, n.nspname::text as schema,
      exists (select from columns k where k.attrelid = c.oid and k.name = 'tenant_id') as of_tenant
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_catalog.pg_get_userbyid(n.nspowner) = 'postgres'
      and n.nspname not in ('app', 'audit', 'extensions', 'supabase_migrations')
      and (p_model is null or n.nspname || '.' || c.relname = p_model)
  ), chosen as (
    select t.* from tables t
    where (t.of_tenant or t.model = 'identity.users' and p_users)
      and t.model <> all (array[
        'identity.auth_links', 'identity.login_attempts', 'identity.mfa_challenges', 'identity.sessions',
        'integrations.webhook_deliveries',
        'notifications.outgoing_messages', 'ops.backup_events', 'ops.backups', 'ops.jobs', 'ops.schedule_runs'
      ])
      and not exists (select from columns k where k.attrelid = t.relation and k.is_secret and k.attnotnull)
      and (p_users or not (
        t.schema = 'identity' and t.model not in ('identity.companies', 'identity.teams')
        or t.model = 'sales.portal_accounts'
        or exists (
          select from edges e join columns k on k.attrelid = e.conrelid and k.attnum = any (e.conkey)
          where e.conrelid = t.relation and e.confrelid in ('identity.memberships'::regclass, 'identity.users'::regclass)
          group by e.confrelid, e.conkey having bool_and(k.attnotnull)
        )
      ))
  )
  select t.model, t.relation,
    (select array_agg(k.name order by k.attnum) from columns k
      where k.attrelid = t.relation and k.attgenerated = ''
        and (not k.is_secret or t.model = 'sales.portal_accounts' and k.name = 'password_hash')),
    (select array_agg(k.name order by k.attnum) from pg_catalog.pg_index i join columns k on k.attrelid = i.indrelid
      where i.indrelid = t.relation and i.indisprimary and k.attnum = any (i.indkey)),
    exists (select from columns k where k.attrelid = t.relation and k.atttypid = 'bytea'::regtype),
    t.schema = 'finance' or not t.of_tenant, t.of_tenant
  from chosen t
$$;

create function ops.require_service() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if app.claims() ->> 'actor_type' is distinct from 'service' then
    perform app.refuse('authorization_error');
  end if;
end
$$;

-- Opens a cursor named backup_rows over the rows of one table, each as the JSON text {model, pk, fields}.
create function ops.open_backup(p_model text, p_users boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  t record;
  place refcursor := 'backup_rows';
begin
  perform ops.require_service();
  -- The time of the whole is bounded by the job.
  perform set_config('statement_timeout', '0', true);
  select * into strict t from ops.backup_tables(p_users, p_model);
  open place for execute format(
    'select jsonb_build_object(''model'', %L, ''pk'', %s, ''fields'', r.f)::text as line from (
       select (select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(t)) e where e.key = any ($2)) as f
       from %s t where %s order by %s
     ) r',
    p_model,
    case when cardinality(t.key) = 1 then format('r.f -> %L', t.key[1])
      else 'jsonb_build_object(' || (select string_agg(format('%L, r.f -> %L', k, k), ', ') from unnest(t.key) k) || ')' end,
    t.relation::regclass,
    case when t.of_tenant then 't.tenant_id = $1'
      else 't.id in (select m.user_id from identity.memberships m where m.tenant_id = $1)' end,
    -- The same rows come in the same order when they are read again.
    (select string_agg(format('t.%I', k), ', ') from unnest(t.key) k)
  ) using app.tenant_id(), t.fields;
end
$$;
revoke execute on function ops.backup_tables(boolean, text), ops.require_service(), ops.open_backup(text, boolean) from public;
grant execute on function ops.backup_tables(boolean, text), ops.open_backup(text, boolean) to authenticated;
