import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import postgres from "postgres";
import { createRealtime, type RealtimeLimits, type RealtimeServer } from "../../supabase/local/realtime/server.ts";
import { clientTimers } from "./client_timers.ts";
import { type ProxyBehaviour, type RealtimeProxy, startProxy } from "./realtime_proxy.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export const PUBLISHABLE_KEY = "sb_publishable_realtime_test";
export const SECRET_KEY = "sb_secret_realtime_test";
const JWT_SECRET = "a secret of at least thirty-two characters";

/** Tenants of the test policies: the second part of a topic names the tenant that may use it. */
export const TENANT = "aaaaaaaa-0000-4000-8000-000000000001";
export const OTHER_TENANT = "bbbbbbbb-0000-4000-8000-000000000002";

type ClientSettings = NonNullable<Parameters<typeof createClient>[2]>;
type SocketSettings = NonNullable<ClientSettings["realtime"]>;

/** A server on a real port, its database, and clients of the published package. Closed by {@link realtimeTest}. */
export interface Rig {
  /** Origin as a supabase-js client wants it. */
  readonly url: string;
  /** Role `postgres`, which bypasses policies like the functions that send from SQL. */
  readonly sql: postgres.Sql;
  /** Superuser. */
  readonly admin: postgres.Sql;
  readonly server: RealtimeServer;
  /** Entries the server has logged. */
  readonly logs: Record<string, unknown>[];
  /** Signs an access token of a tenant's user. */
  token(options?: TokenOptions): Promise<string>;
  /** A client that gets its token from a callback, by default one token of {@link TENANT}. */
  client(options?: ClientOptions): SupabaseClient;
  /** A client with nothing but an API key. */
  anonymous(options?: Omit<ClientOptions, "token">): SupabaseClient;
  /** A second server with the same settings, to be closed by the test. */
  restart(databaseUrl?: string): Promise<RealtimeServer>;
  /** A recording proxy in front of the server. */
  proxy(behaviour?: ProxyBehaviour): RealtimeProxy;
  /** To be closed with the rig. */
  onClose(work: () => void | Promise<void>): void;
}

export interface TokenOptions {
  tenant?: string;
  role?: string | null;
  /** Seconds from now; negative for one that has expired. */
  ttl?: number;
  secret?: string;
  sub?: string;
}

export interface ClientOptions {
  token?: string | (() => Promise<string | null>);
  url?: string;
  key?: string;
  realtime?: SocketSettings;
}

export interface RigOptions {
  /** False where a socket is cut in the middle of a write: its closing may then outlive the test by a moment. */
  sanitize?: boolean;
  limits?: Partial<RealtimeLimits>;
  privateOnly?: boolean;
  errorReplyDelayMs?: number;
  jwks?: { keys: JsonWebKey[] };
  /** Another address of the database, for example one that can be cut off. */
  databaseUrl?: (url: string) => string | Promise<string>;
}

let database: TestDatabase | undefined;

/** To be called once per test file: makes its database before the first test and drops it after the last. */
export function useRealtimeDatabase(): void {
  Deno.test.beforeAll(async () => {
    database = await testDatabase();
    await installPolicies(database.sql);
  });
  Deno.test.afterAll(() => database?.drop());
}

/** A test with a server of its own. Leaked timers, sockets and connections fail it. */
export function realtimeTest(name: string, options: RigOptions, work: (rig: Rig) => Promise<void>): void {
  Deno.test({
    name,
    sanitizeOps: options.sanitize ?? true,
    sanitizeResources: options.sanitize ?? true,
    fn: async () => {
      const cleanups: (() => void | Promise<void>)[] = [];
      const stopTracking = clientTimers();
      try {
        await work(await startRig(options, cleanups));
      } finally {
        for (const cleanup of cleanups.reverse()) await cleanup();
        stopTracking();
      }
    },
  });
}

