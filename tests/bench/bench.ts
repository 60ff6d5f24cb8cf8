import { parseArgs } from "node:util";
import { join } from "node:path";
import os from "node:os";
import postgres from "postgres";
import { type AuditResult, describeAudit, measureAudit } from "./audit.ts";
import { explainWork } from "./explain.ts";
import { measureLimiter, measurePdf, measureSignIn, measureStart, measureTokens } from "./extras.ts";
import { measureBackground } from "./jobs.ts";
import { countTrips, interleave, type Load, type Side, type SideResult, startLoad } from "./measure.ts";
import { measureParts } from "./parts.ts";
import { type ServerProcess, startCommands, startServer } from "./processes.ts";
import {
  describeFloors,
  describeLimiter,
  describeMachine,
  describeOthers,
  describeParts,
  describeWork,
} from "./report.ts";
import { type BenchUser, makeScenarios, productEnvironment, type Scenario, signEverybodyIn } from "./scenarios.ts";
import { BENCH_DIR, startBenchDatabase, VOLUME } from "./volume.ts";

const USAGE = `deno task bench [options]
  --quick          fewer and shorter rounds: under 90 seconds once the volume exists
  --only=list,get  only these of list, search, get, create-contact, create-invoice, audit, parts, limiter, start, tokens, pdf,
                   sign-in, jobs; extras stands for the last seven
  --latency=5      ms added to a round trip to PostgreSQL in the second table; 0 leaves it out
  --pool=16        database connections of product and floor
  --connections=16 callers
  --explain        also writes the plans of the statements to .data/bench/plans.txt
Authentication alone: deno run -A tests/bench/authentication.ts`;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    latency: { type: "string", default: "5" },
    pool: { type: "string", default: "16" },
    connections: { type: "string", default: "16" },
    explain: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(USAGE);
  Deno.exit(0);
}

const say = (text: string) => console.log(text);
const extras = ["parts", "limiter", "start", "tokens", "pdf", "sign-in", "jobs"];
const only = options.only?.split(",").map((name) => name.trim());
const wants = (name: string) =>
  only === undefined || only.includes(name) || extras.includes(name) && only.includes("extras");
const latencyMs = Number(options.latency);
const poolSize = Number(options.pool);
const near = options.quick ? { rounds: 3, seconds: 1 } : { rounds: 5, seconds: 2 };
const far = options.quick ? { rounds: 2, seconds: 1 } : { rounds: 3, seconds: 2 };

/** One row of a table: a kind of work at product and floor. */
export interface WorkResult {
  key: string;
  title: string;
  target: number;
  floorDoes: string;
  product: SideResult;
  floor: SideResult;
  share: number;
  narrow?: { does: string; result: SideResult; share: number };
  trips?: { product: number; floor: number };
}

/** How many people call in turn: enough for every organisation to have several, few enough to be known after the warm-up. */
const CALLING_USERS = 200;

const began = performance.now();
const database = await startBenchDatabase(say);
const stops: (() => Promise<unknown>)[] = [() => database.postgres.stop()];
try {
  await run();
} finally {
  for (const stop of stops.reverse()) await stop();
}
if (wants("jobs")) await measureBackground(say);
say(`\n${((performance.now() - began) / 1000).toFixed(0)} s in all`);

