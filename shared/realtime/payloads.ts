/** Payloads are hints: what is too large for a broker keeps the identifiers with which the rest is fetched. */

/** Largest payload in bytes of UTF-8: brokers take 10 KB, with the envelope. */
export const MAX_PAYLOAD_BYTES = 9000;

const KEPT = [
  "audit_id",
  "audit_db_id",
  "audit_config_id",
  "fiche_id",
  "event_id",
  "batch_id",
  "job_id",
  "jobId",
  "rerun_id",
  "rerun_scope",
  "step_position",
  "step_name",
  "control_point_index",
  "schedule_id",
  "run_id",
  "status",
  "progress",
  "current_phase",
  "progress_percentage",
  "completed_steps",
  "total_steps",
  "failed_steps",
  "completedDays",
  "totalDays",
  "totalFiches",
  "type",
  "entity",
  "entity_id",
] as const;

const COUNTED = ["datesCompleted", "datesRemaining", "datesFailed"] as const;

type Payload = Readonly<Record<string, unknown>>;

const encoder = new TextEncoder();
const bytesOf = (payload: Payload) => encoder.encode(JSON.stringify(payload)).byteLength;

/** The payload if it fits, else its identifiers and figures with `truncated: true`, else that alone. Never larger than `limit`. */
export function shrink(payload: Payload, limit: number = MAX_PAYLOAD_BYTES): Payload {
  if (bytesOf(payload) <= limit) return payload;
  const kept: Record<string, unknown> = {};
  for (const key of KEPT) if (payload[key] !== undefined) kept[key] = payload[key];
  for (const key of COUNTED) {
    const dates = payload[key];
    if (Array.isArray(dates)) kept[`${key}Count`] = dates.length;
  }
  const shrunk = { ...kept, truncated: true };
  return bytesOf(shrunk) <= limit ? shrunk : { truncated: true };
}
