/** What a probe found; latency in milliseconds. */
export interface ProbeResult {
  status: "ok" | "down" | "unknown";
  latency_ms: number | null;
  note?: string;
}

/** Down when neither gateway nor database answers, degraded when anything does not; what is not configured is not missed. */
export function overallStatus(
  services: { directus: ProbeResult; database: ProbeResult; redis: ProbeResult },
): "ok" | "degraded" | "down" {
  const isDown = (probe: ProbeResult) => probe.status === "down";
  if (isDown(services.directus) && isDown(services.database)) return "down";
  return Object.values(services).some(isDown) ? "degraded" : "ok";
}
