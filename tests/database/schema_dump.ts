import { OURS } from "./catalogue_rules.ts";
import type { Transaction } from "../support/transactions.ts";

interface Line {
  relation: string;
  line: string;
}

const COLUMNS = `${OURS}
  select c.full_name as relation, c.name || ' ' || c.type || case when c.attnotnull then ' not null' else '' end
    || case
      when a.attidentity <> '' then ' generated ' || case a.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
      when a.attgenerated = 's' then ' generated always as ' || c.default_value || ' stored'
      when c.default_value is not null then ' default ' || c.default_value else ''
    end as line
  from columns c join pg_attribute a on a.attrelid = c.attrelid and a.attnum = c.attnum
  order by c.full_name, c.attnum`;

const CONSTRAINTS = `${OURS}
  select t.full_name as relation, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true) as line
  from pg_constraint k join tables t on t.id = k.conrelid where k.contype <> 'n' and k.contype <> 't'
  order by t.full_name, array_position('{p,u,x,c,f}'::text[], k.contype::text), k.conname`;

const INDEXES = `${OURS}
  select i.full_name as relation, pg_get_indexdef(x.indexrelid) || ';' as line
  from indexes i join pg_index x on x.indrelid = i.indrelid join pg_class c on c.oid = x.indexrelid and c.relname = i.name
  where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
  order by i.full_name, i.name`;

const POLICIES = `${OURS}
  select full_name as relation, 'policy ' || name || case when permissive then '' else ' restrictive' end || ' for '
    || case command when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end
    || ' to ' || (select string_agg(case r when 0 then 'public' else pg_get_userbyid(r)::text end, ', ') from unnest(roles) r)
    || case when using_text <> '' then ' using ' || regexp_replace(using_text, '\\s+', ' ', 'g') else '' end
    || case when check_text = '' then '' when check_text = using_text then ' with check (same)'
      else ' with check ' || regexp_replace(check_text, '\\s+', ' ', 'g') end || ';' as line
  from policies order by full_name, permissive, name`;

const GRANTS = `${OURS}, granted as (
    select o.schema || '.' || c.relname as relation, a.grantee, a.privilege_type, null::text as name, 0 as place
    from pg_class c join ours o on o.schema_id = c.relnamespace, aclexplode(c.relacl) a
    where c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner
    union all
    select t.full_name, a.grantee, a.privilege_type, at.attname::text, at.attnum
    from tables t join pg_attribute at on at.attrelid = t.id and not at.attisdropped, aclexplode(at.attacl) a
  )
  select relation, 'grant ' || lower(privilege_type) || coalesce(' (' || string_agg(name, ', ' order by place) || ')', '') || ' to '
    || case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end || ';' as line
  from granted group by relation, grantee, privilege_type
  order by relation, case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end, privilege_type`;

const TRIGGERS = `${OURS}
  select t.full_name as relation,
    regexp_replace(pg_get_triggerdef(g.oid), '^CREATE (CONSTRAINT )?TRIGGER', 'trigger') || ';' as line
  from pg_trigger g join tables t on t.id = g.tgrelid where not g.tgisinternal order by t.full_name, g.tgname`;

const RELATIONS = `${OURS}
  select o.schema || '.' || c.relname as relation, c.relkind::text as kind, c.relpersistence = 'u' as unlogged,
    c.relrowsecurity as secured, coalesce(c.reloptions::text, '') as options,
    coalesce(obj_description(c.oid, 'pg_class'), '') as said,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as definition
  from pg_class c join ours o on o.schema_id = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition order by 1`;

const FUNCTIONS = `${OURS}
  select f.schema as relation, 'function ' || f.short_name || '(' || pg_get_function_arguments(f.id) || ') returns '
    || coalesce(pg_get_function_result(f.id), 'void') || ' language ' || f.language
    || case f.volatility when 'i' then ' immutable' when 's' then ' stable' else '' end
    || case when f.definer then ' security definer' else '' end
    || coalesce(' granted to ' || (
      select string_agg(case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end, ', '
        order by case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end)
      from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a where a.grantee <> f.proowner
    ), '') || ';' as line
  from functions f order by 1, 2`;

