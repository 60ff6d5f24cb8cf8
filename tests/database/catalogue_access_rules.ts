import type { CatalogueRule } from "./catalogue_rules.ts";

const SAMPLE_FUNCTION = (head: string, body = "select 1") =>
  `create function crm.sampled(p_a int) returns int ${head} as '${body}';
   revoke execute on function crm.sampled(int) from public; `;

export const GRANT_RULES: CatalogueRule[] = [
  {
    says: "anon, PUBLIC and service_role hold nothing on schemas, tables and sequences",
    sql:
      `select s.schema || ': ' || case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end as offender
        from ours s join pg_namespace n on n.oid = s.schema_id, aclexplode(n.nspacl) a
        where s.schema <> 'public' and (a.grantee = 0 or pg_get_userbyid(a.grantee) in ('anon', 'service_role'))
      union select o.schema || '.' || c.relname || ': ' || case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end
        from pg_class c join ours o on o.schema_id = c.relnamespace, aclexplode(c.relacl) a
        where a.grantee = 0 or pg_get_userbyid(a.grantee) in ('anon', 'service_role')
      union select full_name || '.' || name || ': ' || case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end
        from columns, aclexplode(attacl) a where a.grantee = 0 or pg_get_userbyid(a.grantee) in ('anon', 'service_role')`,
    allowed: {},
    breaks: "grant select (label) on crm.samples to anon",
    finds: "crm.samples.label: anon",
  },
  {
    says: "the role of requests without a credential reads and writes no table",
    sql: `select t.full_name as offender from tables t
      where has_table_privilege('comptoir_gate', t.id, 'select, insert, update, delete, truncate')
        or has_any_column_privilege('comptoir_gate', t.id, 'select, insert, update')`,
    allowed: {},
    breaks: "grant select (label) on crm.samples to comptoir_gate",
    finds: "crm.samples",
  },
  {
    says: "authenticated inserts and updates by column, and never truncates, references or adds triggers",
    sql: `select t.full_name || ': ' || lower(a.privilege_type) as offender from tables t, aclexplode(t.relacl) a
      where pg_get_userbyid(a.grantee) = 'authenticated' and a.privilege_type not in ('SELECT', 'DELETE')`,
    allowed: {},
    breaks: "grant update on crm.samples to authenticated",
    finds: "crm.samples: update",
  },
  {
    says: "authenticated writes neither tenant_id nor id nor the clock of a row",
    sql: `select c.full_name || '.' || c.name || ': ' || lower(a.privilege_type) as offender
      from columns c, aclexplode(c.attacl) a
      where pg_get_userbyid(a.grantee) = 'authenticated' and a.privilege_type in ('INSERT', 'UPDATE')
        and c.name in ('id', 'tenant_id', 'created_at', 'updated_at', 'created_by')`,
    allowed: {
      "app.idempotency_keys.created_at: update": "A key older than a day starts again with the request that reuses it.",
    },
    breaks: "grant insert (tenant_id) on crm.samples to authenticated",
    finds: "crm.samples.tenant_id: insert",
  },
  {
    says: "a column granted for writing has a policy that lets its command pass",
    sql:
      `select distinct c.full_name || ': ' || lower(a.privilege_type) as offender from columns c, aclexplode(c.attacl) a
      where pg_get_userbyid(a.grantee) = 'authenticated' and a.privilege_type in ('INSERT', 'UPDATE') and not exists (
        select from policies p where p.full_name = c.full_name and p.permissive
          and p.command = case a.privilege_type when 'INSERT' then 'a' else 'w' end
      )`,
    allowed: {},
    breaks: "drop policy creates on crm.samples",
    finds: "crm.samples: insert",
  },
];

export const FUNCTION_RULES: CatalogueRule[] = [
  {
    says: "every function pins an empty search_path",
    sql: `select full_name as offender from functions where not coalesce(proconfig, '{}') @> array['search_path=""']`,
    allowed: {},
    breaks: SAMPLE_FUNCTION("language sql"),
    finds: "crm.sampled(integer)",
  },
  {
    says: "no function may be executed by PUBLIC, anon or service_role beyond the shared helpers",
    sql:
      `select distinct f.full_name || ': ' || case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end
        as offender
      from functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
      where a.grantee = 0 or pg_get_userbyid(a.grantee) = 'anon'
        or pg_get_userbyid(a.grantee) = 'service_role' and (f.definer or f.schema not in ('app', 'crm'))`,
    allowed: {
      "notifications.audiences(): service_role": "app.may_listen calls it, for whichever role listens.",
    },
    breaks: SAMPLE_FUNCTION("language sql set search_path = ''") +
      "grant execute on function crm.sampled(int) to public",
    finds: "crm.sampled(integer): public",
  },
  {
    says: "a trigger function is granted to nobody",
    sql:
      `select distinct f.full_name as offender from functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
      where f.is_trigger and a.grantee <> f.proowner`,
    allowed: {},
    breaks:
      `create function crm.sampled() returns trigger language plpgsql set search_path = '' as 'begin return null; end';
      grant execute on function crm.sampled() to authenticated`,
    finds: "crm.sampled()",
  },
  {
    says: "a definer function that callers may execute looks at who they are, itself or in what it calls",
    sql: `, direct as (
        select f.id, f.full_name, f.definer,
          f.body ~ '\\mapp\\.(tenant_id|claims|user_id|member_id)\\(\\)' as asks
        from functions f
      ), once as (
        select r.id, r.full_name, r.definer, r.asks or exists (
          select from functions f join functions g on f.body like '%' || g.short_name || '(%'
          join direct c on c.id = g.id and c.asks where f.id = r.id
        ) as asks from direct r
      ), twice as (
        select r.id, r.full_name, r.definer, r.asks or exists (
          select from functions f join functions g on f.body like '%' || g.short_name || '(%'
          join once c on c.id = g.id and c.asks where f.id = r.id
        ) as asks from once r
      )
      select full_name as offender from twice
      where definer and not asks and has_function_privilege('authenticated', id, 'execute')`,
    allowed: {},
    breaks: SAMPLE_FUNCTION("language sql security definer set search_path = ''") +
      "grant execute on function crm.sampled(int) to authenticated",
    finds: "crm.sampled(integer)",
  },
];
