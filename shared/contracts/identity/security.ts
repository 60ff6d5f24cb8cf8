import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { data } from "../kit/replies.ts";
import { count, email, id, instant, integer } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { roleKey } from "./role_keys.ts";
import "./problems.ts";

const profile = z.enum(["basic", "standard", "strict"]);

export const SecurityPolicy = z.object({
  cookie_only: z.boolean().meta({ description: "Refresh tokens travel in their cookie only." }),
  refresh_seconds: z.number().nullable().meta({ description: "Longest life of a sign-in; null for the platform's." }),
  idle_seconds: z.number().meta({ description: "A session unused this long has ended." }),
  password_profile: profile,
  mfa: z.object({
    enforce_for_all: z.boolean(),
    enforce_for_roles: z.array(z.string()),
    adaptive_enabled: z.boolean(),
    device_trust_days: z.number(),
  }),
}).meta({ id: "SecurityPolicy" });

export const SecurityPolicyPatch = z.strictObject({
  cookie_only: z.boolean().optional(),
  refresh_seconds: z.number().int().min(300).max(30 * 86_400).nullable().optional(),
  idle_seconds: z.number().int().min(60).max(1800).optional(),
  password_profile: profile.optional(),
  mfa: z.strictObject({
    enforce_for_all: z.boolean().optional(),
    enforce_for_roles: z.array(roleKey).max(100).overwrite((keys) => [...new Set(keys)]).optional(),
    adaptive_enabled: z.boolean().optional(),
    device_trust_days: z.number().int().min(0).max(90).optional(),
  }).optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field").meta({
  id: "SecurityPolicyPatch",
  examples: [{ idle_seconds: 900, password_profile: "strict", mfa: { device_trust_days: 14 } }],
});

const LoginAttempt = z.object({
  at: instant,
  email: z.string().meta({ description: "Of an account nobody has only a hash." }),
  ip_address: z.string().nullable(),
  outcome: z.string(),
  reason: z.string().nullable(),
}).meta({ id: "LoginAttempt" });

const SecurityEvent = z.object({
  id: z.string(),
  timestamp: instant,
  category: z.string(),
  action: z.string(),
  description: z.string(),
  severity: z.string(),
  outcome: z.string(),
  actor_id: z.string().nullable(),
  actor_type: z.string(),
  ip_address: z.string().nullable(),
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  before_state: z.unknown(),
  after_state: z.unknown(),
  context: z.unknown(),
}).meta({ id: "SecurityEvent" });

const recent = integer(1, 400).default(30).meta({ description: "How many days to look back." });

export const security = {
  policy: endpoint("GET /admin/security/policy", {
    id: "identity.security.policy",
    summary: "How people sign in to the organisation",
    guard: "admin.security.read",
    reply: data(SecurityPolicy),
  }),
  savePolicy: endpoint("PATCH /admin/security/policy", {
    id: "identity.security.save_policy",
    summary: "Change how people sign in to the organisation",
    description: "What is absent stays. Times hold for sessions opened or refreshed from now on.",
    guard: "admin.security.write",
    body: SecurityPolicyPatch,
    reply: data(SecurityPolicy),
    problems: ["unknown_role"],
  }),
  loginAttempts: endpoint("GET /admin/security/login-attempts", {
    id: "identity.security.login_attempts",
    summary: "Sign-in attempts at the organisation and its members, newest first",
    guard: "admin.security.read",
    query: offsetQuery({
      email: email.optional(),
      outcome: z.enum(["success", "failure", "blocked"]).optional(),
      days: recent,
    }),
    reply: data(z.object({ attempts: z.array(LoginAttempt), count })),
  }),
  events: endpoint("GET /admin/security/events", {
    id: "identity.security.events",
    summary: "The part of the audit log about access, newest first",
    guard: "admin.security.read",
    query: offsetQuery({
      category: z.enum(["authentication", "authorization", "security", "admin"]).optional(),
      action: z.string().regex(/^[a-z0-9_.]{1,100}$/).optional(),
      severity: z.enum(["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]).optional(),
      user_id: id.optional().meta({ description: "Events by or about this user." }),
      days: recent,
    }),
    reply: data(z.object({ events: z.array(SecurityEvent), count })),
  }),
};