const SCHEMAS = `${OURS}
  select o.schema as relation, 'schema ' || o.schema || coalesce(' usage granted to ' || (
    select string_agg(pg_get_userbyid(a.grantee)::text, ', ' order by pg_get_userbyid(a.grantee)::text)
    from aclexplode(n.nspacl) a where a.grantee <> n.nspowner and a.privilege_type = 'USAGE'
  ), '') || ';' as line
  from ours o join pg_namespace n on n.oid = o.schema_id order by 1`;

const DOMAINS = `${OURS}
  select o.schema as relation, 'domain ' || format_type(t.oid, null) || ' as ' || format_type(t.typbasetype, t.typtypmod)
    || coalesce((
      select string_agg(' constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true), '' order by k.conname)
      from pg_constraint k where k.contypid = t.oid and k.contype = 'c'
    ), '') || ';' as line
  from pg_type t join ours o on o.schema_id = t.typnamespace where t.typtype = 'd' order by 1, 2`;

/** Policies on tables of the platform, which live channels and files obey. */
const PLATFORM_POLICIES = `
  select n.nspname || '.' || c.relname as relation, 'policy ' || p.polname || ' on ' || n.nspname || '.' || c.relname
    || case when p.polpermissive then '' else ' restrictive' end || ' for '
    || case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end
    || ' to ' || (select string_agg(case r when 0 then 'public' else pg_get_userbyid(r)::text end, ', ') from unnest(p.polroles) r)
    || coalesce(' using ' || regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g'), '')
    || coalesce(' with check ' || regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\\s+', ' ', 'g'), '') || ';' as line
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('realtime', 'storage') order by 1, 2`;

/** The net schema as reviewers read it: one block per table with everything about it, then the functions, in a stable order. */
export async function dumpSchema(transaction: Transaction): Promise<string> {
  // An empty path makes every printed name complete.
  await transaction`select set_config('search_path', '', true)`;
  const lines = (sql: string) => transaction.unsafe<Line[]>(sql);
  const inside = groupLines([...await lines(COLUMNS), ...await lines(CONSTRAINTS)]);
  const beside = groupLines([
    ...await lines(INDEXES),
    ...await lines(POLICIES),
    ...await lines(GRANTS),
    ...await lines(TRIGGERS),
  ]);
  const functions = groupLines([...await lines(FUNCTIONS)]);
  const domains = groupLines([...await lines(DOMAINS)]);
  const relations = await transaction.unsafe<
    {
      relation: string;
      kind: string;
      unlogged: boolean;
      secured: boolean;
      options: string;
      said: string;
      definition: string;
    }[]
  >(RELATIONS);

  const blocks: string[] = [];
  for (const { relation: schema, line } of await lines(SCHEMAS)) {
    blocks.push([line, ...domains.get(schema) ?? []].join("\n"));
    for (const one of relations.filter(({ relation }) => relation.startsWith(`${schema}.`))) {
      const { relation, kind, unlogged, secured, options, said, definition } = one;
      const head = kind === "v"
        ? `view ${relation}${options && ` with ${options}`} as\n${definition}`
        : `${unlogged ? "unlogged " : ""}table ${relation} (\n  ${inside.get(relation)?.join(",\n  ") ?? ""}\n)` +
          `${secured ? " with row security" : ""};`;
      blocks.push([`-- ${said}`, head, ...beside.get(relation) ?? []].join("\n"));
    }
    if (functions.has(schema)) blocks.push(functions.get(schema)!.join("\n"));
  }
  const platform = (await lines(PLATFORM_POLICIES)).map(({ line }) => line);
  if (platform.length > 0) blocks.push(["-- On tables of the platform.", ...platform].join("\n"));
  return `-- The net schema, made from the migrations. Do not edit: see schema_snapshot_test.ts.\n\n${
    blocks.join("\n\n")
  }\n`;
}

function groupLines(lines: readonly Line[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { relation, line } of lines) {
    if (!groups.has(relation)) groups.set(relation, []);
    groups.get(relation)!.push(line);
  }
  return groups;
}
