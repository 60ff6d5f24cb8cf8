import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { created, data } from "../kit/replies.ts";
import { byId, count, id, instant, line } from "../kit/fields.ts";
import "./problems.ts";

const scope = z.string().trim().regex(
  /^(\*|(read|write|admin):\*|(read|write):[a-z][a-z0-9.-]{0,79})$/,
  "must be *, read:*, write:*, admin:*, read:<key> or write:<key>",
);
const network = z.union(
  [z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()],
  "must be an address or a network such as 10.0.0.0/8",
);
const allowlist = z.array(network).max(100);
const hourly = z.number().int().min(1).max(1_000_000);
const days = z.number().int().min(1).max(3650);

export const ApiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string().meta({ examples: ["cpt_4f1f9ed8a0b1c2d3"] }),
  scopes: z.array(z.string()),
  ip_allowlist: z.array(z.string()),
  rate_limit_per_hour: count,
  expires_at: instant.nullable(),
  last_used_at: instant.nullable(),
  last_used_ip: z.string().nullable(),
  is_active: z.boolean(),
  replaced_by_id: id.nullable(),
  created_by: z.object({ id, name: z.string() }),
  created_at: instant,
}).meta({ id: "ApiKey" });

const secret = z.string().meta({ description: "The whole key, told here and never again." });

export const ApiKeyCreate = z.strictObject({
  name: line(200, 1),
  scopes: z.array(scope).min(1).max(100).overwrite((scopes) => [...new Set(scopes)]),
  expires_days: days.optional(),
  ip_allowlist: allowlist.default([]),
  rate_limit_per_hour: hourly.default(1000),
}).meta({
  id: "ApiKeyCreate",
  examples: [{
    name: "Accounting export",
    scopes: ["read:invoices", "read:contacts"],
    expires_days: 365,
    ip_allowlist: ["203.0.113.0/24"],
    rate_limit_per_hour: 500,
  }],
});

export const ApiKeyPatch = z.strictObject({
  name: line(200, 1).optional(),
  is_active: z.boolean().optional(),
  expires_days: days.nullable().optional().meta({ description: "From now on; null for a key without end." }),
  ip_allowlist: allowlist.optional(),
  rate_limit_per_hour: hourly.optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field")
  .meta({ id: "ApiKeyPatch", examples: [{ name: "Accounting export 2", is_active: false }] });

const person = { guard: "admin.api-keys.write", userOnly: true } as const;

export const apiKeys = {
  list: endpoint("GET /admin/api-keys", {
    id: "identity.api_keys.list",
    summary: "API keys, newest first, without their secrets",
    guard: "admin.api-keys.read",
    reply: data(z.object({ api_keys: z.array(ApiKey), count })),
  }),
  create: endpoint("POST /admin/api-keys", {
    id: "identity.api_keys.create",
    summary: "Create an API key; its secret is shown once",
    description:
      "A key carries nothing its maker does not hold; * is for owners and administrators, permissions of administration come " +
      "with admin:* alone.",
    ...person,
    stepUp: true,
    body: ApiKeyCreate,
    reply: created(z.object({ api_key: ApiKey, key: secret })),
    problems: ["unknown_permission", "role_access_denied"],
  }),
  update: endpoint("PATCH /admin/api-keys/:id", {
    id: "identity.api_keys.update",
    summary: "Rename an API key, bound it or switch it off",
    description:
      "Switched off, expired or outside its networks it is refused with the next request; a new rate within a minute.",
    ...person,
    params: byId("id"),
    body: ApiKeyPatch,
    reply: data(z.object({ api_key: ApiKey })),
  }),
  rotate: endpoint("POST /admin/api-keys/:id/rotate", {
    id: "identity.api_keys.rotate",
    summary: "Replace an API key by a new one with the same rights",
    description: "The old key works overlap_seconds longer; by default it ends at once.",
    ...person,
    stepUp: true,
    params: byId("id"),
    body: z.strictObject({ overlap_seconds: z.number().int().min(0).max(30 * 86_400).default(0) })
      .meta({ id: "ApiKeyRotate", examples: [{ overlap_seconds: 86400 }] }),
    bodyRequired: false,
    reply: created(z.object({ api_key: ApiKey, key: secret })),
    problems: ["api_key_replaced", "role_access_denied"],
  }),
  revoke: endpoint("DELETE /admin/api-keys/:id", {
    id: "identity.api_keys.revoke",
    summary: "End an API key for good",
    ...person,
    stepUp: true,
    params: byId("id"),
    reply: data(z.object({ revoked: z.literal(true) })),
  }),
};
