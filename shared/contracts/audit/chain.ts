import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import { category, eventId, moment } from "./events.ts";

const Broken = z.object({
  category,
  sequence_number: count.nullable(),
  event_id: eventId.nullable(),
  kind: z.enum(["hash_mismatch", "previous_hash_mismatch", "sequence_gap", "head_mismatch"]),
}).meta({ id: "AuditChainFinding" });

export const IntegrityCheck = z.strictObject({
  category: category.optional(),
  start_date: moment.optional(),
  end_date: moment.optional(),
}).meta({ id: "AuditIntegrityCheck", examples: [{ category: "financial", start_date: "2026-01-01" }] });

export const auditChain = {
  verify: endpoint("POST /audit/verify-integrity", {
    id: "audit.chain.verify",
    summary: "Verify the hash chains of the audit log",
    description:
      "Needs the scope ALL. Without a category all chains are checked; `end_date` is inclusive. `hash_mismatch`: the " +
      "event was changed. `previous_hash_mismatch`: the chain was rebuilt or reordered. `sequence_gap`: an event was removed, or " +
      "stands beside the chain (then without a number). `head_mismatch`: the end was cut off. `broken` lists the first 1000 " +
      "findings. The run is logged.",
    guard: "audit-log.read",
    body: IntegrityCheck,
    reply: body({
      valid: z.boolean(),
      events_verified: count,
      verification_time_ms: count,
      broken: z.array(Broken),
      broken_total: count,
      first_broken: Broken.nullable(),
    }),
  }),
};
