import { z } from "zod";

/** One kind of event on the live topics: its name, who hears it and what it says. */
export interface LiveEvent {
  readonly type: string;
  readonly entity: string;
  /** The permission key under which it is heard; `user` for one person, `notifications` for the staff. */
  readonly channel: string;
  /** Its name as server-sent event where older clients know another one. */
  readonly streamName?: string;
  /** Beyond `type`, `entity` and `entity_id`, which every hint carries. */
  readonly payload: z.ZodType;
}

const id = z.guid();
const amount = z.number();
const currency = z.string().length(3);
const nobody = z.strictObject({});

const events = (entity: string, channel: string, verbs: readonly string[], payload: z.ZodType): LiveEvent[] =>
  verbs.map((verb) => ({ type: `${entity}.${verb}`, entity, channel, payload }));

const quote = z.strictObject({
  quote_number: z.string().nullable(),
  status: z.string(),
  contact_id: id.nullable(),
  total: amount,
  currency,
  owner_company_id: id.nullable(),
});

const invoice = z.strictObject({
  invoice_number: z.string().nullable(),
  status: z.string(),
  amount_ttc: amount,
  remaining_amount: amount,
  currency,
  owner_company_id: id.nullable(),
  client_id: id.nullable(),
  actor_id: z.string().nullable(),
});

const match = z.strictObject({
  transaction_id: id,
  invoice_id: id,
  amount,
  currency,
  owner_company_id: id,
  actor_id: z.string().nullable(),
});

const bankImport = z.strictObject({
  owner_company_id: id,
  source: z.string(),
  imported: z.number(),
  duplicates: z.number(),
  actor_id: z.string().nullable(),
});

const job = z.strictObject({
  jobId: id,
  taskName: z.string(),
  status: z.string(),
  progress: z.number(),
  message: z.string().nullable(),
  result: z.unknown(),
  errorMessage: z.string().nullable(),
});

const CRUD = ["created", "updated", "deleted"];

/** Every event of the product, with the shape of its payload. */
export const LIVE_EVENTS: readonly LiveEvent[] = [
  ...events("contact", "contacts", CRUD, nobody),
  ...events("vehicle", "vehicles", CRUD, z.strictObject({ owner_id: id.nullable() })),
  ...events("task", "tasks", CRUD, z.strictObject({ status: z.string() })),
  ...events("file", "documents", CRUD, nobody),
  ...events("quote", "quotes", [
    ...CRUD,
    "draft",
    "sent",
    "viewed",
    "accepted",
    "awaiting_deposit",
    "completed",
    "rejected",
    "expired",
  ], quote),
  ...events(
    "invoice",
    "invoices",
    [
      ...CRUD,
      "sent",
      "resent",
      "viewed",
      "reminder_sent",
      "partially_paid",
      "paid",
      "payment_reversed",
      "credited",
      "overdue",
      "disputed",
      "written_off",
      "cancelled",
    ],
    invoice,
  ),
  ...events(
    "payment",
    "payments",
    CRUD,
    z.strictObject({ invoice_id: id, amount, currency, status: z.enum(["recorded", "cancelled"]) }),
  ),
  { type: "bank.imported", entity: "bank_import", channel: "finance", payload: bankImport },
  {
    type: "reconciliation.suggested",
    entity: "bank_transaction",
    channel: "finance",
    payload: z.strictObject({ amount, currency, owner_company_id: id }),
  },
  {
    type: "reconciliation.matched",
    entity: "reconciliation",
    channel: "finance",
    payload: match.extend({ invoice_number: z.string().nullable(), reconciliation_type: z.string() }),
  },
  { type: "reconciliation.undone", entity: "reconciliation", channel: "finance", payload: match },
  {
    type: "company_config.updated",
    entity: "company",
    channel: "settings",
    payload: z.strictObject({ code: z.string() }),
  },
  ...events(
    "security_alert",
    "admin.security",
    CRUD,
    z.strictObject({ rule: z.string(), priority: z.string(), status: z.string() }),
  ),
  ...["user", "notifications"].map((channel): LiveEvent => ({
    type: "notification.created",
    entity: "notification",
    channel,
    payload: z.strictObject({
      id,
      notification_type: z.string(),
      priority: z.string(),
      recipient_kind: z.enum(["staff", "user", "role"]),
    }),
  })),
  ...events(
    "webhook_endpoint",
    "integrations",
    CRUD,
    z.strictObject({ is_active: z.boolean(), disabled_reason: z.string().nullable() }),
  ),
  { type: "job.updated", entity: "job", channel: "user", streamName: "job_update", payload: job },
  { type: "session.ended", entity: "session", channel: "user", payload: z.strictObject({ reason: z.string() }) },
];

const streamNames = new Map(LIVE_EVENTS.map((event) => [event.type, event.streamName ?? event.type]));

/** The name of an event on a stream of server-sent events. */
export function streamNameOf(type: string): string {
  return streamNames.get(type) ?? type;
}
