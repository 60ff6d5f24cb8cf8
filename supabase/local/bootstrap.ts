import { join } from "node:path";
import postgres from "postgres";
import { LOCAL_DIR } from "./postgres_binaries.ts";

const LOGIN_ROLES = [
  "postgres",
  "authenticator",
  "supabase_auth_admin",
  "supabase_storage_admin",
  "supabase_realtime_admin",
];

/** Order matters: privileges name roles and schemas of the files before them. */
const DATABASE_FILES = ["extensions.sql", "privileges.sql", "auth.sql", "storage.sql", "realtime.sql"];

/** Serialises bootstraps of one database; any constant works, it only has to be the same for all. */
const BOOTSTRAP_LOCK = 4_720_117;

/**
 * Creates the roles of a Supabase project in a cluster, or brings them up to date. Repeatable.
 *
 * Every login role gets the password of `adminUrl`: the cluster is private to this machine and has one secret.
 *
 * @param adminUrl connection as the superuser `supabase_admin`.
 */
export async function bootstrapCluster(adminUrl: string): Promise<void> {
  const roles = await readSql("cluster.sql");
  const password = decodeURIComponent(new URL(adminUrl).password);
  await withAdmin(adminUrl, async (sql) => {
    await sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`;
      await transaction.unsafe(roles);
      await transaction.unsafe("set local scram_iterations = 1");
      for (const role of LOGIN_ROLES) {
        await transaction.unsafe(`alter role ${role} password '${password.replaceAll("'", "''")}'`);
      }
    });
  });
}

/**
 * Creates a database as a new Supabase project has it: schemas `extensions`, `auth`, `storage`, `realtime` with their
 * functions, policies switched on, default privileges, an empty publication. Repeatable; existing data stays.
 *
 * The database itself is created when missing, owned by role `postgres`.
 *
 * @param adminUrl connection as the superuser `supabase_admin`, to any database of a bootstrapped cluster.
 */
export async function bootstrapDatabase(adminUrl: string, database: string): Promise<void> {
  const scripts = await Promise.all(DATABASE_FILES.map(readSql));
  await withAdmin(adminUrl, (sql) => createDatabase(sql, database));
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  await withAdmin(url.href, async (sql) => {
    await sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`;
      for (const script of scripts) await transaction.unsafe(script);
    });
  });
}

async function createDatabase(sql: postgres.Sql, database: string): Promise<void> {
  const [existing] = await sql`
    select pg_get_userbyid(datdba) as owner from pg_database where datname = ${database}`;
  if (!existing) await sql`create database ${sql(database)} owner postgres`;
  else if (existing.owner !== "postgres") await sql`alter database ${sql(database)} owner to postgres`;
}

async function withAdmin(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function readSql(name: string): Promise<string> {
  return Deno.readTextFile(join(LOCAL_DIR, "bootstrap", name));
}