async function run(): Promise<void> {
  const admin = postgres(database.postgres.adminUrl(), { max: 2, onnotice: () => {} });
  stops.push(() => admin.end());
  const everybody = await signEverybodyIn(admin);
  const users = everybody.slice(0, CALLING_USERS);
  const everything = await makeScenarios(admin, users);
  const scenarios = everything.filter(({ key }) => wants(key));
  const url = database.postgres.url();
  const postmaster = Number(
    (await Deno.readTextFile(join(database.dataDir, "cluster", "postmaster.pid"))).split("\n")[0],
  );
  const load = startLoad({ connections: Number(options.connections), postmaster, ...near });
  stops.push(() => load.process.stop());
  const machine = {
    cpus: `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
    load: os.loadavg()[0],
    deno: Deno.version.deno,
    at: new Date().toISOString(),
    volume: VOLUME,
    connections: load.connections,
    pool: poolSize,
    rounds: near,
  };
  say(describeMachine(machine));
  const result: Record<string, unknown> = { machine };

  const app = await serve("app_process.ts", [], productEnvironment(url, poolSize));
  const floor = await serve("floor_process.ts", [String(poolSize)], { DATABASE_URL: url });
  const missing = await unanswered(app, scenarios);
  const present = scenarios.filter(({ key }) => !missing.has(key));
  for (const key of missing) say(`${key}: left out, the product has no such endpoint`);

  const work = await compare(load, app, floor, present, "near");
  const constant = present.length > 0 &&
    (await interleave(load, "constant", [side("constant", floor, [{ method: "GET", path: "/constant" }])]))[0];

  if (latencyMs > 0 && present.length > 0) {
    const proxy = startCommands("proxy_process.ts", [
      database.postgres.host,
      String(database.postgres.port),
      String(latencyMs),
    ]);
    stops.push(() => proxy.stop());
    const { port } = await proxy.ask<{ port: number }>({ do: "count" });
    const long = new URL(url);
    long.port = String(port);
    const farApp = await serve("app_process.ts", [], productEnvironment(long.href, poolSize));
    const farFloor = await serve("floor_process.ts", [String(poolSize)], { DATABASE_URL: long.href });
    for (const row of work) {
      const { product, floor: plain, expect } = present.find(({ key }) => key === row.key)!;
      row.trips = {
        // A person's first call in a minute also leases permits; a few people are soon known.
        product: await countTrips(load, proxy, side("product", farApp, product.slice(0, 10), expect), 100),
        floor: await countTrips(load, proxy, side("floor", farFloor, plain.slice(0, 10), expect), 100),
      };
    }
    say(describeWork("Beside the floor", work));
    const distant = await compare({ ...load, ...far }, farApp, farFloor, present, "far");
    say(describeWork(`The same with ${latencyMs} ms more to PostgreSQL and back`, distant));
    result.distant = { latencyMs, work: distant };
  } else if (present.length > 0) {
    say(describeWork("Beside the floor", work));
  }
  if (present.length > 0) say(describeFloors(work, constant || undefined));
  result.work = work;
  result.constant = constant;

  if (options.explain) {
    const file = join(BENCH_DIR, "plans.txt");
    await Deno.writeTextFile(file, await explainWork(database.postgres.adminUrl(), users[0]));
    say(`plans in ${file}`);
  }
  result.loadAfter = os.loadavg()[0];
  if (wants("audit")) {
    result.audit = await measureAudit(
      { url, adminUrl: database.postgres.adminUrl(), postmaster },
      everybody,
      options.quick,
    );
    say(describeAudit(result.audit as AuditResult));
  }
  if (extras.some(wants)) await others(load, app, everybody, everything, url, result);
  await Deno.writeTextFile(join(BENCH_DIR, "result.json"), `${JSON.stringify(result, null, 1)}\n`);
}

async function others(
  load: Load,
  app: ServerProcess,
  users: BenchUser[],
  scenarios: Scenario[],
  url: string,
  result: Record<string, unknown>,
): Promise<void> {
  if (wants("parts")) {
    const parts = await measureParts(url, users, options.quick ? 300 : 1000);
    say(describeParts(parts));
    result.parts = parts;
  }
  if (wants("limiter")) {
    const list = scenarios.find(({ key }) => key === "list")!;
    const limiter = await measureLimiter(load, list, users, url, poolSize);
    say(describeLimiter(limiter));
    result.limiter = limiter;
  }
  const rest = {
    ...(wants("start") && { start: await measureStart(users[0], url, options.quick ? 3 : 5) }),
    ...(wants("tokens") && { tokens: await measureTokens(users) }),
    ...(wants("pdf") && { pdf: await measurePdf(20) }),
    ...(wants("sign-in") && { signIn: await measureSignIn(load, app, users, options.quick ? 4 : 8) }),
  };
  if (Object.keys(rest).length > 0) say(describeOthers(rest));
  Object.assign(result, rest);
}

async function compare(
  load: Load,
  app: ServerProcess,
  floor: ServerProcess,
  scenarios: Scenario[],
  name: string,
): Promise<WorkResult[]> {
  const work: WorkResult[] = [];
  for (const { key, title, target, floorDoes, product, floor: plain, narrow, expect } of scenarios) {
    const [found, plainFound, narrowFound] = await interleave(load, `${name}/${key}`, [
      side("product", app, product, expect),
      side("floor", floor, plain, expect),
      ...(narrow ? [side("narrow", floor, narrow.requests, expect)] : []),
    ]);
    const shareOf = (result: SideResult) => found.perSecond / result.perSecond;
    work.push({
      key,
      title,
      target,
      floorDoes,
      product: found,
      floor: plainFound,
      share: shareOf(plainFound),
      ...(narrow && { narrow: { does: narrow.does, result: narrowFound, share: shareOf(narrowFound) } }),
    });
  }
  return work;
}

function side(label: string, server: ServerProcess, requests: Scenario["product"], expect = 200): Side {
  return { label, server, requests, expect };
}

async function serve(script: string, args: string[], env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer(script, args, env);
  stops.push(() => server.stop());
  return server;
}

/** Which kinds of work the product has no endpoint for yet. Anything else that goes wrong ends the run. */
async function unanswered(app: ServerProcess, scenarios: Scenario[]): Promise<Set<string>> {
  const missing = new Set<string>();
  for (const { key, product: [{ method, path, headers, body }] } of scenarios) {
    const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      body: body?.replace("##########", "0000000000"),
    });
    await answer.body?.cancel();
    if (answer.status === 404) missing.add(key);
  }
  return missing;
}
