import { createTokens } from "../../shared/auth/tokens.ts";
import { readConfig } from "../../shared/config/config.ts";
import { renderInvoicePdf } from "../../shared/documents/invoice_pdf.ts";
import { swissInvoice } from "../documents/document_samples.ts";
import { median } from "./figures.ts";
import type { RequestSpec, RoundResult } from "./load_process.ts";
import { interleave, type Load, type Side, type SideResult } from "./measure.ts";
import { delay, type ServerProcess, startCommands, startServer } from "./processes.ts";
import { BENCH_SECRET, type BenchUser, callerOf, productEnvironment, type Scenario } from "./scenarios.ts";
import { BENCH_PASSWORD } from "./volume.ts";

/** Sign-ins by all callers at once, and what somebody else notices of it. */
export interface SignInResult {
  perSecond: number;
  p50: number;
  p99: number;
  /** GET /health every few ms, alone and while the others sign in. */
  healthAlone: { p50: number; p99: number };
  healthMeanwhile: { p50: number; p99: number; max: number };
}

export async function measureSignIn(
  load: Load,
  app: ServerProcess,
  users: BenchUser[],
  seconds: number,
): Promise<SignInResult> {
  const requests: RequestSpec[] = users.map((user, i) => ({
    method: "POST",
    path: "/api/auth/login",
    headers: { "x-forwarded-for": callerOf(user, i)["x-forwarded-for"], "user-agent": "comptoir-bench" },
    body: JSON.stringify({ email: user.email, password: BENCH_PASSWORD }),
  }));
  const prober = startCommands("load_process.ts");
  try {
    await load.process.ask({ do: "prepare", name: "sign-in", requests, expect: 200 });
    await prober.ask({
      do: "prepare",
      name: "health",
      requests: [{ method: "GET", path: "/api/health" }],
      expect: 200,
    });
    const health = (time: number) =>
      prober.ask<RoundResult>({
        do: "round",
        name: "health",
        port: app.port,
        seconds: time,
        connections: 1,
        pauseMs: 5,
      });
    await health(0.5);
    const healthAlone = await health(Math.min(2, seconds));
    const signIn = load.process.ask<RoundResult>({
      do: "round",
      name: "sign-in",
      port: app.port,
      seconds,
      connections: load.connections,
    });
    const healthMeanwhile = await health(seconds);
    const { perSecond, p50, p99 } = await signIn;
    return { perSecond, p50, p99, healthAlone, healthMeanwhile };
  } finally {
    await prober.stop();
  }
}

/** Microseconds to verify a token seen before and one seen for the first time. */
export async function measureTokens(users: BenchUser[]): Promise<{ known: number; fresh: number }> {
  const config = readConfig({ ...productEnvironment("postgres://bench", 1), JWT_SECRET: BENCH_SECRET });
  const times = async (repeat: number) => {
    const found: number[] = [];
    for (let i = 0; i < repeat; i++) {
      const tokens = createTokens(config);
      const fresh = await timed(users, (user) => tokens.verify(user.token));
      const known = await timed(users, (user) => tokens.verify(user.token));
      found.push(fresh, known);
    }
    return found;
  };
  await times(1);
  const found = await times(5);
  return { fresh: median(found.filter((_, i) => i % 2 === 0)), known: median(found.filter((_, i) => i % 2 === 1)) };
}

async function timed<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (const item of items) await work(item);
  return (performance.now() - started) * 1000 / items.length;
}

/**
 * A list read without the limiter, with it, and as it works out of the box: a hundred requests a minute for a person and for an
 * address, handed out in lots of two. For that many more people call.
 */
export async function measureLimiter(
  load: Load,
  { product: requests, expect }: Scenario,
  everybody: BenchUser[],
  databaseUrl: string,
  poolSize: number,
): Promise<SideResult[]> {
  // Others than those who call without a limit worth the name: what they have used would count against these.
  const everyone = everybody.map((user, i) => ({ ...requests[0], headers: callerOf(user, i) })).slice(requests.length);
  const configurations: [string, string[], number, RequestSpec[]][] = [
    ["off", ["no-limiter"], 100, requests],
    ["on", [], 10_000_000, requests],
    [`off, ${everyone.length} people`, ["no-limiter"], 100, everyone],
    [`on, ${everyone.length} people with 100 a minute each`, [], 100, everyone],
  ];
  const sides: Side[] = [];
  try {
    for (const [label, args, limit, chosen] of configurations) {
      const server = await startServer("app_process.ts", args, productEnvironment(databaseUrl, poolSize, limit));
      sides.push({ server, label, requests: chosen, expect });
    }
    return await interleave(load, "limiter", sides);
  } finally {
    for (const { server } of sides) await server.stop();
  }
}

/** Milliseconds from the start of the process to the first 200 of an authenticated read. */
export async function measureStart(user: BenchUser, databaseUrl: string, times: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    const server = await startServer("app_process.ts", [], productEnvironment(databaseUrl, 3));
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/contacts`, { headers: callerOf(user, 0) });
    await answer.body?.cancel();
    found.push(performance.now() - started);
    await server.stop();
    if (answer.status !== 200) throw new Error(`the first answer was ${answer.status}`);
    await delay(100);
  }
  return found;
}

/** Milliseconds for one QR-bill: the first of a process and the ones after it. */
export async function measurePdf(times: number): Promise<{ first: number; later: number; bytes: number }> {
  const found: number[] = [];
  let bytes = 0;
  for (let i = 0; i <= times; i++) {
    const started = performance.now();
    bytes = (await renderInvoicePdf(swissInvoice())).length;
    found.push(performance.now() - started);
  }
  return { first: found[0], later: median(found.slice(1)), bytes };
}
