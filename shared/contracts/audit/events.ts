import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, day, id, instant, jsonObject, line, text } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, streamedFile } from "../kit/replies.ts";
import "./problems.ts";

export const AUDIT_CATEGORIES = [
  "authentication",
  "authorization",
  "data_access",
  "data_modification",
  "data_deletion",
  "data_export",
  "configuration",
  "security",
  "compliance",
  "system",
  "network",
  "application",
  "user_activity",
  "financial",
  "admin",
] as const;

export type AuditCategory = (typeof AUDIT_CATEGORIES)[number];

export const category = z.enum(AUDIT_CATEGORIES).meta({ examples: ["user_activity"] });
const severity = z.enum(["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]);
const outcome = z.enum(["success", "failure", "unknown", "in_progress"]);
const action = z.string().regex(/^[a-z0-9_.]{1,100}$/, "must be up to 100 of a-z, 0-9, _ and .")
  .meta({ examples: ["contact.created"] });

export const eventId = z.string().meta({ examples: ["evt_0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"] });

const chain = { sequence_number: count, hash_chain: z.string() };

const target = z.object({
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  before_state: z.unknown(),
  after_state: z.unknown(),
});

export const AuditEvent = z.object({
  id: eventId,
  timestamp: instant,
  category,
  action,
  description: z.string(),
  severity,
  outcome,
  actor: z.object({
    user_id: z.string().nullable(),
    type: z.enum(["user", "system", "service", "api_key", "anonymous", "external"]),
    roles: z.array(z.string()).nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    session_id: z.string().nullable(),
    auth_method: z.string().nullable(),
  }),
  target: target.nullable(),
  context: jsonObject.meta({ description: "`request_id` and whatever the writer added." }),
  /** The place in the hash chain: null during the second before the event is chained. */
  sequence_number: count.nullable(),
  previous_hash: z.string().nullable(),
  hash_chain: z.string().nullable(),
  chain_version: count.nullable(),
}).meta({ id: "AuditEvent" });

export const AuditEventCreate = z.strictObject({
  category,
  action,
  description: text(1000).default(""),
  target: z.strictObject({ entity_type: line(100, 1), entity_id: line(200, 1).optional() }).optional(),
  context: jsonObject.default({}),
  severity: severity.optional().meta({
    description: "Default: warning for deletions, notice for compliance, else info.",
  }),
  outcome: outcome.default("success"),
}).meta({
  id: "AuditEventCreate",
  examples: [{
    category: "user_activity",
    action: "report_opened",
    description: "Opened the monthly report",
    target: { entity_type: "report", entity_id: "2026-01" },
    context: { screen: "dashboard" },
  }],
});

/** A date (the whole day, in the time zone of the organisation) or an instant; one without offset is UTC. */
export const moment = z.union([
  day,
  z.iso.datetime({ offset: true, local: true }).transform((
    value,
  ) => (/(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`)),
], "must be a date or an ISO 8601 instant").meta({ examples: ["2026-01-31"] });

/** What the log is searched for; `end_date` is inclusive. */
const filters = {
  category: category.optional(),
  action: action.optional(),
  start_date: moment.optional(),
  end_date: moment.optional(),
  user_id: id.optional(),
  severity: severity.optional(),
  outcome: outcome.optional(),
  entity_type: line(100, 1).optional(),
  entity_id: line(200, 1).optional(),
};

export const auditEvents = {
  create: endpoint("POST /audit/events", {
    id: "audit.events.create",
    summary: "Log an event in the caller's name",
    description:
      "Anybody may write data_access, user_activity, application and compliance; the other categories need " +
      "audit-log.write. The event takes its place in the hash chain of its category at once.",
    guard: "session",
    body: AuditEventCreate,
    reply: body({ id: eventId, timestamp: instant, category, action, ...chain }, 201),
    problems: ["category_not_allowed", "audit_context_size"],
    idempotent: true,
  }),
  list: endpoint("GET /audit/events", {
    id: "audit.events.list",
    summary: "Search the audit log, newest first",
    description:
      "Below the scope ALL only the caller's own events. `end_date` is inclusive. `total` is exact for the whole " +
      "log and for a whole category; under other filters counting stops at 10 000.",
    guard: "audit-log.read",
    query: offsetQuery(filters, { limit: 100, max: 1000 }),
    reply: body({
      events: z.array(AuditEvent),
      total: count,
      limit: count,
      offset: count,
      has_more: z.boolean(),
    }),
  }),
  export: endpoint("GET /audit/events/export", {
    id: "audit.events.export",
    summary: "Export the audit log as CSV or JSON lines, newest first",
    description:
      "Needs the scope ALL. The file is sent while it is read; the export is itself logged, as data_export. CSV has " +
      "semicolons and one line per event; cells a spreadsheet would run begin with an apostrophe.",
    guard: "audit-log.read",
    query: z.object({ format: z.enum(["csv", "jsonl"]).default("csv"), ...filters }),
    reply: streamedFile("text/csv"),
    rate: "exchange",
  }),
};
