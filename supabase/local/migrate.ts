import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { LOCAL_DIR } from "./postgres_binaries.ts";
import { lineAt, splitStatements, type SqlStatement } from "./sql_text.ts";

/** A migration that cannot be applied; the message names the file, the line and what the server said. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Where migrations come from and how far to go. */
export interface MigrateOptions {
  /** Default: the project's `supabase/migrations`. */
  dir?: URL | string;
  log?: (line: string) => void;
  /** Last version to apply, such as `20260101000100`. */
  until?: string;
}

interface Migration {
  version: string;
  name: string;
  path: string;
}

const FILE_NAME = /^(\d{14})_([a-z0-9_]+)\.sql$/;

/** Serialises runners on one database; any constant works, it only has to be the same for all. */
const MIGRATION_LOCK = 4_720_118;

/**
 * Applies the migrations a database lacks, oldest first, each in its own transaction, and returns their file names.
 *
 * Records them in `supabase_migrations.schema_migrations` as the Supabase CLI does, so either tool can go on where the
 * other stopped. Two runners at once are safe: the second waits and finds the work done. A transaction pooler is fine.
 *
 * @param url connection as role `postgres`, the owner of everything a migration creates.
 * @throws {MigrationError} on a failing statement, and when the history of the database does not match the files.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await listMigrations(options.dir ?? join(LOCAL_DIR, "..", "migrations"));
  const wanted = migrations.filter(({ version }) => options.until === undefined || version <= options.until);
  const sql = connect(url);
  const applied: string[] = [];
  try {
    await prepareHistory(sql);
    await checkHistory(sql, migrations);
    for (const migration of wanted) {
      if (!await applyMigration(sql, migration)) continue;
      applied.push(basename(migration.path));
      options.log?.(`applied ${basename(migration.path)}`);
    }
  } finally {
    await sql.end();
  }
  return applied;
}

/**
 * Runs the seed script in one transaction. The script must be repeatable, for it runs at every call.
 *
 * @throws {MigrationError} naming the line that failed.
 */
export async function seed(url: string, path: string = join(LOCAL_DIR, "..", "seed.sql")): Promise<void> {
  const script = await Deno.readTextFile(path);
  const sql = connect(url);
  try {
    await sql.begin((transaction) => runStatements(transaction, path, script));
  } finally {
    await sql.end();
  }
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, prepare: false, onnotice: () => {} });
}

async function listMigrations(dir: URL | string): Promise<Migration[]> {
  const folder = dir instanceof URL ? fileURLToPath(dir) : dir;
  const migrations: Migration[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.name.endsWith(".sql")) continue;
    const parts = FILE_NAME.exec(entry.name);
    if (!parts) throw new MigrationError(`${entry.name}: a migration is named <14 digits>_<snake_case>.sql`);
    migrations.push({ version: parts[1], name: parts[2], path: join(folder, entry.name) });
  }
  migrations.sort((a, b) => a.version < b.version ? -1 : 1);
  const twice = migrations.find((migration, index) => migration.version === migrations[index + 1]?.version);
  if (twice) throw new MigrationError(`${basename(twice.path)}: another migration has version ${twice.version} too`);
  return migrations;
}

async function prepareHistory(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    // `create … if not exists` alone still collides when two runners meet an empty database.
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await transaction`create schema if not exists supabase_migrations`;
    await transaction`
      create table if not exists supabase_migrations.schema_migrations (
        version text not null primary key,
        statements text[],
        name text
      )`;
  });
}

/** An applied migration is history: a file renamed or removed afterwards means checkout and database disagree. */
async function checkHistory(sql: postgres.Sql, migrations: Migration[]): Promise<void> {
  const files = new Map(migrations.map((migration) => [migration.version, migration]));
  const rows = await sql`select version, name from supabase_migrations.schema_migrations order by version`;
  for (const { version, name } of rows) {
    const file = files.get(version);
    if (!file) throw new MigrationError(`The database has migration ${version}_${name}, which this checkout lacks.`);
    if (name !== null && name !== file.name) {
      throw new MigrationError(
        `${basename(file.path)} was applied as ${version}_${name}: add a new migration instead of changing an old one.`,
      );
    }
  }
}

async function applyMigration(sql: postgres.Sql, migration: Migration): Promise<boolean> {
  const script = await Deno.readTextFile(migration.path);
  return await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    const [done] = await transaction`
      select from supabase_migrations.schema_migrations where version = ${migration.version}`;
    if (done) return false;
    const statements = await runStatements(transaction, migration.path, script);
    await transaction`
      insert into supabase_migrations.schema_migrations (version, name, statements)
      values (${migration.version}, ${migration.name}, ${statements.map((statement) => statement.text)})`;
    return true;
  });
}

async function runStatements(
  transaction: postgres.TransactionSql,
  path: string,
  script: string,
): Promise<SqlStatement[]> {
  const statements = splitStatements(script);
  for (const statement of statements) {
    try {
      await transaction.unsafe(statement.text);
    } catch (error) {
      throw explain(error, path, script, statement);
    }
  }
  return statements;
}

function explain(error: unknown, path: string, script: string, statement: SqlStatement): unknown {
  if (!(error instanceof postgres.PostgresError)) return error;
  // The server counts characters from 1; without a position the statement as a whole failed.
  const offset = Number(error.position) - 1;
  const line = offset >= 0
    ? lineAt(script, statement.start + Array.from(statement.text).slice(0, offset).join("").length)
    : statement.line;
  const parts = [`${error.severity} ${error.code}: ${error.message}`, error.detail, error.hint, error.where];
  return new MigrationError(`${basename(path)}:${line}: ${parts.filter(Boolean).join("\n  ")}`, { cause: error });
}

if (import.meta.main) {
  const url = Deno.args[0] ?? Deno.env.get("DATABASE_URL");
  if (!url) {
    console.error("usage: deno task migrate [DATABASE_URL]   (or set DATABASE_URL)");
    Deno.exit(2);
  }
  try {
    const applied = await migrate(url, { log: console.log });
    console.log(applied.length === 0 ? "nothing to apply" : `${applied.length} applied`);
  } catch (error) {
    console.error(error instanceof MigrationError ? error.message : error);
    Deno.exit(1);
  }
}
