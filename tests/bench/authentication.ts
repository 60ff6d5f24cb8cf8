import { parseArgs } from "node:util";
import { app } from "../../functions/identity/app.ts";
import { hashPassword } from "../../shared/auth/passwords.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { entryOf, resolveActor } from "../../shared/http/credentials.ts";
import { openPool } from "../../shared/db/pool.ts";
import { readFlight } from "../../shared/db/request_transaction.ts";
import { useRuntime } from "../../shared/http/runtime.ts";
import { makeKey } from "../../supabase/local/rotate_keys.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, testConfig } from "../support/world.ts";
import { backendCpuMicros, cpuMs } from "./cpu.ts";
import { measureSignIn } from "./extras.ts";
import { fixed, median, table, whole } from "./figures.ts";
import { startLoad } from "./measure.ts";
import { startServer } from "./processes.ts";
import { type BenchUser, productEnvironment } from "./scenarios.ts";
import { compareMeans } from "./statistics.ts";
import { BENCH_PASSWORD } from "./volume.ts";

/**
 * What it costs to know who is asking: `deno run -A tests/bench/authentication.ts [--seconds=5] [--pairs=150]`. Makes a small
 * database of its own; needs nothing running.
 */

const { values: options } = parseArgs({
  options: { seconds: { type: "string", default: "5" }, pairs: { type: "string", default: "150" } },
});
const CLIENTS = 16;
const TARGET_MICROS = 300;

const world = await openWorld({ config: { LOG_LEVEL: "silent" } });
try {
  const actors = await signedInPeople(200);
  console.log(await describeTokens(actors));
  console.log(await describeRequest(actors));
  console.log(await describeTiming(actors[0], Number(options.pairs)));
  console.log(await describeSignIn(actors, Number(options.seconds)));
} finally {
  await world.close();
}
Deno.exit(0);

/** People with the password of the bench and a session each. */
async function signedInPeople(count: number): Promise<TestActor[]> {
  const hash = await hashPassword(BENCH_PASSWORD);
  const tenant = await world.tenant();
  const actors: TestActor[] = [];
  for (let i = 0; i < count; i++) actors.push(await tenant.actor({ contacts: "r" }));
  await world.db.sql`update identity.users set password_hash = ${hash} where id = any(${
    actors.map((a) => a.userId)
  }::uuid[])`;
  return actors;
}

/** Microseconds to verify a token seen for the first time, one of each algorithm, and one seen before. */
async function describeTokens(actors: TestActor[]): Promise<string> {
  const rows: string[][] = [];
  for (const algorithm of ["HS256", "ES256"] as const) {
    const keys = JSON.stringify([await makeKey(algorithm)]);
    const config = testConfig(world.db.url, { JWT_KEYS: keys });
    const signer = createTokens(config);
    const { claims } = await world.runtime.tokens.verify(actors[0].token);
    const tokens = await Promise.all(Array.from({ length: 400 }, () => signer.sign(claims)));
    const [fresh, known]: number[][] = [[], []];
    for (let round = 0; round < 7; round++) {
      const verifier = createTokens(config);
      await verifier.verify(await signer.sign(claims));
      fresh.push(await microsEach(tokens, (token) => verifier.verify(token)));
      known.push(await microsEach(tokens, (token) => verifier.verify(token)));
    }
    rows.push([algorithm, fixed(median(fresh), 0), fixed(median(known), 2)]);
  }
  return `\nVerifying a token, µs\n${table(["", "first time", "again"], rows)}`;
}

async function microsEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (const item of items) await work(item);
  return (performance.now() - started) * 1000 / items.length;
}

/**
 * Processor time of a warm request that goes into authentication: reading the credential, and the entry function in the
 * database, as the difference between a transaction with it and one without.
 */
