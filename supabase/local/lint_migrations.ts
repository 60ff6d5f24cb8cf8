import { basename, join } from "node:path";
import { LOCAL_DIR } from "./postgres_binaries.ts";
import { lineAt, splitStatements, type SqlStatement, type SqlToken, sqlTokens } from "./sql_text.ts";

/** Something in a migration that a hosted project would refuse, or that would leave data open. */
export interface Finding {
  file: string;
  /** 1-based. */
  line: number;
  rule: string;
  message: string;
}

interface Statement {
  line: number;
  /** Lower-case, one space between tokens, no comments, literals emptied: what the rules match. */
  shape: string;
  tokens: SqlToken[];
}

interface StatementRule {
  rule: string;
  message: string;
  broken(statement: Statement): boolean;
}

const MANAGED = "(?:auth|storage|realtime)";
const OBJECT = "(?:table|function|procedure|routine|index|type|view|sequence|domain|aggregate|operator)";
/** Extensions the platform installs on request; the local server has none of them. */
const HOSTED_EXTENSIONS = new Set(
  "pg_cron pg_net pgmq vector supabase_vault pg_jsonschema wal2json pgtap pg_partman wrappers hypopg pgaudit http pgsodium pg_graphql"
    .split(" "),
);

/** Words of PL/pgSQL after which a statement starts. */
const BLOCK_WORDS = new Set(["begin", "then", "else", "loop"]);

function shaped(rule: string, message: string, ...patterns: string[]): StatementRule {
  const expressions = patterns.map((pattern) => new RegExp(pattern));
  return { rule, message, broken: ({ shape }) => expressions.some((expression) => expression.test(shape)) };
}

/** Rules that one statement can break, also from inside a DO block. */
const STATEMENT_RULES: StatementRule[] = [
  shaped(
    "managed_schema",
    "the platform owns schemas auth, storage and realtime: nothing may be created, altered or dropped there",
    `\\b(?:create|drop) (?:or replace )?(?:(?:unique|unlogged|materialized|recursive|foreign) )*${OBJECT} (?:if (?:not )?exists )?${MANAGED}\\.`,
    `\\balter (?:materialized )?${OBJECT} (?:if exists )?(?:only )?${MANAGED}\\.`,
    `\\bcreate (?:unique )?index\\b.* on (?:only )?${MANAGED}\\.`,
    `\\b(?:create|alter|drop) schema (?:if (?:not )?exists )?${MANAGED}\\b`,
  ),
  shaped(
    "managed_grant",
    "privileges in auth, storage and realtime belong to the platform: GRANT and REVOKE fail there",
    `^(?:grant|revoke) .* on (?:\\w+ )?(?:[^ ]+, )*${MANAGED}\\.`,
    `^(?:grant|revoke) .* (?:on|in) schema (?:\\w+, )*${MANAGED}\\b`,
  ),
  shaped(
    "managed_comment",
    "only the owner may comment on objects of auth, storage and realtime",
    `^comment on (?:(?! is ).)*\\b${MANAGED}\\.`,
  ),
  shaped(
    "auth_users_reference",
    "the product keeps its users in its own tables: no reference to auth.users",
    "\\breferences auth\\.users\\b",
  ),
  {
    rule: "platform_role",
    message: "postgres cannot become a role of the platform",
    broken: ({ shape, tokens }) =>
      /\bset (?:local |session )?role (?:to |= )?supabase_/.test(shape) ||
      /\bset (?:local |session )?session authorization\b/.test(shape) ||
      /\bset (?:local |session )?role (?:to |= )?''/.test(shape) &&
        tokens.some((token) => token.kind === "string" && token.text.startsWith("'supabase_")),
  },
  shaped(
    "superuser",
    "postgres is no superuser and cannot make one",
    "\\b(?:create|alter) (?:role|user|group) .*\\bsuperuser\\b",
  ),
  shaped("alter_system", "server settings belong to the platform", "\\balter system\\b"),
  shaped(
    "foreign_default_privileges",
    "postgres changes its own default privileges only",
    "^alter default privileges for (?:role|user) (?!postgres\\b)",
  ),
  shaped(
    "idle_default_privileges",
    "PostgreSQL ignores a revocation from PUBLIC within one schema: leave IN SCHEMA out",
    "^alter default privileges .*in schema .*\\brevoke .* from (?:[\\w, ]+, )?public\\b",
  ),
  shaped("security_off", "row level security stays on", "\\bdisable row level security\\b"),
  shaped(
    "storage_delete",
    "rows of storage go with their files: delete through the Storage API",
    "\\b(?:delete from|truncate(?: table)?) (?:only )?storage\\.",
  ),
  shaped(
    "migration_table",
    "the tools keep their own books: no write to a migrations table",
    "\\b(?:insert into|update|delete from|truncate(?: table)?) (?:only )?(?:auth|storage|realtime|supabase_migrations)\\.\\w*migrations\\b",
  ),
  {
    rule: "definer_search_path",
    message: "SECURITY DEFINER without SET search_path runs whatever the caller puts in the way",
    broken: ({ shape }) => /\bsecurity definer\b/.test(shape) && !/\bset search_path\b/.test(shape),
  },
  {
    rule: "singular_claim",
    message: "the Data API sets only request.jwt.claims: use auth.jwt() or auth.uid()",
    broken: ({ tokens }) =>
      tokens.some(({ kind, text }) => kind === "string" && /^'request\.jwt\.claim(?:\.\w+)?'$/.test(text)),
  },
  shaped(
    "view_without_invoker",
    "a view reads with the rights of its owner unless it says security_invoker = true",
    "^create (?:or replace )?(?:recursive )?view (?!.*\\bsecurity_invoker ?=? ?(?:true|on|1)\\b)(?!.*\\bsecurity_invoker\\b ?[,)])",
  ),
];

