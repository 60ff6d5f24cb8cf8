import { join } from "node:path";
import postgres from "postgres";
import { createClient } from "../../shared/client/client.ts";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { type LocalKeys, localKeys } from "../../supabase/local/local_keys.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { localEnvironment } from "../../supabase/local/stack.ts";
import { createRealtime } from "../../supabase/local/realtime/server.ts";
import { permissionOf } from "../../functions/integrations/event_types_rules.ts";
import { listenLive, readStream, receiveWebhooks } from "./observers.ts";
import { postgresVictim, processVictim, type Victim } from "./processes.ts";
import { judgeBooks } from "./verdict.ts";
import { type Office, work } from "./writers.ts";

/**
 * `deno task faults`: people write while the database, the server and the worker are killed without warning, in turn and at random
 * moments. Afterwards the books must be right and nothing that was committed may have gone unheard. WRITES and PEOPLE say how
 * much, SEED which moments.
 */

const PASSWORD = "Tournevis-Cruciforme-7";
const SERVER = "supabase/local/start.ts";
const WORKER = "supabase/local/worker.ts";

export interface Ordeal {
  writes: number;
  people: number;
  seed: number;
  /** Shortest and longest pause between two crashes, in milliseconds. */
  pauseMs: readonly [number, number];
  say(line: string): void;
}

export interface Outcome {
  faults: string[];
  crashes: Record<string, number>;
}

/** Runs the whole ordeal in a folder of its own and answers what was wrong; an empty list is the only good answer. */
export async function endure(ordeal: Ordeal): Promise<Outcome> {
  const { say } = ordeal;
  const dataDir = await Deno.makeTempDir({ prefix: "comptoir-faults-" });
  const closers: (() => Promise<unknown>)[] = [() => Deno.remove(dataDir, { recursive: true })];
  try {
    const database = await postgresVictim(join(dataDir, "postgres"));
    closers.push(() => database.stop());
    await bootstrapCluster(database.server.adminUrl());
    await bootstrapDatabase(database.server.adminUrl(), "postgres");
    const databaseUrl = database.server.url();
    await migrate(databaseUrl);
    const keys = await localKeys(dataDir);
    const port = freePort();
    const env = environment(dataDir, databaseUrl, port, keys);
    const origin = `http://127.0.0.1:${port}`;
    const server = await processVictim("server", SERVER, env, `${origin}/health`);
    closers.push(() => server.stop());
    const worker = await processVictim("worker", WORKER, env);
    closers.push(() => worker.stop());
    const realtime = await createRealtime({
      jwtSecret: keys.jwt_secret,
      publishableKey: keys.publishable_key,
      secretKey: keys.secret_key,
      databaseUrl: database.server.roleUrl("supabase_realtime_admin"),
    });
    closers.push(() => realtime.close());
    const live = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen: () => {} },
      (request) => realtime.fetch(request),
    );
    closers.push(() => live.shutdown());

    const offices = await Promise.all(["premier", "second", "tiers"].map((name) => openOffice(`${origin}/api`, name)));
    const receiver = receiveWebhooks((body) => String((body as { event_id: string }).event_id));
    closers.push(() => receiver.close());
    for (const office of offices) await subscribe(office, receiver.url);
    const streams = offices.map((office) => readStream(`${origin}/api/notifications/stream`, office.token));
    closers.push(() => Promise.all(streams.map((stream) => stream.close())));
    // Whoever has no Last-Event-ID yet starts anew when the server dies, so everybody hears of something first.
    for (const office of offices) await greet(office);
    const hints = await listenLive(
      `http://127.0.0.1:${live.addr.port}`,
      keys.publishable_key,
      offices[0].token,
      `tenant:${offices[0].tenantId}:contacts`,
    );
    closers.push(() => Promise.resolve(hints.close()));

    await settled("every stream began", () => streams.filter((stream) => stream.seen.size === 0).length, []);
    const chaos = wreak([server, database, worker], ordeal);
    const written = await work(offices, ordeal.writes, ordeal.people);
    const crashes = await chaos.end();
    say(
      `${written.answered} writes answered, ${written.repeated} requests repeated, ${JSON.stringify(crashes)} crashes`,
    );

    const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
    closers.push(() => sql.end());
    const tenantIds = offices.map((office) => office.tenantId);
    const faults = [...written.surprises, ...await judgeBooks(sql, tenantIds, written)];
    await settled("every notification reached the streams", () => {
      const seen = new Set(streams.flatMap((stream) => [...stream.seen.keys()]));
      return written.notifications.filter((id) => !seen.has(id)).length;
    }, faults);
    await settled("every event reached the receiver of webhooks", async () => {
      const events = await sql<{ id: string; type: string; channel: string }[]>`
        select id, type, channel from app.events where tenant_id = any (${tenantIds}) and entity_id = any (${[
        ...written.contacts,
        ...written.quotes,
        ...written.invoices.map(({ id }) => id),
      ]})`;
      const told = events.filter(({ type, channel }) => permissionOf(type) === channel);
      say(`webhooks: ${receiver.events.size} events received, ${told.length} of them about what was written`);
      return told.filter(({ id }) => !receiver.events.has(id)).length;
    }, faults);
    const imagined = [...hints.heard].filter((id) => !written.contacts.includes(id));
    if (hints.heard.size === 0) faults.push("the live listener heard nothing at all");
    if (imagined.length > 0) faults.push(`${imagined.length} live hints are about contacts nobody made`);
    say(`live hints: ${hints.heard.size} contacts heard of`);
    for (const office of offices) faults.push(...await brokenChains(office));
    return { faults, crashes };
  } finally {
    for (const close of closers.reverse()) await close().catch((error) => say(`while closing: ${error}`));
  }
}

