import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body } from "../kit/replies.ts";
import { byId, id, instant } from "../kit/fields.ts";
import { deviceId, method, mfaCode, tokenFields } from "./token_replies.ts";
import "./problems.ts";

const backupCodes = z.array(z.string()).meta({
  description: "Each works once. Shown this once and never again.",
  examples: [["ABCD-2345-EFGH"]],
});

const Code = z.strictObject({ code: mfaCode }).meta({ id: "MfaCode", examples: [{ code: "287082" }] });

export const VerifyMfa = z.strictObject({
  user_id: id.optional().meta({ description: "Must be the person of the challenge or the session." }),
  challenge_id: id.optional().meta({ description: "From the sign-in; without it the own session is stepped up." }),
  code: mfaCode,
  method: z.enum(["totp", "backup_codes", "backup_code"]).default("totp")
    .transform((given) => (given === "totp" ? given : "backup_codes")),
  trust_device: z.boolean().default(false)
    .meta({ description: "Asks for no code at later sign-ins on this device, as long as the organisation allows." }),
  device_id: deviceId.optional(),
}).meta({
  id: "VerifyMfa",
  examples: [{ challenge_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11", code: "287082", trust_device: true }],
});

const TrustedDevice = z.object({
  id,
  user_agent: z.string().nullable(),
  ip_address: z.string().nullable(),
  created_at: instant,
  last_seen: instant,
  trusted_until: instant,
}).meta({ id: "TrustedDevice" });

/** A code may be wrong in these ways. */
const codeProblems = ["mfa_invalid_code", "mfa_code_reused", "mfa_locked", "mfa_not_enabled"];

export const mfa = {
  setup: endpoint("POST /mfa/totp/setup", {
    id: "identity.mfa.setup",
    summary: "Start setting up an authenticator app",
    description: "Secret and backup codes count for nothing until `POST /mfa/totp/activate` has seen a first code.",
    guard: "session",
    userOnly: true,
    mfaSetup: true,
    reply: body({
      secret: z.string().meta({ description: "Base32, 160 bits.", examples: ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"] }),
      otpauth_uri: z.string(),
      qr_code: z.string().meta({ description: "The address as a PNG in a data URI." }),
      backup_codes: backupCodes,
    }),
    problems: ["mfa_already_enabled"],
  }),
  activate: endpoint("POST /mfa/totp/activate", {
    id: "identity.mfa.activate",
    summary: "Finish setting up an authenticator app with its first code",
    description: "A session that was opened for the set-up alone becomes a complete one; its tokens are in the answer.",
    guard: "session",
    userOnly: true,
    mfaSetup: true,
    body: Code,
    reply: body({ activated_at: instant, ...tokenFields.partial().shape }),
    problems: ["mfa_not_pending", "mfa_invalid_code"],
  }),
  verify: endpoint("POST /mfa/verify", {
    id: "identity.mfa.verify",
    summary: "Show the second factor: to finish a sign-in, or to step the own session up",
    description:
      "With `challenge_id` the answer carries the tokens of the new session. Without it the access token of a session " +
      "is wanted, which may then do for ten minutes what asks for a step-up. Five wrong codes lock the factor for 15 minutes.",
    guard: "public",
    body: VerifyMfa,
    reply: body({
      method,
      verified_at: instant,
      trusted_device: z.object({ id, device_id: z.string(), trusted_until: instant }).optional(),
      ...tokenFields.partial().shape,
    }),
    problems: [
      ...codeProblems,
      "mfa_challenge_expired",
      "account_disabled",
      "tenant_disabled",
      "authorization_error",
      "auth_required",
      "auth_token_expired",
      "auth_token_invalid",
      "session_revoked",
      "mfa_setup_required",
      "user_token_required",
      "api_key_invalid",
    ],
    rate: "credential",
  }),
  methods: endpoint("GET /mfa/methods", {
    id: "identity.mfa.methods",
    summary: "Which second factors the caller has",
    guard: "session",
    userOnly: true,
    mfaSetup: true,
    reply: body({
      methods: z.array(z.object({
        type: method,
        enabled: z.boolean(),
        configured_at: instant.nullable().optional(),
        remaining_codes: z.number().optional(),
      })),
    }),
  }),
  regenerate: endpoint("POST /mfa/backup-codes/regenerate", {
    id: "identity.mfa.regenerate_backup_codes",
    summary: "Replace all backup codes",
    description: "Wants a code of the app: a backup code is refused.",
    guard: "session",
    userOnly: true,
    stepUp: true,
    body: Code,
    reply: body({ backup_codes: backupCodes }),
    problems: codeProblems,
  }),
  disable: endpoint("DELETE /mfa/totp", {
    id: "identity.mfa.disable",
    summary: "Give the second factor up",
    description: "Backup codes and trusted devices go with it.",
    guard: "session",
    userOnly: true,
    stepUp: true,
    body: Code,
    reply: body({ disabled: z.literal(true) }),
    problems: [...codeProblems, "mfa_enforced"],
  }),
  devices: endpoint("GET /mfa/devices", {
    id: "identity.mfa.devices",
    summary: "Devices on which the caller is not asked for a code at sign-in",
    guard: "session",
    userOnly: true,
    reply: body({ devices: z.array(TrustedDevice) }),
  }),
  forgetDevice: endpoint("DELETE /mfa/devices/:device_id", {
    id: "identity.mfa.forget_device",
    summary: "Stop trusting a device and end the caller's sessions on it",
    guard: "session",
    userOnly: true,
    params: byId("device_id"),
    reply: body({ forgotten: z.literal(true) }),
  }),
  reset: endpoint("DELETE /admin/users/:userId/mfa", {
    id: "identity.mfa.reset",
    summary: "Take the second factor of a member away who has lost it",
    description:
      "Ends all sessions of the member. Refused where the account belongs to other organisations too, and for members " +
      "who may do more than the caller.",
    guard: "admin.users.write",
    userOnly: true,
    stepUp: true,
    params: byId("userId"),
    reply: body({ reset: z.literal(true), sessions_revoked: z.number() }),
    problems: ["mfa_shared", "mfa_not_enabled"],
  }),
};