/** Rules for statements of the file itself. */
const TOP_LEVEL_RULES: StatementRule[] = [
  shaped(
    "transaction_control",
    "a migration is one transaction, opened and closed by the runner",
    "^(?:begin|start transaction|commit|rollback|end|abort|savepoint|release|prepare transaction)\\b",
  ),
  shaped(
    "outside_transaction",
    "this statement cannot run inside a transaction",
    "^(?:create|drop) (?:unique )?index concurrently\\b",
    "^reindex .*\\bconcurrently\\b",
    "^(?:vacuum|create database|drop database|create tablespace|drop tablespace)\\b",
  ),
];

/**
 * Checks one migration against what a hosted project allows and against the product's own rules: every table is secured
 * and closed before it is granted, every function is taken from PUBLIC, extensions go to schema extensions.
 *
 * Reads SQL lexically, so quotes, comments and bodies do not mislead it; names assembled at run time escape it.
 * Source of the managed-schema rules: Supabase discussion 34270 (restrictions of 21 April 2025).
 */
export function lintMigration(fileName: string, sql: string): Finding[] {
  const file = basename(fileName);
  const findings: Finding[] = [];
  const add: Report = (line, rule, message) => {
    const known = findings.some((finding) => finding.line === line && finding.rule === rule);
    if (!known) findings.push({ file, line, rule, message });
  };

  if (!/^\d{14}_[a-z0-9_]+\.sql$/.test(file)) add(1, "file_name", "a migration is named <14 digits>_<snake_case>.sql");
  const statements = splitStatements(sql).map((statement) => describe(sql, statement));
  for (const statement of statements) {
    for (const rule of TOP_LEVEL_RULES) if (rule.broken(statement)) add(statement.line, rule.rule, rule.message);
    for (const part of [statement, ...embedded(sql, statement)]) {
      for (const rule of STATEMENT_RULES) if (rule.broken(part)) add(part.line, rule.rule, rule.message);
    }
    lintExtension(statement, add);
  }
  lintTables(statements, add);
  lintFunctions(statements, add);
  lintManagedPolicies(statements, add);
  return findings.sort((a, b) => a.line - b.line);
}

