-- A restore makes the records of an organisation again what an archive holds, in one transaction of its job.
--   Books (schema finance) are never taken back: what was invoiced, paid, booked or numbered stays as it is, and rows that are
--   missing come back, though never mixed into a record that is there. The audit log is not touched: it tells of the restore.
--   Everything else is cleared and loaded. A row that something staying refers to stays too, and takes the archived values.
-- Triggers sleep meanwhile (session_replication_role): rows come back as they were, without events, and other organisations write
-- on. What triggers keep in order is made good at the end: foreign keys are checked, counters counted anew.

-- From now on only this job writes for the organisation: everybody else is answered tenant_restoring by the entry functions.
create function ops.begin_restore(p_job uuid) returns timestamptz
language plpgsql security definer set search_path = ''
as $$
begin
  perform ops.require_service();
  update identity.tenants t set restoring_job = p_job where t.id = app.tenant_id();
  return clock_timestamp();
end
$$;

-- Transactions that were let in before and may still write.
create function ops.open_since_before(p_at timestamptz) returns int
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform ops.require_service();
  return (
    select count(*) from pg_catalog.pg_stat_activity a
    where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
      and a.xact_start < p_at and a.state <> 'idle'
  );
end
$$;

-- However the job ends, the organisation may write again from then on.
create function ops.end_restoring() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update identity.tenants t set restoring_job = null where t.id = new.tenant_id and t.restoring_job = new.id;
  return null;
end
$$;
create trigger end_restoring after update of status on ops.jobs for each row
  when (new.kind = 'backups.restore' and new.finished_at is not null) execute function ops.end_restoring();

create function ops.clear_for_restore(p_users boolean) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  t record;
  unless text;
  n bigint;
  removed bigint := 0;
begin
  perform ops.require_service();
  set local session_replication_role to replica;
  -- Time is bounded by the job.
  perform set_config('statement_timeout', '0', true);
  -- Those that refer to others first: what still refers to a row when its turn comes is staying.
  for t in
    with recursive levels as (
      select b.relation, 0 as depth from ops.backup_tables(p_users) b
      union
      select k.conrelid, l.depth + 1 from levels l
      join pg_catalog.pg_constraint k on k.contype = 'f' and k.confrelid = l.relation and k.conrelid <> l.relation
      where l.depth < 12
    )
    select b.* from ops.backup_tables(p_users) b join levels l on l.relation = b.relation
    where not b.is_book group by b.model, b.relation, b.fields, b.key, b.is_heavy, b.is_book, b.of_tenant
    order by max(l.depth) desc, b.model
  loop
    select string_agg(format(
      'not exists (select from %s c where %s)', k.conrelid::regclass,
      (select string_agg(format('c.%I = t.%I', ca.attname, pa.attname), ' and ')
        from unnest(k.conkey, k.confkey) as pair (c, p)
        join pg_catalog.pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = pair.c
        join pg_catalog.pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = pair.p)
    ), ' and ') into unless
    from pg_catalog.pg_constraint k where k.contype = 'f' and k.confrelid = t.relation and k.conrelid <> t.relation;
    execute format('delete from %s t where t.tenant_id = $1 and %s', t.relation::regclass, coalesce(unless, 'true'))
    using app.tenant_id();
    get diagnostics n = row_count;
    removed := removed + n;
  end loop;
  return removed;
end
$$;

-- Loads rows of one table, [{model, pk, fields}]: how many were written, and which fields this version does not know. The tenant
-- is the caller's, whatever the archive says.
create function ops.load_for_restore(p_model text, p_rows jsonb, p_users boolean, out written int, out dropped text[])
language plpgsql security definer set search_path = ''
as $$
declare
  t record;
  given text[];
  taken text[];
  beside text := 'true';