async function startRig(options: RigOptions, cleanups: (() => void | Promise<void>)[]): Promise<Rig> {
  const { adminUrl, url: userUrl } = database!;
  const realtimeUrl = new URL(adminUrl);
  realtimeUrl.username = "supabase_realtime_admin";
  const logs: Record<string, unknown>[] = [];
  const databaseUrl = await (options.databaseUrl ?? ((url: string) => url))(realtimeUrl.href);
  const settings = {
    databaseUrl,
    jwtSecret: JWT_SECRET,
    jwks: options.jwks,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    privateOnly: options.privateOnly,
    errorReplyDelayMs: options.errorReplyDelayMs ?? 0,
    limits: { presenceDiffMs: 5, ...options.limits },
    log: (entry: object) => logs.push(entry as Record<string, unknown>),
  };
  const server = await createRealtime(settings);
  const http = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => server.fetch(request));
  const url = `http://127.0.0.1:${http.addr.port}`;
  const quiet = { max: 2, onnotice: () => {}, fetch_types: false };
  const sql = postgres(userUrl, quiet);
  const admin = postgres(adminUrl, quiet);
  const clients: SupabaseClient[] = [];
  const proxies: RealtimeProxy[] = [];

  const proxy: Rig["proxy"] = (behaviour) => {
    const started = startProxy(url, behaviour);
    proxies.push(started);
    return started;
  };
  const anonymous: Rig["anonymous"] = (settings = {}) => {
    const client = createClient(settings.url ?? url, settings.key ?? PUBLISHABLE_KEY, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: fetchWhole },
      realtime: settings.realtime,
    });
    clients.push(client);
    return client;
  };
  const client: Rig["client"] = (settings = {}) => {
    const given = settings.token ?? signToken();
    const created = createClient(settings.url ?? url, settings.key ?? PUBLISHABLE_KEY, {
      accessToken: typeof given === "function" ? given : () => Promise.resolve(given),
      global: { fetch: fetchWhole },
      realtime: settings.realtime,
    });
    clients.push(created);
    return created;
  };

  cleanups.push(async () => {
    // The server first: its clients then see their sockets closed and need no closing time of their own.
    await server.close();
    await until(() => clients.every((each) => !each.realtime.isConnected()), "all clients to notice the stop");
    await Promise.all(clients.map((each) => each.realtime.disconnect()));
    await Promise.all([http, ...proxies].map((each) => "shutdown" in each ? each.shutdown() : each.close()));
    await Promise.all([sql.end({ timeout: 5 }), admin.end({ timeout: 5 })]);
  });
  const onClose: Rig["onClose"] = (work) => cleanups.push(work);
  const restart: Rig["restart"] = (other = databaseUrl) => createRealtime({ ...settings, databaseUrl: other });
  return { url, sql, admin, server, logs, token: signToken, client, anonymous, restart, proxy, onClose };
}

/** Reads the body at once: the client never reads that of an accepted `httpSend`, which would count as a leak. */
async function fetchWhole(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const { status, headers, body } = await fetch(input, init);
  return new Response(body && await new Response(body).arrayBuffer(), { status, headers });
}

/** Signs a token as the identity function does: HS256, the tenant as a claim. A null role leaves the claim out. */
export async function signToken(options: TokenOptions = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const role = options.role === null ? {} : { role: options.role ?? "authenticated" };
  return await new SignJWT({ ...role, tenant_id: options.tenant ?? TENANT })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(options.sub ?? "cccccccc-0000-4000-8000-000000000003")
    .setIssuedAt(now - 5)
    .setExpirationTime(now + (options.ttl ?? 600))
    .sign(new TextEncoder().encode(options.secret ?? JWT_SECRET));
}

/**
 * Topics look like `t:<tenant>:<name>`. Members of the tenant read and write them, except that the name `readonly`
 * cannot be written, `no-presence` and `no-broadcast` lack that right, `broken` has a policy that raises, `settings`
 * demands all that a policy is promised to see, and `counted` counts how often its write policy was asked: a sequence
 * keeps the count although every probe is rolled back.
 */
