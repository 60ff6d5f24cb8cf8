/** What a probe found; latency in milliseconds. */
export interface ProbeResult {
  status: "ok" | "down" | "unknown";
  latency_ms: number | null;
  note?: string;
}

export interface Services {
  directus: ProbeResult;
  redis: ProbeResult;
  database: ProbeResult;
  storage: ProbeResult;
  realtime: ProbeResult;
  queue: ProbeResult;
  mail: ProbeResult;
}

/** Work that waits longer is done by nobody. */
const MAX_WAIT_SECONDS = 600;

/** Down when neither gateway nor database answers, degraded when anything does not; what is not configured is not missed. */
export function overallStatus(services: Services): "ok" | "degraded" | "down" {
  const isDown = (probe: ProbeResult) => probe.status === "down";
  if (isDown(services.directus) && isDown(services.database)) return "down";
  return Object.values(services).some(isDown) ? "degraded" : "ok";
}

/** The state of a queue by how long its oldest entry has been due; unknown when the database could not be asked. */
export function queueState(asked: ProbeResult, waitedSeconds: number | null | undefined): ProbeResult {
  if (asked.status !== "ok") return { status: "unknown", latency_ms: null, note: "not known" };
  const { latency_ms } = asked;
  return (waitedSeconds ?? 0) > MAX_WAIT_SECONDS
    ? { status: "down", latency_ms, note: "due work is not taken" }
    : { status: "ok", latency_ms };
}
