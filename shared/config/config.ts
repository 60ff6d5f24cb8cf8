import { z } from "zod";

/**
 * The whole configuration, read once. A bad value stops the start and names its variable; nothing else in the product
 * reads the environment.
 */

const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const size = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const flag = (fallback: boolean) =>
  z.stringbool({ truthy: ["true", "1", "yes", "on"], falsy: ["false", "0", "no", "off"] }).default(fallback);
const csv = z.string().default("").transform((value) => value.split(",").map((v) => v.trim()).filter(Boolean));

const mailbox = /^(?:[^<>"@\r\n]+ <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/;

const json = <S extends z.ZodType>(schema: S) =>
  z.string().transform((value, context) => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  }).pipe(schema);

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, "must be base64url");
/** `sign` is missing from the operations of a key that has been rotated out and only verifies. */
const named = { kid: z.string().min(1).max(128), key_ops: z.array(z.string()).optional() };

const SigningKey = z.discriminatedUnion("kty", [
  z.object({
    ...named,
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: base64url.length(43),
    y: base64url.length(43),
    d: base64url.length(43),
  }),
  z.object({ ...named, kty: z.literal("oct"), k: base64url.min(43, "must have at least 32 bytes") }),
]);

/** A private key of ours as JWK (RFC 7517): ES256 on P-256, or HS256 with 32 bytes or more. */
export type SigningKey = z.output<typeof SigningKey>;

/** A list of keys, or the only one, as JSON. */
const SigningKeysText = json(z.preprocess(
  (value) => Array.isArray(value) ? value : [value],
  z.array(SigningKey).min(1)
    .refine((keys) => new Set(keys.map((key) => key.kid)).size === keys.length, "names a kid twice")
    .refine((keys) => keys[0]?.key_ops?.includes("sign") ?? true, "begins with a key that no longer signs"),
));

const AuditKey = z.strictObject({ version: z.int().min(1).max(32767), key: z.string().min(32) });

/** A key of the sealed box: 32 bytes in base64. */
const SealingKey = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, "must be a short name"),
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 bytes in base64"),
});
const SealingKeys = z.array(SealingKey).min(1)
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, "names an id twice");

export type SealingKey = z.output<typeof SealingKey>;

const word = z.string().min(1).optional();
const httpUrl = z.url({ protocol: /^https?$/ });

/** Names what is missing of variables that only work together. */
function requireAll(env: Record<string, unknown>, context: z.RefinementCtx, names: string[], by: string): void {
  for (const name of names) {
    if (!env[name]) context.addIssue({ code: "custom", path: [name], message: `is required by ${by}` });
  }
}

const FirebaseAccount = z.object({
  project_id: z.string().min(1),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  token_uri: z.string().min(1).default("https://oauth2.googleapis.com/token"),
});

/** The account of a Firebase project that may send; its key is PKCS #8 in PEM. */
export type FirebaseAccount = z.output<typeof FirebaseAccount>;