async function installPolicies(sql: postgres.Sql): Promise<void> {
  const existing =
    await sql`select policyname from pg_policies where schemaname = 'realtime' and tablename = 'messages'`;
  for (const { policyname } of existing) await sql`drop policy ${sql(policyname)} on realtime.messages`;
  await sql.unsafe(`
    create sequence public.write_probes;
    grant usage on sequence public.write_probes to authenticated;
    create policy test_reads on realtime.messages for select to authenticated using (
      split_part((select realtime.topic()), ':', 2) = (select auth.jwt()) ->> 'tenant_id'
      and not (extension = 'presence' and (select realtime.topic()) like '%:no-presence')
      and not (extension = 'broadcast' and (select realtime.topic()) like '%:no-broadcast')
      and case when (select realtime.topic()) like '%:settings' then
        current_setting('request.jwt.claim.sub') = (select auth.uid())::text
        and current_setting('request.jwt.claim.role') = 'authenticated' and (select auth.role()) = current_user
        and current_setting('request.headers')::jsonb ? 'host'
        and not current_setting('request.headers')::jsonb ?| array['authorization', 'apikey', 'cookie']
        else true end
      and case when (select realtime.topic()) like '%:broken' then 1 / (length(extension) - length(extension)) = 1
        else true end
    );
    create policy test_writes on realtime.messages for insert to authenticated with check (
      split_part((select realtime.topic()), ':', 2) = (select auth.jwt()) ->> 'tenant_id'
      and (select realtime.topic()) not like '%:readonly'
      and not (extension = 'presence' and (select realtime.topic()) like '%:no-presence')
      and case when (select realtime.topic()) like '%:counted' then nextval('public.write_probes') > 0 else true end
    );`);
}

/** How often the write policy of `counted` topics has been asked. */
export async function writeProbes(sql: postgres.Sql): Promise<number> {
  const [row] = await sql`select case when is_called then last_value else 0 end::int as count from public.write_probes`;
  return row.count;
}

/** A topic that members of the tenant may use; never the same twice, so that tests cannot hear each other. */
export function topicOf(tenant: string, name = "room"): string {
  return `t:${tenant}:${crypto.randomUUID().slice(0, 8)}:${name}`;
}

/** Waits until the condition holds; fails with its name when the deadline passes. */
export async function until(
  condition: () => unknown,
  what: string | (() => string),
  deadlineMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!(await condition())) {
    const goal = () => typeof what === "string" ? what : what();
    if (performance.now() > deadline) throw new Error(`timed out after ${deadlineMs} ms waiting for ${goal()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** What a channel has reported and received, in order. */
export interface Watch {
  channel: RealtimeChannel;
  statuses: string[];
  /** Messages of the errors that came with a status. */
  errors: string[];
  // deno-lint-ignore no-explicit-any
  messages: any[];
  system: { extension: string; status: string; message: string; channel: string }[];
  /** Waits for a status, counting from the beginning. */
  reached(status: string, times?: number, deadlineMs?: number): Promise<void>;
  /** Waits for a number of broadcasts. */
  received(count: number): Promise<void>;
}

/** Records a channel before it is subscribed. */
export function watch(channel: RealtimeChannel): Watch {
  const record: Watch = {
    channel,
    statuses: [],
    errors: [],
    messages: [],
    system: [],
    reached: (status, times = 1, deadlineMs) => {
      const count = () => record.statuses.filter((each) => each === status).length;
      const seen = () => `status ${status} (${times}); so far ${record.statuses} ${record.errors}`;
      return until(() => count() >= times, seen, deadlineMs);
    },
    received: (count) =>
      until(() => record.messages.length >= count, () => `${count} broadcasts, got ${record.messages.length}`),
  };
  channel.on("broadcast", { event: "*" }, (message) => record.messages.push(message));
  channel.on("system", {}, (message: Watch["system"][number]) => record.system.push(message));
  return record;
}

/** Subscribes and records; does not wait. */
export function subscribe(channel: RealtimeChannel): Watch {
  const record = watch(channel);
  channel.subscribe((status, error) => {
    record.statuses.push(status);
    if (error) record.errors.push(error.message);
  });
  return record;
}

/** Subscribes, records, and waits until it is joined. */
export async function joined(channel: RealtimeChannel): Promise<Watch> {
  const record = subscribe(channel);
  await record.reached("SUBSCRIBED");
  return record;
}

/** Joins a private channel with the client's own token, as applications do: first the token, then the channel. */
export async function joinPrivate(client: SupabaseClient, topic: string, config: object = {}): Promise<Watch> {
  await client.realtime.setAuth();
  return await joined(client.channel(topic, { config: { private: true, ...config } }));
}

/** Sends a JSON broadcast and returns the client's verdict. */
export function send(record: Watch, event: string, payload: unknown = {}, options: object = {}): Promise<string> {
  return record.channel.send({ type: "broadcast", event, payload }, options);
}