/** Waits until `missing` answers 0; what is still missing after three minutes is a fault. */
async function settled(what: string, missing: () => number | Promise<number>, faults: string[]): Promise<void> {
  let left = await missing();
  for (const until = Date.now() + 180_000; left > 0 && Date.now() < until; left = await missing()) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  if (left > 0) faults.push(`${what}: ${left} did not`);
}

/** Crashes one victim after the other, at moments drawn from the seed. */
function wreak(victims: readonly Victim[], { seed, pauseMs: [shortest, longest], say }: Ordeal) {
  const crashes: Record<string, number> = {};
  const random = mulberry32(seed);
  let ended = false;
  let wake = () => {};
  const loop = (async () => {
    for (let turn = 0; !ended; turn++) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, shortest + random() * (longest - shortest));
        wake = () => (clearTimeout(timer), resolve());
      });
      if (ended) return;
      const victim = victims[turn < victims.length ? turn : Math.floor(random() * victims.length)];
      const away = await victim.crash();
      crashes[victim.name] = (crashes[victim.name] ?? 0) + 1;
      say(`killed the ${victim.name}; back after ${Math.round(away)} ms`);
    }
  })();
  return {
    async end() {
      ended = true;
      wake();
      await loop;
      return crashes;
    },
  };
}

interface HouseOffice extends Office {
  tenantId: string;
}

async function openOffice(baseUrl: string, name: string): Promise<HouseOffice> {
  const open = createClient({ baseUrl });
  const email = `patron@${name}.example`;
  const [subdomain, code] = [`atelier-${name}`, `ATELIER_${name.toUpperCase()}`];
  await open.POST("/auth/signup", {
    body: { email, password: PASSWORD, name: "Jeanne Rey", subdomain, tenantName: `Atelier ${name}`, country: "CH" },
  });
  const login = await open.POST("/auth/login", { body: { email, password: PASSWORD } });
  const { access_token, user } = login.data!.data!;
  const api = createClient({ baseUrl, accessToken: () => access_token });
  await api.PUT("/finance/config/companies/{code}", {
    params: { path: { code } },
    body: {
      name: `Atelier ${name}`,
      street: "Rue du Simplon",
      building_number: "18",
      postal_code: "1870",
      city: "Monthey",
      country: "CH",
      currency: "CHF",
      qr_iban: "CH44 3199 9123 0008 8901 2",
      regular_iban: "CH93 0076 2011 6238 5295 7",
      invoice_prefix: name.slice(0, 3).toUpperCase(),
    },
  });
  const client = await api.POST("/contacts", {
    body: {
      first_name: "Sophie",
      last_name: "Martin",
      email: `sophie@${name}.example`,
      address: { street: "Avenue de la Gare 7", postal_code: "1870", city: "Monthey", country: "CH" },
    },
  });
  return { baseUrl, token: access_token, company: code, clientId: client.data!.data.id, tenantId: user.tenantId };
}

async function subscribe({ baseUrl, token }: Office, url: string): Promise<void> {
  const api = createClient({ baseUrl, accessToken: () => token });
  const { error } = await api.POST("/webhooks/endpoints", { body: { url, events: ["*"], max_attempts: 10 } });
  if (error) throw new Error(`no webhook could be registered: ${JSON.stringify(error)}`);
}

async function greet({ baseUrl, token }: Office): Promise<void> {
  // The stream must be open by then.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await createClient({ baseUrl, accessToken: () => token }).POST("/notifications", { body: { title: "Bonjour" } });
}

async function brokenChains({ baseUrl, token }: Office): Promise<string[]> {
  const api = createClient({ baseUrl, accessToken: () => token });
  const { data } = await api.POST("/audit/verify-integrity", { body: {} });
  if (!data) return ["the audit chain could not be verified"];
  return data.valid ? [] : [`the audit chain is broken: ${JSON.stringify(data.first_broken)}`];
}

/** What the processes of a project of its own are started with: the local presets, out of the way of limits. */
function environment(dataDir: string, databaseUrl: string, port: number, keys: LocalKeys): Record<string, string> {
  const out = "10000000";
  const given = {
    JWT_SECRET: keys.jwt_secret,
    LOG_LEVEL: "silent",
    ACCESS_TOKEN_SECONDS: "7200",
    RATE_LIMIT_IP_PER_MINUTE: out,
    RATE_LIMIT_USER_PER_MINUTE: out,
    RATE_LIMIT_TENANT_PER_MINUTE: out,
    RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: out,
  };
  const preset = localEnvironment({ port, environment: given, databaseUrl }, dataDir, databaseUrl, keys);
  const known = Object.entries(preset).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(known), DATA_DIR: dataDir, PORT: String(port) };
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

/** A small seeded generator (mulberry32): the same seed gives the same moments. */
function mulberry32(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

if (import.meta.main) {
  const number = (name: string, fallback: number) => Number(Deno.env.get(name) ?? fallback);
  const { faults } = await endure({
    writes: number("WRITES", 10_000),
    people: number("PEOPLE", 16),
    seed: number("SEED", Date.now() % 1_000_000),
    pauseMs: [1000, 6000],
    say: console.log,
  });
  for (const fault of faults) console.error(`FAULT: ${fault}`);
  console.log(faults.length === 0 ? "nothing was lost, doubled or left unbalanced" : `${faults.length} faults`);
  Deno.exit(faults.length === 0 ? 0 : 1);
}
