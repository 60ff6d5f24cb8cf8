import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { gatewayApp } from "../../functions/api/app.ts";
import { apps } from "../../functions/api/apps.ts";
import { background } from "../../functions/api/background.ts";
import { type Config, CONFIG_VARIABLES, readConfig } from "../../shared/config/config.ts";
import { publishedKeys, verificationKeys } from "../../shared/auth/signing_keys.ts";
import { createRuntime, type Runtime, useRuntime } from "../../shared/http/runtime.ts";
import { useBackground } from "../../shared/jobs/background.ts";
import { useMessageOutbox } from "../../shared/providers/messaging/message_outbox.ts";
import { bootstrapCluster, bootstrapDatabase } from "./bootstrap.ts";
import { createGateway } from "./gateway.ts";
import { type LocalKeys, localKeys } from "./local_keys.ts";
import { migrate, seed } from "./migrate.ts";
import { type LocalPostgres, startPostgres } from "./postgres.ts";
import { createMessageFiles } from "./message_files.ts";
import { createRealtime } from "./realtime/server.ts";
import { createStorage } from "./storage/server.ts";
import { startWorker } from "./worker.ts";

/** Where a stack keeps its data when nothing else is said. */
export const DEFAULT_DATA_DIR = join(dirname(fileURLToPath(import.meta.url)), "..", "..", ".data");

export interface StackOptions {
  /** 0 picks a free port. */
  port: number;
  dataDir?: string;
  /** Works on this database instead of the embedded one; realtime and storage are then its project's own. */
  databaseUrl?: string;
  /** Settings on top of the environment; the environment itself is read by the caller. */
  environment?: Record<string, string | undefined>;
  /** Throwaway data: faster, gone at the end. */
  ephemeral?: boolean;
  withSeed?: boolean;
  /** Runs background work in this process; default true. */
  withWorker?: boolean;
  log?: (line: string) => void;
  /** Receives the request log, one JSON line each. */
  requestLog?: (line: string) => void;
}

export interface Stack {
  origin: string;
  databaseUrl: string;
  keys: LocalKeys;
  config: Config;
  runtime: Runtime;
  /** True when this start filled an empty database with the demo data. */
  seeded: boolean;
  stop(): Promise<void>;
}

/** A start that cannot go on; the message is one line with a way out. */
export class StackError extends Error {
  override readonly name = "StackError";
}

/** Starts the whole product on this machine: database, migrations, API, realtime, storage. Raises `StackError`. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { log = () => {}, dataDir = DEFAULT_DATA_DIR } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close().catch((error) => log(`while stopping: ${error}`));
  };
  try {
    requireFreePort(options.port);
    const keys = await localKeys(dataDir);
    const database = options.databaseUrl ? undefined : await openDatabase(options, dataDir, log, closers);
    const databaseUrl = options.databaseUrl ?? database!.url();
    const applied = await migrate(databaseUrl, { log });
    if (applied.length > 0) log(`${applied.length} migrations applied`);
    const seeded = (options.withSeed ?? true) && await seedOnce(databaseUrl, log);

    const config = readConfig(localEnvironment(options, dataDir, databaseUrl, keys));
    const runtime = createRuntime(config, { log: options.requestLog });
    useRuntime(runtime);
    useBackground(background);
    useMessageOutbox(createMessageFiles(config.MESSAGE_OUTBOX_DIR));
    closers.push(() => runtime.close());
    const tokens = {
      jwtSecret: config.JWT_SECRET ?? keys.jwt_secret,
      jwks: verificationKeys(config),
      publishableKey: keys.publishable_key,
      secretKey: keys.secret_key,
    };
    const realtime = database &&
      await createRealtime({ ...tokens, databaseUrl: database.roleUrl("supabase_realtime_admin") });
    if (realtime) closers.push(() => realtime.close());
    const storage = database && await createStorage({
      ...tokens,
      databaseUrl: database.roleUrl("supabase_storage_admin"),
      filesDir: join(dataDir, "storage"),
    });
    if (storage) closers.push(() => storage.close());

    if (options.withWorker ?? true) {
      const worker = startWorker(runtime, { log });
      closers.push(() => worker.stop());
    }

    const gateway = createGateway({ api: gatewayApp(apps), realtime, storage, jwks: publishedKeys(config) });
    const server = Deno.serve(
      { port: options.port, hostname: "0.0.0.0", onListen: () => {} },
      (request, info) => gateway(request, { address: info.remoteAddr.hostname }),
    );
    closers.push(() => server.shutdown());
    return {
      origin: `http://localhost:${(server.addr as Deno.NetAddr).port}`,
      databaseUrl,
      keys,
      config,
      runtime,
      seeded,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tells of a taken port before minutes are spent on a database. */
function requireFreePort(port: number): void {
  if (port === 0) return;
  try {
    Deno.listen({ port, hostname: "0.0.0.0" }).close();
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new StackError(
        `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} deno task start`,
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new StackError(
        `Port ${port} may not be opened by this user. Choose one above 1023: PORT=54321 deno task start`,
      );
    }
    throw error;
  }
}

async function openDatabase(
  options: StackOptions,
  dataDir: string,
  log: (line: string) => void,
  closers: (() => Promise<unknown>)[],
): Promise<LocalPostgres> {
  const database = await startPostgres({
    dataDir: join(dataDir, "postgres"),
    persistent: !options.ephemeral,
    fast: options.ephemeral,
    log,
  });
  closers.push(() => database.stop());
  await bootstrapCluster(database.adminUrl());
  await bootstrapDatabase(database.adminUrl(), "postgres");
  return database;
}

/** Demo data belongs into an empty product only. */
async function seedOnce(url: string, log: (line: string) => void): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [{ empty }] = await sql`select not exists (select from identity.tenants) as empty`;
    if (!empty) return false;
  } finally {
    await sql.end();
  }
  log("filling the empty database with demo data");
  await seed(url);
  return true;
}

/** What the platform presets for a function, as this machine has it; the caller's environment wins. */
export function localEnvironment(
  options: Pick<StackOptions, "port" | "environment" | "databaseUrl">,
  dataDir: string,
  databaseUrl: string,
  keys: LocalKeys,
): Record<string, string | undefined> {
  const origin = `http://localhost:${options.port}`;
  const given = Object.fromEntries(
    Object.entries(options.environment ?? {}).filter(([name, value]) => CONFIG_VARIABLES.includes(name) && value),
  );
  return {
    APP_ENV: "development",
    SUPABASE_URL: origin,
    CORS_ORIGINS: [origin, "http://localhost:3000", "http://localhost:5173"].join(","),
    COOKIE_SECURE: "false",
    TRUSTED_PROXY_HOPS: "0",
    DB_POOL_MAX: "10",
    DB_IDLE_SECONDS: "300",
    LOG_LEVEL: "warn",
    INSTANCE_ID: "local",
    MAIL_OUTBOX_DIR: join(dataDir, "outbox"),
    MESSAGE_OUTBOX_DIR: join(dataDir, "messages"),
    SECRETS_KEYS: JSON.stringify(keys.secrets_keys),
    // On another database there is no storage of ours.
    ...(!options.databaseUrl && { SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret_key }) }),
    ...given,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: given.JWT_SECRET ?? keys.jwt_secret,
    // Whoever brings a secret of their own wants tokens signed with it.
    JWT_KEYS: given.JWT_KEYS ?? (given.JWT_SECRET ? undefined : JSON.stringify(keys.jwt_keys)),
    AUDIT_KEYS: given.AUDIT_KEYS ?? JSON.stringify([{ version: 1, key: keys.audit_key }]),
  };
}
