import type { Runtime } from "../../shared/http/runtime.ts";
import { overallStatus, type ProbeResult, queueState, type Services } from "./health_rules.ts";
import { findBacklog, pingDatabase } from "./ops_queries.ts";

const PROBE_MS = 5000;
const REMEMBERED_MS = 5000;
const answers = new WeakMap<Runtime, { at: number; services: Promise<Services> }>();

/**
 * Probes what the service depends on, in parallel and for five seconds at most; an answer is remembered as long, so that
 * frequent callers cost nothing. Says no address and no error text.
 */
export async function answerHealth(runtime: Runtime) {
  const services = await remembered(runtime);
  return {
    status: overallStatus(services),
    service: "comptoir",
    instance: runtime.config.INSTANCE_ID,
    timestamp: new Date().toISOString(),
    version: runtime.config.APP_VERSION,
    uptime_seconds: Math.floor((Date.now() - runtime.startedAt) / 1000),
    services,
  };
}

function remembered(runtime: Runtime): Promise<Services> {
  const known = answers.get(runtime);
  if (known && Date.now() - known.at < REMEMBERED_MS) return known.services;
  const services = probeAll(runtime);
  answers.set(runtime, { at: Date.now(), services });
  return services;
}

async function probeAll({ config, pool }: Runtime): Promise<Services> {
  let backlog: Awaited<ReturnType<typeof findBacklog>>[number] | undefined;
  const platform = (path: string) => probe(platformProbe(config.SUPABASE_URL, path));
  const [directus, storage, realtime, database, asked] = await Promise.all([
    platform("/rest/v1/"),
    platform("/storage/v1/status"),
    platform("/realtime/v1/"),
    probe(() => pingDatabase(pool)),
    probe(async () => {
      [backlog] = await findBacklog(pool);
    }),
  ]);
  return {
    directus,
    redis: { status: "unknown", latency_ms: null, note: "not used" },
    database,
    storage,
    realtime,
    queue: queueState(asked, backlog?.queue_seconds),
    mail: queueState(asked, backlog?.mail_seconds),
  };
}

/** Any answer of a service of the platform counts, a refusal too: only its own failures say that it is down. */
function platformProbe(url: string | undefined, path: string) {
  if (!url) return undefined;
  return async (signal: AbortSignal) => {
    const response = await fetch(new URL(path, url), { signal, redirect: "manual" });
    await response.body?.cancel();
    if (response.status >= 500) throw new Error(`the service answered ${response.status}`);
  };
}

async function probe(check: ((signal: AbortSignal) => PromiseLike<unknown>) | undefined): Promise<ProbeResult> {
  if (!check) return { status: "unknown", latency_ms: null, note: "not configured" };
  const started = performance.now();
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late.abort();
      reject(new Error("no answer in time"));
    }, PROBE_MS);
  });
  try {
    await Promise.race([check(late.signal), overdue]);
    return { status: "ok", latency_ms: Math.round(performance.now() - started) };
  } catch {
    return { status: "down", latency_ms: null, note: "no answer" };
  } finally {
    clearTimeout(timer);
  }
}