/** Checks a set of migrations, each alone and the versions against each other. */
export function lintMigrations(files: { name: string; sql: string }[]): Finding[] {
  const findings = files.flatMap(({ name, sql }) => lintMigration(name, sql));
  const seen = new Map<string, string>();
  for (const { name } of files) {
    const version = basename(name).slice(0, 14);
    const other = seen.get(version);
    if (other) {
      findings.push({
        file: basename(name),
        line: 1,
        rule: "duplicate_version",
        message: `${other} has this version too`,
      });
    }
    seen.set(version, basename(name));
  }
  return findings;
}

type Report = (line: number, rule: string, message: string) => void;

function lintExtension({ line, shape, tokens }: Statement, add: Report): void {
  const body = tokens.find((token) => token.kind === "dollar")?.text.toLowerCase() ?? "";
  if (/^do\b/.test(shape) && /\bcreate\s+extension\b/.test(body) && !body.includes("pg_available_extensions")) {
    add(
      line,
      "extension_guard",
      "an extension that may be missing is created only where pg_available_extensions has it",
    );
  }
  const created = /^create extension (if not exists )?"?([\w-]+)"?(.*)$/.exec(shape);
  if (!created) return;
  const [, guarded, name, options] = created;
  if (HOSTED_EXTENSIONS.has(name)) {
    add(line, "extension_guard", `${name} exists on hosted projects only: create it in a DO block that looks first`);
  } else if (!guarded) {
    add(line, "extension_guard", "write CREATE EXTENSION IF NOT EXISTS: a project may have it already");
  }
  if (!/\bschema extensions\b/.test(options)) {
    add(line, "extension_schema", "extensions go WITH SCHEMA extensions, never into public");
  }
}

