import postgres from "postgres";
import { bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { SERVER_VARIABLE, startTestServer, type TestServer } from "./server.ts";

/** A private copy of the migrated template. */
export interface TestDatabase {
  name: string;
  /** Role `postgres`: what functions and migrations connect as. */
  url: string;
  /** Superuser `supabase_admin`: only to look behind the curtain. */
  adminUrl: string;
  /** Pool of 4 as role `postgres`. Dates and timestamps arrive as the server wrote them, as text. */
  sql: postgres.Sql;
  /** Pool of 2 as `supabase_admin`. */
  admin: postgres.Sql;
  /** Closes both pools and removes the database, also under open connections of the code under test. */
  drop(): Promise<void>;
}

const BUSY_DEADLINE_MS = 20_000;
const OBJECT_IN_USE = "55006";

let ownServer: Promise<TestServer> | undefined;

/** Settings of the two pools. */
export interface TestDatabaseOptions {
  /**
   * Named prepared statements. Default on; `COMPTOIR_PREPARE=false` turns them off for the run, as a transaction pooler
   * demands.
   */
  prepare?: boolean;
}

/**
 * Copies the migrated template for one test file. Works inside `deno task test` and in a bare
 * `deno test -A one_test.ts`, which starts a server of its own that ends with the process.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await findServer();
  const database = openDatabase(server, options);
  const copy = (sql: postgres.Sql) => copyTemplate(sql, database.name, server.template);
  await withConnection(maintenanceUrl(server), copy);
  // The template may be days old, and a message without a partition for today is lost.
  await database.admin`select realtime.ensure_partitions()`;
  return database;
}

/** A database as the platform hands it over: bootstrapped, without any migration. */
export async function bareDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await findServer();
  const database = openDatabase(server, options);
  await bootstrapDatabase(maintenanceUrl(server), database.name);
  return database;
}

/** Connection string of another login role of the platform, such as `supabase_realtime_admin` or `authenticator`. */
export function urlAs(database: TestDatabase, role: string): string {
  const url = new URL(database.adminUrl);
  url.username = role;
  return url.href;
}

function openDatabase(server: TestServer, options: TestDatabaseOptions): TestDatabase {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = serverUrl(server, "postgres", name);
  const adminUrl = serverUrl(server, "supabase_admin", name);
  const prepare = options.prepare ?? Deno.env.get("COMPTOIR_PREPARE") !== "false";
  const sql = connect(url, 4, prepare);
  const admin = connect(adminUrl, 2, prepare);
  let dropped: Promise<void> | undefined;
  const drop = async () => {
    await Promise.all([sql.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
    const remove = (connection: postgres.Sql) => connection`drop database if exists ${connection(name)} with (force)`;
    await withConnection(maintenanceUrl(server), remove);
  };
  return { name, url, adminUrl, sql, admin, drop: () => dropped ??= drop() };
}

function serverUrl(server: TestServer, role: string, database: string): string {
  return `postgres://${role}:${server.password}@${server.host}:${server.port}/${database}`;
}

function maintenanceUrl(server: TestServer): string {
  return serverUrl(server, "supabase_admin", "postgres");
}

function findServer(): Promise<TestServer> {
  const given = Deno.env.get(SERVER_VARIABLE);
  if (given) return Promise.resolve(JSON.parse(given));
  return ownServer ??= startTestServer(console.error).then(([server]) => server);
}

function connect(url: string, max: number, prepare: boolean): postgres.Sql {
  const asText = { serialize: (value: unknown) => String(value), parse: (text: string) => text };
  return postgres(url, {
    max,
    prepare,
    onnotice: () => {},
    types: {
      date: { to: 1082, from: [1082], ...asText },
      timestamp: { to: 1184, from: [1114, 1184], ...asText, serialize: timestampText },
    },
  }) as unknown as postgres.Sql;
}

function timestampText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

async function copyTemplate(sql: postgres.Sql, name: string, template: string): Promise<void> {
  const deadline = Date.now() + BUSY_DEADLINE_MS;
  for (;;) {
    try {
      // Copying files writes no log; the checkpoint it takes instead costs nothing with fsync off.
      await sql`create database ${sql(name)} template ${sql(template)} owner postgres strategy file_copy`;
      return;
    } catch (error) {
      // Somebody looks into the template, such as the server's own vacuum.
      const busy = error instanceof postgres.PostgresError && error.code === OBJECT_IN_USE;
      if (!busy || Date.now() > deadline) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

async function withConnection(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = connect(url, 1, false);
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