const Environment = z.object({
  APP_ENV: z.enum(["development", "test", "production"]).default("production"),
  APP_VERSION: z.string().default("0.1.0"),
  INSTANCE_ID: z.string().max(64).default(() => crypto.randomUUID().slice(0, 8)),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SUPABASE_DB_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DB_POOL_MAX: size(3),
  DB_PREPARE: flag(true).optional(),
  DB_IDLE_SECONDS: seconds(20),
  DB_CONNECT_SECONDS: seconds(10),
  DB_STATEMENT_TIMEOUT_MS: size(8000),

  SUPABASE_URL: z.url().optional(),
  /** The pages people use; links in mails lead there, never to the address a request came to. */
  APP_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000").transform((url) => url.replace(/\/+$/, "")),
  /** Secret keys of the project; the entry `default` opens Storage. */
  SUPABASE_SECRET_KEYS: json(z.record(z.string(), z.string().min(1))).optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1).optional(),

  JWT_ISSUER: z.string().default("comptoir"),
  JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  JWT_KEYS: SigningKeysText.optional(),
  SUPABASE_AUTH_TOKENS: flag(false),
  /** Preset on the platform; what is no key set there is fetched from the project instead. */
  SUPABASE_JWKS: json(z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })).optional().catch(
    undefined,
  ),
  SUPABASE_JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SECRETS_KEYS: json(SealingKeys).optional(),
  ACCESS_TOKEN_SECONDS: seconds(900),
  REFRESH_TOKEN_SECONDS: seconds(7 * 86400),
  REMEMBERED_REFRESH_TOKEN_SECONDS: seconds(30 * 86400),

  /** Keys of the audit log's hash chain: the first one seals, all of them verify. A key in use is never removed. */
  AUDIT_KEYS: json(
    z.array(AuditKey).min(1).refine(
      (keys) => new Set(keys.map(({ version }) => version)).size === keys.length,
      "must not repeat a version",
    ),
  ),

  /** Whom one may be without a password on a developer's machine; production ignores it. */
  MOCK_LOGIN_EMAIL: z.string().trim().toLowerCase().pipe(z.email()).optional(),

  /** Tenants answer at `<subdomain>.<this domain>`; without it only `<subdomain>.localhost` names one. */
  TENANT_DOMAIN: z.string().regex(/^[a-z0-9.-]+$/).optional(),
  CORS_ORIGINS: csv,
  COOKIE_SECURE: flag(true),
  COOKIE_SAME_SITE: z.enum(["Lax", "None", "Strict"]).default("Lax"),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(1),
  BODY_LIMIT_BYTES: size(1_048_576),

  /** Settings of every organisation of this deployment that has not set them otherwise, by name. */
  PLATFORM_SETTINGS: json(z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,119}$/), z.string().max(20_000))).optional(),
  /** Who may read the document at /schema; without it everybody, in production only who is signed in. */
  API_SCHEMA_ACCESS: z.enum(["public", "members"]).optional(),
  /** Leaves the administration out of the public documents in production. */
  API_DOCS_HIDE_ADMIN: flag(false),

  RATE_LIMIT_IP_PER_MINUTE: size(100),
  RATE_LIMIT_USER_PER_MINUTE: size(100),
  RATE_LIMIT_TENANT_PER_MINUTE: size(1000),
  RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: size(10),
  RATE_LIMIT_EXCHANGE_PER_MINUTE: size(10),
  RATE_LIMIT_WEBHOOK_PER_MINUTE: size(30),

  STREAM_SECONDS: seconds(55),
  STREAM_POLL_SECONDS: z.coerce.number().positive().default(10),

  IP_INTELLIGENCE_URL: z.url({ protocol: /^https?$/ }).optional(),
  IP_INTELLIGENCE_TOKEN: z.string().min(1).optional(),
  SCAN_URL: z.url({ protocol: /^https?$/ }).optional(),
  SCAN_TOKEN: z.string().min(1).optional(),
  SCAN_TIMEOUT_MS: size(20_000),
  /** Lets a clock call the endpoints under /cron. */
  SCHEDULER_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  DRAIN_SECONDS: seconds(40),
  EVENT_RETENTION_DAYS: size(90),

  /** Exact origins webhooks may go to although they are not public. */
  WEBHOOK_ALLOWED_ORIGINS: csv,
  WEBHOOK_DISABLE_AFTER: size(20),

  MAIL_PROVIDER: z.enum(["outbox", "http"]).default("outbox"),
  MAIL_FROM: z.string().max(320).regex(mailbox, "must be an address or Name <address>").default(
    "Comptoir <no-reply@comptoir.invalid>",
  ),
  MAIL_HTTP_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAIL_HTTP_TOKEN: z.string().min(1).optional(),
  MAIL_OUTBOX_DIR: z.string().min(1).default(".data/outbox"),

  BROKER_PROVIDER: z.enum(["none", "pusher"]).default("none"),
  PUSHER_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")).optional(),
  PUSHER_APP_ID: z.string().regex(/^[\w-]{1,64}$/).optional(),
  PUSHER_KEY: z.string().regex(/^[\w-]{1,64}$/).optional(),
  PUSHER_SECRET: z.string().min(1).optional(),
  /** The one organisation an app of its own belongs to: its channel names need no suffix then. */
  PUSHER_TENANT_ID: z.guid().optional(),
  PUSHER_TIMEOUT_MS: size(3000),
  /** The pair by which push services of browsers know us (RFC 8292), made by `task vapid`. */
  VAPID_PUBLIC_KEY: base64url.length(87, "must be an uncompressed point in base64url").optional(),
  VAPID_PRIVATE_KEY: base64url.length(43, "must be 32 bytes in base64url").optional(),
  VAPID_SUBJECT: z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, "must be mailto: or https:").optional(),

  /** The service account of a Firebase project, as Google hands it out. */
  FCM_SERVICE_ACCOUNT: json(FirebaseAccount).optional(),
  FCM_URL: httpUrl.default("https://fcm.googleapis.com"),

  WHATSAPP_API_URL: httpUrl.default("https://graph.facebook.com/v21.0"),
  WHATSAPP_ACCESS_TOKEN: word,
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d{5,30}$/, "must be digits").optional(),
  WHATSAPP_APP_ID: word,
  WHATSAPP_APP_SECRET: word,
  WHATSAPP_VERIFY_TOKEN: z.string().min(8, "must have at least 8 characters").optional(),
  WHATSAPP_TEMPLATE: z.string().regex(/^[a-z0-9_]{1,512}$/, "must be the name of a template").optional(),
  WHATSAPP_TEMPLATE_LANGUAGE: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "must be a language").default("fr"),
  WHATSAPP_TEST_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number like +41791234567").optional(),

  SMS_HTTP_URL: httpUrl.optional(),
  SMS_HTTP_USER: word,
  SMS_HTTP_PASSWORD: word,
  SMS_FROM: z.string().regex(/^(\+[1-9]\d{6,14}|[A-Za-z0-9 ]{1,11})$/, "must be a number or a short name").optional(),

  MESSAGE_OUTBOX_DIR: z.string().min(1).default(".data/messages"),

  API_KEY_PREFIX: z.string().regex(/^[a-z]{2,12}$/, "must be 2 to 12 letters a-z").default("cpt"),

  CRM_HTTP_URL: z.url({ protocol: /^https?$/ }).optional(),
  CRM_HTTP_TOKEN: z.string().min(1).optional(),
  CRM_TIMEOUT_MS: size(5000),
}).superRefine((env, context) => {
  if (!env.DATABASE_URL && !env.SUPABASE_DB_URL) {
    context.addIssue({ code: "custom", path: ["DATABASE_URL"], message: "is required (or SUPABASE_DB_URL)" });
  }
  if (!env.JWT_SECRET && !env.JWT_KEYS) {
    context.addIssue({ code: "custom", path: ["JWT_SECRET"], message: "is required (or JWT_KEYS)" });
  }
  if (env.SUPABASE_AUTH_TOKENS) {
    if (!env.SUPABASE_URL) {
      context.addIssue({ code: "custom", path: ["SUPABASE_URL"], message: "is required by SUPABASE_AUTH_TOKENS" });
    } else if (env.JWT_ISSUER.startsWith(env.SUPABASE_URL)) {
      // Whose token it is must be told apart by its issuer.
      context.addIssue({ code: "custom", path: ["JWT_ISSUER"], message: "must not be that of Supabase Auth" });
    }
  }
  if (env.VAPID_PUBLIC_KEY || env.VAPID_PRIVATE_KEY) {
    requireAll(env, context, ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"], "the other VAPID ones");
  }
  if (env.SMS_HTTP_URL) requireAll(env, context, ["SMS_HTTP_USER", "SMS_HTTP_PASSWORD", "SMS_FROM"], "SMS_HTTP_URL");
  if (env.CRM_HTTP_URL && !env.CRM_HTTP_TOKEN) {
    context.addIssue({ code: "custom", path: ["CRM_HTTP_TOKEN"], message: "is required by CRM_HTTP_URL" });
  }
  if (env.BROKER_PROVIDER === "pusher") {
    for (const name of ["PUSHER_URL", "PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"] as const) {
      if (!env[name]) {
        context.addIssue({ code: "custom", path: [name], message: "is required by BROKER_PROVIDER=pusher" });
      }
    }
  }
  if (env.MAIL_PROVIDER === "http") {
    requireAll(env, context, ["MAIL_HTTP_URL", "MAIL_HTTP_TOKEN"], "MAIL_PROVIDER=http");
    if (/@comptoir\.invalid>?$/.test(env.MAIL_FROM)) {
      context.addIssue({ code: "custom", path: ["MAIL_FROM"], message: "is required by MAIL_PROVIDER=http" });
    }
  }
});

/** Validated settings; durations in seconds unless the name says otherwise. */
export interface Config extends Readonly<Omit<z.output<typeof Environment>, "DATABASE_URL" | "DB_PREPARE">> {
  readonly DATABASE_URL: string;
  /** Named prepared statements: off behind a transaction pooler (port 6543), on otherwise. */
  readonly DB_PREPARE: boolean;
}

/** A configuration that must not start; its message lists every wrong variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The names of all variables with their defaults, for the README's table and its test. */
export const CONFIG_VARIABLES = Object.keys(Environment.shape);

/** Reads and validates the given environment. Throws `ConfigError`. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`configuration is not valid\n  ${lines.join("\n  ")}`);
  }
  const env = parsed.data;
  const url = (env.DATABASE_URL ?? env.SUPABASE_DB_URL)!;
  return Object.freeze({ ...env, DATABASE_URL: url, DB_PREPARE: env.DB_PREPARE ?? new URL(url).port !== "6543" });
}

/** Reads a value of `JWT_KEYS` exactly as the functions will. Throws `ConfigError`, whose message shows nothing of the keys. */
export function readSigningKeys(text: string): SigningKey[] {
  const parsed = SigningKeysText.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `JWT_KEYS.${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}

/**
 * Reads the process environment, variable by variable, so that functions need no blanket access to it. Throws `ConfigError`, in
 * production also where secrets could not be kept: better now than when the first person sets up a second factor.
 */
export function readProcessConfig(read: (name: string) => string | undefined = (name) => Deno.env.get(name)): Config {
  const config = readConfig(Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, read(name)])));
  if (config.APP_ENV === "production" && !config.SECRETS_KEYS) {
    throw new ConfigError("configuration is not valid\n  SECRETS_KEYS: is required in production");
  }
  return config;
}
