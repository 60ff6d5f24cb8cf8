/**
 * A rule over the live catalogue: a query that names what breaks it, the offenders that are meant to, and an example that
 * proves the query finds one.
 */
export interface CatalogueRule {
  /** What holds, as the name of its test. */
  says: string;
  /** Answers one column `offender`. May use the relations of `OURS`. */
  sql: string;
  /** Offenders that are meant to be, with the reason. One that no longer offends fails the test. */
  allowed: Record<string, string>;
  /** Breaks the rule on the exemplary table `crm.samples` (or beside it). */
  breaks: string;
  finds: string;
}

/** What every rule looks at: the schemas, relations and functions this product owns. */
export const OURS = `
  with ours as (
    select oid as schema_id, nspname::text as schema from pg_namespace
    where pg_get_userbyid(nspowner) = 'postgres' and nspname not in ('extensions', 'supabase_migrations')
  ),
  tables as (
    select c.oid as id, o.schema, c.relname::text as name, o.schema || '.' || c.relname as full_name, c.relrowsecurity,
      c.relacl, exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      ) as of_tenant
    from pg_class c join ours o on o.schema_id = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition
  ),
  columns as (
    select t.full_name, t.of_tenant, a.attrelid, a.attnum, a.attname::text as name, a.attnotnull, a.attacl,
      format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default_value
    from tables t join pg_attribute a on a.attrelid = t.id and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  ),
  policies as (
    select t.full_name, p.polname::text as name, p.polpermissive as permissive, p.polcmd::text as command, p.polroles as roles,
      coalesce(pg_get_expr(p.polqual, p.polrelid), '') as using_text,
      coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as check_text
    from pg_policy p join tables t on t.id = p.polrelid
  ),
  indexes as (
    select t.full_name, t.of_tenant, i.indrelid, c.relname::text as name, i.indisunique, i.indisprimary, i.indnkeyatts,
      pg_get_expr(i.indpred, i.indrelid) as predicate,
      (select array_agg(k.attnum order by k.place) from unnest(i.indkey) with ordinality as k (attnum, place)
        where k.place <= i.indnkeyatts) as keys,
      (select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) as first_column
    from pg_index i join pg_class c on c.oid = i.indexrelid join tables t on t.id = i.indrelid
  ),
  foreign_keys as (
    select t.full_name, t.of_tenant, k.conrelid, k.conname::text as name, k.conkey, k.confkey, k.confrelid,
      r.full_name as target, coalesce(r.of_tenant, false) as target_of_tenant,
      (select a.attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id') as tenant_column,
      (select a.attnum from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id') as target_tenant_column
    from pg_constraint k join tables t on t.id = k.conrelid left join tables r on r.id = k.confrelid
    where k.contype = 'f'
  ),
  triggers as (
    select t.full_name, g.tgname::text as name, g.tgtype, g.tgfoid, n.nspname || '.' || p.proname as calls,
      string_to_array(encode(g.tgargs, 'escape'), '\\000') as arguments
    from pg_trigger g join tables t on t.id = g.tgrelid join pg_proc p on p.oid = g.tgfoid
    join pg_namespace n on n.oid = p.pronamespace where not g.tgisinternal
  ),
  functions as (
    select p.oid as id, o.schema, p.oid::regprocedure::text as full_name,
      o.schema || '.' || p.proname as short_name, l.lanname::text as language, p.prosecdef as definer, p.provolatile::text as volatility,
      p.proconfig, p.proacl, p.proowner, p.prosrc as body, p.prorettype = 'trigger'::regtype as is_trigger
    from pg_proc p join ours o on o.schema_id = p.pronamespace join pg_language l on l.oid = p.prolang
    where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  )`;

/** The one expression of a wall, as Postgres prints it. */
const WALL = "(tenant_id = ( SELECT app.tenant_id() AS tenant_id))";

