import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { instant } from "../kit/fields.ts";
import { raw } from "../kit/replies.ts";

const Probe = z.object({
  status: z.enum(["ok", "down", "unknown"]),
  latency_ms: z.number().nullable(),
  note: z.string().optional(),
}).meta({ id: "ServiceHealth" });

export const health = {
  get: endpoint("GET /health", {
    id: "ops.health.get",
    summary: "Tell how the service and what it depends on are doing",
    description:
      "`directus` is the data gateway and `redis` the cache, under the names existing clients know; `queue` and `mail` are down " +
      "when due work is not taken for ten minutes. Unknown (not configured) does not degrade; anything down does; gateway and " +
      "database both down answer 503. Remembered for five seconds.",
    guard: "public",
    reply: raw(
      z.object({
        status: z.enum(["ok", "degraded", "down"]),
        service: z.string(),
        instance: z.string(),
        timestamp: instant,
        version: z.string(),
        uptime_seconds: z.number().int(),
        services: z.object({
          directus: Probe,
          redis: Probe,
          database: Probe,
          storage: Probe,
          realtime: Probe,
          queue: Probe,
          mail: Probe,
        }),
      }).meta({ id: "Health" }),
    ),
  }),
};
