import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, id, instant } from "../kit/fields.ts";
import { data } from "../kit/replies.ts";

const LocalResilience = z.object({
  ok: z.literal(true),
  enabled: z.boolean(),
  desktopMode: z.boolean(),
  vaultEpoch: count.meta({ description: "Clients throw away a vault that was made under a lower one." }),
  updatedAt: instant.nullable(),
  updatedBy: id.nullable(),
}).meta({ id: "LocalResilience" });

const changes = z.strictObject({ enabled: z.boolean().optional(), desktop_mode: z.boolean().optional() })
  .refine((body) => Object.keys(body).length > 0, "must change something");

export type LocalResilienceChanges = z.output<typeof changes>;

export const localResilience = {
  get: endpoint("GET /server-management/local-resilience", {
    id: "ops.local_resilience.get",
    summary: "Get whether clients may work offline",
    guard: "settings.write",
    reply: data(LocalResilience),
  }),
  update: endpoint("PATCH /server-management/local-resilience", {
    id: "ops.local_resilience.update",
    summary: "Let clients work offline, or stop it",
    guard: "settings.write",
    body: changes.meta({ examples: [{ enabled: true, desktop_mode: false }] }),
    reply: data(LocalResilience),
  }),
  resetVault: endpoint("POST /server-management/reset-vault", {
    id: "ops.local_resilience.reset_vault",
    summary: "Make every client throw away what it keeps offline",
    description: "Raises the epoch of the vault by one.",
    guard: "settings.write",
    reply: data(LocalResilience),
    idempotent: true,
  }),
};