async function describeRequest(actors: TestActor[]): Promise<string> {
  const { runtime } = world;
  const facts = { request_id: "bench", ip: "203.0.113.7", user_agent: "bench", method: "GET", path: "/contacts" };
  const requests = actors.map(({ token }) =>
    new Request("http://localhost/crm/contacts", { headers: { authorization: `Bearer ${token}` } })
  );
  for (const request of requests) await resolveActor(request, runtime, facts);
  const credential = await cpuMicros(20_000, (i) => resolveActor(requests[i % requests.length], runtime, facts));

  const people = await Promise.all(requests.map((request) => resolveActor(request, runtime, facts)));
  const single = { ...runtime.config, DB_POOL_MAX: 1 };
  const pool = openPool(single);
  const [{ pid }] = await pool`select pg_backend_pid() as pid`;
  const withEntry = (i: number) =>
    readFlight(pool, entryOf(people[i % people.length], { key: "contacts", action: "read" }, facts, single), () => []);
  const without = () =>
    readFlight(
      pool,
      (sql) => sql`select null as entered, set_config('role', 'authenticated', true)` as never,
      () => [],
    );
  const [entry, bare] = [await backendMicros(pid, 3_000, withEntry), await backendMicros(pid, 3_000, without)];
  await pool.end();
  const database = entry === undefined || bare === undefined ? undefined : entry - bare;
  const total = database === undefined ? undefined : credential + database;
  return `\nAuthentication of a warm request, µs of processor time\n${
    table(["", "µs"], [
      ["credential to actor, in the function", fixed(credential, 1)],
      ["session, membership and permission, in the database", fixed(database, 1)],
      [`together (target ${TARGET_MICROS} or less)`, fixed(total, 1)],
    ])
  }`;
}

async function cpuMicros(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const [before, started] = [cpuMs([Deno.pid]), performance.now()];
  for (let i = 0; i < times; i++) await work(i);
  const used = before === undefined ? performance.now() - started : cpuMs([Deno.pid])! - before;
  return used * 1000 / times;
}

async function backendMicros(
  pid: number,
  times: number,
  work: (i: number) => Promise<unknown>,
): Promise<number | undefined> {
  for (let i = 0; i < 200; i++) await work(i);
  const before = backendCpuMicros(pid);
  for (let i = 0; i < times; i++) await work(i);
  const after = backendCpuMicros(pid);
  return before === undefined || after === undefined ? undefined : (after - before) / times;
}

/** Whether the time of a refusal tells that an account exists: both kinds in turn, in random order, on one quiet connection. */
async function describeTiming(known: TestActor, pairs: number): Promise<string> {
  useRuntime(world.runtime);
  const times: { unknown: number[]; wrong: number[] } = { unknown: [], wrong: [] };
  const ask = async (kind: "unknown" | "wrong") => {
    const email = kind === "wrong" ? known.email : `u${crypto.randomUUID().slice(0, 12)}@example.com`;
    const started = performance.now();
    const { status } = await send(app, null, "POST /auth/login", { body: { email, password: "Tournevis-9" } });
    if (status !== 401) throw new Error(`${kind}: ${status}`);
    return performance.now() - started;
  };
  for (let i = -5; i < pairs; i++) {
    for (const kind of Math.random() < 0.5 ? ["unknown", "wrong"] as const : ["wrong", "unknown"] as const) {
      await world.db.sql`truncate identity.login_attempts`;
      const took = await ask(kind);
      if (i >= 0) times[kind].push(took);
    }
  }
  const { difference, low, high, t } = compareMeans(times.unknown, times.wrong);
  return `\nRefusing a sign-in, ms (${pairs} of each, interleaved)\n${
    table(["", "median", "mean"], [
      ["unknown account", fixed(median(times.unknown), 2), fixed(mean(times.unknown), 2)],
      ["wrong password", fixed(median(times.wrong), 2), fixed(mean(times.wrong), 2)],
    ])
  }\ndifference of the means ${fixed(difference, 3)} ms, 95 % between ${fixed(low, 3)} and ${
    fixed(high, 3)
  }; Welch's t ${fixed(t, 2)}: ${low <= 0 && high >= 0 ? "not told apart" : "TOLD APART"}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function describeSignIn(actors: TestActor[], seconds: number): Promise<string> {
  const server = await startServer("app_process.ts", [], productEnvironment(world.db.url, CLIENTS));
  const load = startLoad({ connections: CLIENTS, rounds: 1, seconds });
  try {
    const users = actors.map((actor) => ({ ...actor, tenantNo: 0, companyId: "" }) as BenchUser);
    const found = await measureSignIn(load, server, users, seconds);
    return `\nSign-in with ${CLIENTS} clients at once: ${fixed(found.perSecond, 1)} a second, p50 ${
      whole(found.p50)
    } ms, p99 ${whole(found.p99)} ms\nGET /health alone p99 ${fixed(found.healthAlone.p99, 1)} ms; meanwhile p50 ${
      fixed(found.healthMeanwhile.p50, 1)
    }, p99 ${fixed(found.healthMeanwhile.p99, 1)}, most ${fixed(found.healthMeanwhile.max, 1)} ms`;
  } finally {
    await load.process.stop();
    await server.stop();
  }
}
