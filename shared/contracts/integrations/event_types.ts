import type { PermissionKey } from "../permissions.ts";

/** What an event type tells, and under which permission one may read it. */
export interface EventType {
  permission: PermissionKey;
  summary: string;
}

const created = (noun: string) => `${noun} was created.`;
const updated = (noun: string) => `${noun} was changed.`;
const deleted = (noun: string) => `${noun} was removed.`;

/** Every event the outbox takes that other systems may hear of. A test compares it with what the database publishes. */
export const EVENT_TYPES = {
  "bank.imported": { permission: "finance", summary: "A statement of a bank was imported." },
  "company_config.updated": { permission: "settings", summary: "The settings of a company were changed." },
  "contact.created": { permission: "contacts", summary: created("A contact") },
  "contact.deleted": { permission: "contacts", summary: deleted("A contact") },
  "contact.updated": { permission: "contacts", summary: updated("A contact") },
  "file.created": { permission: "documents", summary: created("A file") },
  "file.deleted": { permission: "documents", summary: deleted("A file") },
  "file.updated": { permission: "documents", summary: updated("A file") },
  "invoice.cancelled": { permission: "invoices", summary: "An invoice was cancelled." },
  "invoice.created": { permission: "invoices", summary: created("An invoice") },
  "invoice.credited": { permission: "invoices", summary: "A credit note was set off against an invoice." },
  "invoice.deleted": { permission: "invoices", summary: deleted("A draft of an invoice") },
  "invoice.disputed": { permission: "invoices", summary: "The client disputes an invoice." },
  "invoice.overdue": { permission: "invoices", summary: "An invoice is past its due date." },
  "invoice.paid": { permission: "invoices", summary: "An invoice was paid in full." },
  "invoice.partially_paid": { permission: "invoices", summary: "An invoice was paid in part." },
  "invoice.payment_reversed": { permission: "invoices", summary: "A payment of an invoice was taken back." },
  "invoice.reminder_sent": { permission: "invoices", summary: "The client was reminded of an invoice." },
  "invoice.resent": { permission: "invoices", summary: "An invoice was sent again." },
  "invoice.sent": { permission: "invoices", summary: "An invoice got its number and was sent." },
  "invoice.updated": { permission: "invoices", summary: updated("An invoice") },
  "invoice.viewed": { permission: "invoices", summary: "The client opened an invoice." },
  "invoice.written_off": { permission: "invoices", summary: "An invoice was written off." },
  "notification.created": { permission: "notifications", summary: "Somebody was notified inside the product." },
  "payment.created": { permission: "payments", summary: created("A payment") },
  "payment.updated": { permission: "payments", summary: updated("A payment") },
  "quote.accepted": { permission: "quotes", summary: "The client accepted a quote." },
  "quote.awaiting_deposit": { permission: "quotes", summary: "A quote waits for its deposit." },
  "quote.completed": { permission: "quotes", summary: "A quote was carried out." },
  "quote.created": { permission: "quotes", summary: created("A quote") },
  "quote.deleted": { permission: "quotes", summary: deleted("A quote") },
  "quote.expired": { permission: "quotes", summary: "The client did not answer a quote in time." },
  "quote.rejected": { permission: "quotes", summary: "The client rejected a quote." },
  "quote.sent": { permission: "quotes", summary: "A quote was sent." },
  "quote.updated": { permission: "quotes", summary: updated("A quote") },
  "quote.viewed": { permission: "quotes", summary: "The client opened a quote." },
  "reconciliation.matched": { permission: "finance", summary: "A movement of a bank account was matched." },
  "reconciliation.suggested": { permission: "finance", summary: "Matches were suggested for a movement." },
  "reconciliation.undone": { permission: "finance", summary: "A match was undone." },
  "security_alert.created": { permission: "admin.security", summary: "A threat rule found something." },
  "security_alert.updated": { permission: "admin.security", summary: "A security alert changed its state." },
  "task.created": { permission: "tasks", summary: created("A task") },
  "task.deleted": { permission: "tasks", summary: deleted("A task") },
  "task.updated": { permission: "tasks", summary: updated("A task") },
  "vehicle.created": { permission: "vehicles", summary: created("A vehicle") },
  "vehicle.deleted": { permission: "vehicles", summary: deleted("A vehicle") },
  "vehicle.updated": { permission: "vehicles", summary: updated("A vehicle") },
  "webhook_endpoint.created": { permission: "integrations", summary: created("A webhook endpoint") },
  "webhook_endpoint.deleted": { permission: "integrations", summary: deleted("A webhook endpoint") },
  "webhook_endpoint.updated": { permission: "integrations", summary: updated("A webhook endpoint") },
  "workflow_notification.created": { permission: "notifications", summary: "A message about a case was queued." },
  "workflow_notification.updated": { permission: "notifications", summary: "A message about a case got further." },
} as const satisfies Record<string, EventType>;