/** A table as every table is born; each rule breaks it in one place. */
export const SAMPLE = `
  create table crm.samples (
    id uuid primary key default app.new_id(),
    tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
    contact_id uuid not null,
    label text not null constraint sample_label_length check (length(label) <= 10),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint samples_tenant_key unique (tenant_id, id),
    constraint sample_contact foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id)
  );
  create index samples_by_contact on crm.samples (tenant_id, contact_id);
  alter table crm.samples enable row level security;
  revoke all on crm.samples from anon, authenticated, service_role;
  grant select, insert (label) on crm.samples to authenticated;
  create policy tenant_wall on crm.samples as restrictive for all to authenticated
    using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
  create policy reads on crm.samples for select to authenticated using ((select app.read_scope('contacts')) = 'ALL');
  create policy creates on crm.samples for insert to authenticated with check ((select app.write_scope('contacts')) = 'ALL');
  create trigger touch before update on crm.samples for each row execute function app.touch();
  create trigger record after insert or update or delete on crm.samples
    for each row execute function audit.record('sample', 'data_modification');
  comment on table crm.samples is 'An example.';`;

export const TABLE_RULES: CatalogueRule[] = [
  {
    says: "row security is on for every table",
    sql: `select full_name as offender from tables where not relrowsecurity`,
    allowed: {},
    breaks: "alter table crm.samples disable row level security",
    finds: "crm.samples",
  },
  {
    says: "a partition is reached through its table alone: row security on, nothing granted",
    sql: `select o.schema || '.' || c.relname as offender from pg_class c join ours o on o.schema_id = c.relnamespace
      where c.relispartition and c.relkind = 'r' and (not c.relrowsecurity or exists (
        select from aclexplode(c.relacl) a where a.grantee <> c.relowner
      ))`,
    allowed: {},
    breaks: "grant select on app.events_default to authenticated",
    finds: "app.events_default",
  },
  {
    says: "no table of ours stands in the schema the Data API exposes",
    sql: `select c.relname::text as offender from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')`,
    allowed: {},
    breaks: "create table public.samples (id int)",
    finds: "samples",
  },
  {
    says: "a table without tenant_id is a known table of the platform",
    sql: `select full_name as offender from tables where not of_tenant`,
    allowed: {
      "app.consumers": "Readers of the outbox of all tenants; no role is granted the table.",
      "app.naps": "Which workers sleep; no role is granted the table.",
      "app.rate_windows": "Counters per bucket; a bucket names its address, user or tenant itself.",
      "finance.account_roles": "Charts of accounts, the same for every tenant; changed by migrations.",
      "finance.late_terms": "Terms of late payment by law, the same for every tenant; changed by migrations.",
      "identity.stream_tickets":
        "Found by a hash before there is an actor; the claims in it name the tenant. No role may read it.",
      "identity.one_time_tokens": "Belongs to a person, who may be in several tenants; no role may read it.",
      "identity.permissions": "The registry of permission keys, the same for every tenant.",
      "identity.backup_codes": "Stand-ins for the second factor of a person; no role may read the table.",
      "identity.mfa_factors": "The second factor of a person, whatever the organisation; no role may read the table.",
      "identity.refresh_tokens":
        "Reached only through their session, which belongs to a tenant; no role may read them.",
      "identity.role_preset_permissions": "What the preset roles grant, copied into each new tenant.",
      "identity.role_presets": "The preset roles copied into each new tenant.",
      "identity.tenants": "The tenant itself; its wall compares id.",
      "ops.countries": "The countries of the world, the same for every tenant; changed by migrations.",
      "ops.schedule_presets": "The schedules copied into each new tenant.",
      "identity.users": "A person may belong to several tenants; the policy asks for a shared one.",
    },
    breaks: "create table crm.loose (id int primary key)",
    finds: "crm.loose",
  },
  {
    says: "tenant_id is never null",
    sql: `select full_name as offender from columns where name = 'tenant_id' and not attnotnull`,
    allowed: {
      "audit.threat_rules": "Rows without a tenant are the defaults everybody reads and nobody writes.",
      "finance.exchange_rates": "Rows without a tenant are the defaults everybody reads and nobody writes.",
      "finance.vat_rates": "Rows without a tenant are the law of a country, which everybody reads and nobody writes.",
      "identity.login_attempts": "An attempt to sign in may name no tenant; no role may read the table.",
    },
    breaks: "alter table crm.samples alter tenant_id drop not null",
    finds: "crm.samples",
  },
  {
    says: "every tenant table has the tenant wall, word for word; where rows may have no tenant, those are read only",
    sql: `select t.full_name as offender from tables t
      where (t.of_tenant or t.full_name = 'identity.tenants') and not exists (
        select from policies p where p.full_name = t.full_name and p.name = 'tenant_wall' and not p.permissive
          and p.command = '*' and p.roles = array['authenticated'::regrole::oid]
          and case
            when t.full_name = 'identity.tenants' then p.using_text = replace('${WALL}', '(tenant_id =', '(id =')
              and p.check_text = p.using_text
            when exists (select from columns c where c.attrelid = t.id and c.name = 'tenant_id' and not c.attnotnull)
              then p.using_text = '((tenant_id IS NULL) OR ${WALL})' and p.check_text = '${WALL}'
            else p.using_text = '${WALL}' and p.check_text = '${WALL}'
          end
      )`,
    allowed: {
      "identity.login_attempts":
        "No role is granted the table; the sign-in functions write it before there is a tenant.",
    },
    breaks: "alter policy tenant_wall on crm.samples using (tenant_id = (select app.tenant_id()) or label = 'open')",
    finds: "crm.samples",
  },
  {
    says: "a command of a role has at most one permissive policy, named after the command",
    sql: `select p.full_name || ' ' || p.name as offender from policies p
      where p.permissive and (
        p.name is distinct from case p.command when 'r' then 'reads' when 'a' then 'creates' when 'w' then 'updates'
          when 'd' then 'deletes' end
        or exists (select from policies q where q.full_name = p.full_name and q.permissive and q.name <> p.name
          and (q.command = p.command or q.command = '*'))
      )`,
    allowed: {},
    breaks: "create policy others on crm.samples for select to authenticated using (label = 'open')",
    finds: "crm.samples others",
  },
  {
    says: "policies name the role authenticated",
    sql:
      `select full_name || ' ' || name as offender from policies where roles <> array['authenticated'::regrole::oid]`,
    allowed: {},
    breaks: "create policy deletes on crm.samples for delete using (label = 'open')",
    finds: "crm.samples deletes",
  },
  {
    says: "a policy calls what does not depend on the row once per statement, inside a scalar subselect",
    sql: `select distinct full_name || ' ' || name as offender from policies cross join lateral (
        values (regexp_replace(using_text || ' ' || check_text,
          '\\( SELECT [a-z_]+\\.[a-z_]+\\([^()]*\\) AS [a-z_]+\\)', '', 'g'))
      ) as rest (said)
      where said ~ (
        '\\m(' || (select string_agg(schema, '|') from ours) || '|auth|realtime|storage)\\.[a-z_]+'
          || '\\(\\s*(''[^'']*''(::[a-z]+)?(,\\s*)?)*\\)'
      )`,
    allowed: {},
    breaks: "alter policy reads on crm.samples using (app.read_scope('contacts') = 'ALL')",
    finds: "crm.samples reads",
  },
  {
    says: "a foreign key between tenant tables carries tenant_id to tenant_id",
    sql: `select full_name || ' ' || name as offender from foreign_keys
      where target_of_tenant and not coalesce((
        select bool_or(pair.a = tenant_column and pair.b = target_tenant_column) from unnest(conkey, confkey) as pair (a, b)
      ), false)`,
    allowed: {
      "identity.refresh_tokens refresh_tokens_session_id_fkey":
        "The token belongs to a session and has no tenant of its own; no role may write it.",
    },
    breaks: "alter table crm.samples add constraint sample_task foreign key (contact_id) references crm.tasks (id)",
    finds: "crm.samples sample_task",
  },
  {
    says: "every foreign key has an index that starts with its columns, the tenant first",
    sql: `select f.full_name || ' ' || f.name as offender from foreign_keys f
      where not exists (
        select from indexes i where i.indrelid = f.conrelid and i.keys[1:cardinality(f.conkey)] @> f.conkey
          and (coalesce(not tenant_column = any (f.conkey), true) or i.keys[1] = tenant_column)
          and (i.predicate is null or i.predicate ~ '^\\([a-z_0-9]+ IS NOT NULL\\)$')
      )`,
    allowed: {},
    breaks: "drop index crm.samples_by_contact; create index samples_by_contact on crm.samples (contact_id, tenant_id)",
    finds: "crm.samples sample_contact",
  },
  {
    says: "a unique key of a tenant table starts with tenant_id",
    sql: `select full_name || ' ' || name as offender from indexes
      where of_tenant and indisunique and first_column is distinct from 'tenant_id'
        and not (indisprimary and indnkeyatts = 1 and first_column = 'id')`,
    allowed: {
      "app.events events_pkey":
        "A key of a partitioned table names what partitions it; the identity is unique by itself.",
      "identity.api_keys api_keys_hash_key": "A key is looked up by its hash before the tenant is known.",
      "identity.auth_links auth_link_taken": "An identity outside is looked up before the tenant is known.",
      "identity.invites invites_token_key":
        "An invite is looked up by the hash of its token before the tenant is known.",
      "identity.magic_links magic_links_by_token": "A mailed token is looked up before the tenant is known.",
      "sales.portal_accounts portal_activation_token": "A mailed token is looked up before the tenant is known.",
      "sales.portal_accounts portal_reset_token": "A mailed token is looked up before the tenant is known.",
    },
    breaks: "create unique index sample_label_taken on crm.samples (label)",
    finds: "crm.samples sample_label_taken",
  },
  {
    says: "an index of a tenant table starts with tenant_id, unless it serves a key to a table of the platform",
    sql: `select i.full_name || ' ' || i.name as offender from indexes i
      where i.of_tenant and not i.indisunique and i.first_column is distinct from 'tenant_id' and not exists (
        select from foreign_keys f where f.conrelid = i.indrelid and not f.target_of_tenant and f.conkey[1] = i.keys[1]
      )`,
    allowed: {
      "ops.schedules schedules_due": "Schedulers look for due schedules of all tenants.",
      "ops.jobs jobs_by_lease": "Workers look for runs of all tenants that were cut off.",
      "ops.jobs jobs_due": "Workers look for due jobs of all tenants.",
      "notifications.outgoing_messages outgoing_messages_due":
        "The delivery worker looks for due messages of all tenants.",
      "app.idempotency_keys idempotency_keys_by_age": "The clean-up removes old answers of all tenants at once.",
      "identity.login_attempts login_attempts_by_email": "The lock-out counts per e-mail before a tenant is known.",
      "identity.companies companies_by_portal_domain":
        "Clients reach a portal by its domain before the tenant is known.",
      "sales.portal_accounts portal_accounts_by_email": "Clients sign in with an e-mail before the tenant is known.",
    },
    breaks: "create index samples_by_label on crm.samples (label)",
    finds: "crm.samples samples_by_label",
  },
  {
    says: "every table and view says what it is",
    sql: `select o.schema || '.' || c.relname as offender from pg_class c join ours o on o.schema_id = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and coalesce(length(obj_description(c.oid, 'pg_class')), 0) < 10`,
    allowed: {},
    breaks: "comment on table crm.samples is null",
    finds: "crm.samples",
  },
  {
    says: "every view obeys the policies of whoever reads it",
    sql: `select o.schema || '.' || c.relname as offender from pg_class c join ours o on o.schema_id = c.relnamespace
      where c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']`,
    allowed: {},
    breaks: "create view crm.sampled as select label from crm.samples; comment on view crm.sampled is 'An example.'",
    finds: "crm.sampled",
  },
  {
    says: "updated_at is kept by a trigger: touch, or one that does the same",
    sql: `select c.full_name as offender from columns c where c.name = 'updated_at' and not exists (
        select from triggers g join functions f on f.id = g.tgfoid
        where g.full_name = c.full_name and g.tgtype & 19 = 19 and f.body ~ 'new\\.updated_at :='
      )`,
    allowed: {
      "finance.config_versions": "The one function that writes the counter sets it.",
    },
    breaks: "drop trigger touch on crm.samples",
    finds: "crm.samples",
  },
  {
    says: "every business table writes the audit log",
    sql: `select t.full_name as offender from tables t where t.of_tenant and not exists (
        select from triggers g join functions f on f.id = g.tgfoid
        where g.full_name = t.full_name and (g.calls = 'audit.record' or f.body ~ 'audit\\.append\\(')
      )`,
    allowed: {
      "app.consumer_positions": "Technical: how far a consumer has read.",
      "app.events": "The outbox is itself a log and append-only.",
      "app.idempotency_keys": "Technical: answers kept for a day.",
      "app.list_counts": "Technical: counters kept by triggers.",
      "audit.chain_heads": "The end of the chain over the audit log itself.",
      "audit.chain_links": "The chain over the audit log itself, append-only.",
      "audit.events": "It is the audit log, append-only.",
      "audit.pending_links": "Technical: events that are chained within a second.",
      "audit.watched_events": "Technical: events that are looked at within a second.",
      "crm.activities": "A log of its own, append-only.",
      "finance.accounting_entry_lines": "Written once with their entry, which is recorded, and never changed.",
      "finance.document_counters": "A number is recorded with the document that took it.",
      "finance.config_versions": "A counter; the change it counts is recorded with its company.",
      "finance.invoice_documents": "The bytes frozen with an invoice, whose events are recorded; never changed.",
      "finance.invoice_lines": "Replaced with their draft; the figures of the invoice are recorded.",
      "identity.auth_links": "Linking and unlinking are events of authentication, written by the functions that do it.",
      "identity.login_attempts": "A log of its own, append-only.",
      "identity.magic_links": "The use of a link is a semantic event of the account functions.",
      "identity.user_settings": "How one person likes the pages to look is no business record.",
      "integrations.webhook_deliveries": "A log of its own: what was sent where and how it ended.",
      "notifications.notification_reads": "That somebody read a notification is no business record.",
      "notifications.notifications": "A notification tells of an event that is recorded where it happened.",
      "ops.jobs": "A log of its own: what was started by whom and how it ended.",
      "ops.schedule_runs": "A run book of unattended work: which slot queued which job.",
      "ops.schedules": "Only presets so far, which are copied and never changed by callers.",
      "sales.quote_lines": "Replaced with their draft; the figures of the quote are recorded.",
      "notifications.outgoing_messages": "A log of its own: what was sent to whom and when.",
      "identity.mfa_challenges":
        "A sign-in between its factors; being asked and failing are events of the sign-in functions.",
      "identity.trusted_devices": "Trusting and forgetting a device are events of the functions that do it.",
      "identity.sessions": "Opening and ending a session are semantic events of the sign-in functions.",
    },
    breaks: "drop trigger record on crm.samples",
    finds: "crm.samples",
  },
  {
    says: "amounts are exact and instants carry a zone: no float, no money type, no timestamp without time zone",
    sql: `select full_name || '.' || name as offender from columns
      where type in ('real', 'double precision', 'money', 'timestamp without time zone', 'time with time zone')
        or type ~ '^(character|char|bpchar)'`,
    allowed: {},
    breaks: "alter table crm.samples add price double precision",
    finds: "crm.samples.price",
  },
];
