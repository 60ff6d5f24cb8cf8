import type { Sql } from "../../shared/db/pool.ts";
import { describeError, type Log } from "../../shared/http/log.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import { type LateInvoice, listLateInvoices, noteFailure, sendReminder } from "./email_queries.ts";
import { dedupeKey, reminderDaysOf, reminderLevel } from "./email_rules.ts";
import { reminderMail } from "./email_texts.ts";

interface Run {
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  log: Log;
  companyId: string | null;
  /** Tells what would be sent and sends nothing. */
  dryRun: boolean;
}

export interface ReminderDetail {
  invoice: string;
  invoice_id: string;
  level: number;
  days_overdue: number;
  email: string | null;
  outcome: "sent" | "would_send" | "skipped" | "error";
  reason?: string;
}

export interface ReminderResults {
  sent: number;
  skipped: number;
  errors: number;
  details: ReminderDetail[];
}

/**
 * Reminds of every late invoice the caller sees (E-04), each in a transaction of its own: one that fails stops no other, and a
 * run that is cut short has sent what it has sent, once. The third level also tells the administrators, because people decide on
 * collection.
 */
export async function remindInvoices(run: Run): Promise<ReminderResults> {
  const late = await run.transact(async (sql) => await listLateInvoices(sql, run.companyId));
  const details: ReminderDetail[] = [];
  for (const invoice of late) {
    const level = reminderLevel(invoice.days_overdue, reminderDaysOf(invoice.reminder_settings));
    if (level === 0) continue;
    const { id, number, days_overdue, recipient } = invoice;
    const known = { invoice: number, invoice_id: id, level, days_overdue, email: recipient };
    details.push({ ...known, ...await remindOf(run, invoice, level) });
  }
  const counted = (...outcomes: string[]) => details.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return { sent: counted("sent", "would_send"), skipped: counted("skipped"), errors: counted("error"), details };
}

type Outcome = Pick<ReminderDetail, "outcome" | "reason">;

async function remindOf(run: Run, invoice: LateInvoice, level: 1 | 2 | 3): Promise<Outcome> {
  const { recipient } = invoice;
  if (recipient === null) return { outcome: "skipped", reason: "no_email" };
  if (invoice.reminder_level >= level) return { outcome: "skipped", reason: "already_sent" };
  if (run.dryRun) return { outcome: "would_send" };
  try {
    return await run.transact((sql) => send(sql, invoice, recipient, level));
  } catch (error) {
    run.log("error", "email.reminder_failed", { invoice_id: invoice.id, level, error: describeError(error) });
    const key = dedupeKey("E-04", invoice.id, { variant: String(level) });
    const failed = { rule: "E-04", entity: "invoice", entity_id: invoice.id, level, key } as const;
    await run.transact((sql) => noteFailure(sql, failed, "reminder_failed")).catch((lost) =>
      run.log("error", "email.failure_not_noted", { invoice_id: invoice.id, error: describeError(lost) })
    );
    return { outcome: "error", reason: "reminder_failed" };
  }
}

async function send(sql: Sql, invoice: LateInvoice, recipient: string, level: 1 | 2 | 3): Promise<Outcome> {
  const { id, number, remaining, currency, due_date } = invoice;
  const text = reminderMail({ ...invoice, amount: remaining, due_date }, level);
  // The invoice with its payment part: whoever is reminded can pay at once.
  const attachment = { kind: "invoice_pdf", id, filename: `${number.replace(/[^\w.-]/g, "_")}.pdf` };
  if (await sendReminder(sql, id, level, { ...text, recipient, attachment }) === null) {
    return { outcome: "skipped", reason: "already_sent" };
  }
  if (level === 3) {
    await tell(sql, "invoice_reminder_final", {
      facts: {
        invoice_number: number,
        client_name: recipient,
        amount: remaining,
        currency,
        days_overdue: invoice.days_overdue,
      },
      metadata: { invoice_id: id, link: `/invoices/${id}` },
      dedupe_key: `invoice_reminder_final:${id}`,
    });
  }
  return { outcome: "sent" };
}