function lintTables(statements: Statement[], add: Report): void {
  const secured = new Set<string>();
  const closed = new Set<string>();
  for (const { shape } of statements) {
    const secure = /^alter table (?:if exists )?(?:only )?([^ ]+) (?:.*, ?)?enable row level security\b/.exec(shape);
    if (secure) secured.add(qualified(secure[1]));
    const close = /^revoke all (?:privileges )?on (?:table )?(.+) from (.+)$/.exec(shape);
    const roles = close?.[2].split(/, ?| /) ?? [];
    if (close && roles.includes("anon") && roles.includes("authenticated")) {
      for (const name of close[1].split(/, ?/)) closed.add(qualified(name));
    }
  }
  for (const { line, shape } of statements) {
    const created = /^create (?:unlogged )?table (?:if not exists )?([^ (]+)/.exec(shape);
    if (!created) continue;
    const name = qualified(created[1]);
    if (!secured.has(name)) add(line, "table_without_rls", `${name}: enable row level security in the same migration`);
    if (!closed.has(name)) {
      add(line, "table_without_revoke", `${name}: revoke all from anon and authenticated, then grant what is meant`);
    }
  }
}

function lintFunctions(statements: Statement[], add: Report): void {
  const closed = new Set<string>();
  const closedSchemas = new Set<string>();
  for (const { shape } of statements) {
    const close = /^revoke (?:execute|all|all privileges) on (.+) from (.+)$/.exec(shape);
    if (!close || !close[2].split(/, ?| /).includes("public")) continue;
    const inSchema = /^all (?:functions|routines|procedures) in schema (.+)$/.exec(close[1]);
    if (inSchema) { for (const schema of inSchema[1].split(/, ?/)) closedSchemas.add(schema); }
    for (const [name] of close[1].matchAll(/[\w."]+/g)) closed.add(qualified(name));
  }
  for (const { line, shape } of statements) {
    const created = /^create (?:or replace )?(?:function|procedure) ([^ (]+)/.exec(shape);
    if (!created) continue;
    const name = qualified(created[1]);
    if (closed.has(name) || closedSchemas.has(name.split(".")[0])) continue;
    add(line, "function_open_to_public", `${name}: revoke execute from public in the same migration, then grant`);
  }
}

/** Policies on tables of the platform may lock all of them until the end of the transaction. */
function lintManagedPolicies(statements: Statement[], add: Report): void {
  const managed = new RegExp(`^(?:create|alter|drop) policy .* on ${MANAGED}\\.`);
  const policy = statements.find(({ shape }) => managed.test(shape));
  if (!policy) return;
  if (!statements.some(({ shape }) => /^set local lock_timeout\b/.test(shape))) {
    add(policy.line, "managed_policy", "set local lock_timeout before a policy on a table of the platform");
  }
  const other = statements.find(({ shape }) =>
    !managed.test(shape) && !/^(?:set local|insert into storage\.buckets)\b/.test(shape)
  );
  if (other) add(other.line, "managed_policy", "policies on tables of the platform stand alone in their migration");
}

function qualified(name: string): string {
  return name.includes(".") ? name : `public.${name}`;
}

function describe(script: string, statement: SqlStatement): Statement {
  const tokens = Array.from(sqlTokens(statement.text), (token) => ({ ...token, start: token.start + statement.start }));
  const first = tokens.find((token) => token.kind !== "space" && token.kind !== "comment");
  return { line: lineAt(script, first?.start ?? statement.start), shape: shapeOf(tokens), tokens };
}

function shapeOf(tokens: SqlToken[]): string {
  const words = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment").map(({ kind, text }) => {
    if (kind === "string") return "''";
    if (kind === "dollar") return "$$";
    if (kind === "identifier") return /^"[a-z_][a-z0-9_$]*"$/.test(text) ? text.slice(1, -1) : text;
    return text.toLowerCase();
  });
  return words.join(" ").replace(/ ?\. ?/g, ".").replace(/ ,/g, ",").replace(/ ?\( ?/g, "(").replace(/ \)/g, ")");
}

/** Statements in the bodies of functions and DO blocks; of a DO block also those it executes from literals. */
function embedded(script: string, statement: Statement): Statement[] {
  const parts: Statement[] = [];
  const add = (text: string, start: number) => {
    let tokens: SqlToken[] = [];
    const close = () => {
      const first = tokens.find(({ kind }) => kind !== "space" && kind !== "comment");
      if (first) {
        parts.push({ line: lineAt(script, start) + lineAt(text, first.start) - 1, shape: shapeOf(tokens), tokens });
      }
      tokens = [];
    };
    for (const token of sqlTokens(text)) {
      if (token.text === ";" || BLOCK_WORDS.has(token.text.toLowerCase())) close();
      else tokens.push(token);
    }
    close();
  };
  for (const body of statement.tokens.filter(({ kind }) => kind === "dollar")) {
    const tag = /^\$\w*\$/.exec(body.text)![0];
    const text = body.text.slice(tag.length, -tag.length);
    add(text, body.start + tag.length);
    if (!/^do\b/.test(statement.shape)) continue;
    for (const literal of sqlTokens(text)) {
      if (literal.kind !== "string") continue;
      add(literal.text.slice(1, -1).replaceAll("''", "'"), body.start + tag.length + literal.start);
    }
  }
  return parts;
}

/** All migrations of the project, in order. */
export async function readMigrations(
  dir: string = join(LOCAL_DIR, "..", "migrations"),
): Promise<{ name: string; sql: string }[]> {
  const names = Array.from(Deno.readDirSync(dir), (entry) => entry.name).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(names.map(async (name) => ({ name, sql: await Deno.readTextFile(join(dir, name)) })));
}

if (import.meta.main) {
  const findings = lintMigrations(await readMigrations(Deno.args[0]));
  for (const { file, line, rule, message } of findings) console.error(`${file}:${line}: ${rule}: ${message}`);
  if (findings.length > 0) Deno.exit(1);
}