begin
  perform ops.require_service();
  if current_setting('session_replication_role') <> 'replica' then
    raise exception 'a restore begins with clearing';
  end if;
  select array_agg(distinct k.key) into given
  from jsonb_array_elements(p_rows) r cross join lateral jsonb_object_keys(r -> 'fields') k (key);
  select * into t from ops.backup_tables(p_users, p_model);
  if t.relation is null then
    written := 0;
    dropped := array['*'];
    return;
  end if;
  taken := array(select f from unnest(t.fields) f where f = any (given));
  dropped := array(select g from unnest(given) g where g <> all (t.fields) order by g);
  if t.is_book and t.of_tenant then
    -- A record that was there keeps its parts: those of the archive would be mixed into them.
    select coalesce(string_agg(format(
      'not exists (select from %s p where %s and p.xmin <> pg_current_xact_id()::xid)', k.confrelid::regclass,
      (select string_agg(format('p.%I = r.%I', pa.attname, ca.attname), ' and ')
        from unnest(k.conkey, k.confkey) as pair (c, p)
        join pg_catalog.pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = pair.c
        join pg_catalog.pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = pair.p)
    ), ' and '), 'true') into beside
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.confrelid
    where k.contype = 'f' and k.conrelid = t.relation and k.confrelid <> t.relation
      and c.relnamespace = 'finance'::regnamespace;
  end if;
  execute format(
    'insert into %s as t (%s) overriding system value
     select %s from jsonb_populate_recordset(null::%s, (
       select jsonb_agg(e.value -> ''fields'' || $2) from jsonb_array_elements($1) e
     )) r where %s on conflict %s',
    t.relation::regclass,
    (select string_agg(quote_ident(f), ', ') from unnest(taken) f),
    (select string_agg('r.' || quote_ident(f), ', ') from unnest(taken) f),
    t.relation::regclass,
    beside,
    case when t.is_book or taken <@ t.key then 'do nothing' else format(
      '(%s) do update set %s where t.tenant_id = excluded.tenant_id',
      (select string_agg(quote_ident(f), ', ') from unnest(t.key) f),
      (select string_agg(format('%I = excluded.%I', f, f), ', ') from unnest(taken) f where f <> all (t.key))
    ) end
  ) using p_rows, case when t.of_tenant then jsonb_build_object('tenant_id', app.tenant_id()) else '{}' end;
  get diagnostics written = row_count;
end
$$;

-- Raises backup_inconsistent, naming the foreign key, when a row refers to nothing.
create function ops.end_restore(p_users boolean, p_context jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  k record;
  is_broken boolean;
begin
  perform ops.require_service();
  if p_users then
    -- What memberships carry of their roles and teams.
    perform identity.refresh_membership(m.id) from identity.memberships m where m.tenant_id = tenant;
  end if;
  for k in
    select c.conname, c.conrelid::regclass as child, c.confrelid::regclass as parent,
      (select string_agg(format('c.%I is not null', ca.attname), ' and ') from unnest(c.conkey) as one (c)
        join pg_catalog.pg_attribute ca on ca.attrelid = conrelid and ca.attnum = one.c) as present,
      (select string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and ')
        from unnest(c.conkey, c.confkey) as pair (c, p)
        join pg_catalog.pg_attribute ca on ca.attrelid = conrelid and ca.attnum = pair.c
        join pg_catalog.pg_attribute pa on pa.attrelid = confrelid and pa.attnum = pair.p) as matches
    from pg_catalog.pg_constraint c join pg_catalog.pg_class r on r.oid = c.conrelid
    where c.contype = 'f' and not r.relispartition
      and r.relnamespace in (
        select n.oid from pg_catalog.pg_namespace n
        where pg_catalog.pg_get_userbyid(n.nspowner) = 'postgres' and n.nspname not in ('app', 'audit', 'extensions')
      )
      and exists (
        select from pg_catalog.pg_attribute a where a.attrelid = c.conrelid and a.attname = 'tenant_id' and not a.attisdropped
      )
  loop
    execute format(
      'select exists (select from %s c where c.tenant_id = $1 and %s and not exists (select from %s p where %s))',
      k.child, k.present, k.parent, k.matches
    ) into is_broken using tenant;
    if is_broken then
      perform app.refuse('backup_inconsistent', jsonb_build_object('constraint', k.conname));
    end if;
  end loop;
  delete from app.list_counts c where c.tenant_id = tenant;
  for k in
    select distinct g.tgrelid::regclass as counted from pg_catalog.pg_trigger g
    where g.tgfoid = 'app.count_inserted()'::regprocedure and not g.tgisinternal
  loop
    execute format(
      'insert into app.list_counts (tenant_id, list, slot, n)
       select $1, %L, 0, count(*) from %s t where t.tenant_id = $1 and t.deleted_at is null', k.counted, k.counted
    ) using tenant;
  end loop;
  set local session_replication_role to origin;
  perform audit.append(
    'system', 'backup_restored', '', 'backup', p_context ->> 'filename', null, null, 'warning', 'success', p_context
  );
end
$$;

-- Backups and restores of an organisation start one after the other: answers the one under way, if any.
create function ops.backup_under_way() returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if app.write_scope('admin.backups') is distinct from 'ALL' then
    perform app.refuse('authorization_error');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('backups:' || app.tenant_id(), 0));
  return (
    select j.id from ops.jobs j where j.tenant_id = app.tenant_id() and j.kind in ('backups.make', 'backups.restore')
      and j.status in ('pending', 'processing')
    limit 1
  );
end
$$;
revoke execute on function ops.begin_restore(uuid), ops.open_since_before(timestamptz), ops.end_restoring(),
  ops.clear_for_restore(boolean), ops.load_for_restore(text, jsonb, boolean), ops.end_restore(boolean, jsonb),
  ops.backup_under_way()
from public;
grant execute on function ops.begin_restore(uuid), ops.open_since_before(timestamptz), ops.clear_for_restore(boolean),
  ops.load_for_restore(text, jsonb, boolean), ops.end_restore(boolean, jsonb), ops.backup_under_way()
to authenticated;
