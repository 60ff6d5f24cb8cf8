import type { Sql } from "../../shared/db/pool.ts";
import type { MailFacts, MailText } from "./email_texts.ts";

export interface QuoteSubject extends MailFacts {
  id: string;
  status: string;
  valid_until: string;
  recipient: string | null;
  mailed_today: boolean;
}

export function findQuote(sql: Sql, id: string) {
  return sql<QuoteSubject[]>`select * from notifications.quote_subject(${id})`;
}

export interface DepositSubject extends MailFacts {
  id: string;
  due_date: string;
  recipient: string | null;
  mailed_today: boolean;
}

export function findDepositInvoice(sql: Sql, quoteId: string) {
  return sql<DepositSubject[]>`select * from notifications.deposit_subject(${quoteId})`;
}

export interface PaymentSubject extends MailFacts {
  id: string;
  status: string;
  invoice_id: string;
  remaining: string;
  paid_on: string;
  recipient: string | null;
}

export function findPayment(sql: Sql, id: string) {
  return sql<PaymentSubject[]>`select * from notifications.payment_subject(${id})`;
}

export interface LateInvoice extends Omit<MailFacts, "amount"> {
  id: string;
  remaining: string;
  due_date: string;
  days_overdue: number;
  reminder_level: number;
  reminder_settings: unknown;
  recipient: string | null;
}

export function listLateInvoices(sql: Sql, companyId: string | null) {
  return sql<LateInvoice[]>`select * from notifications.late_invoices(${companyId})`;
}

export function findCompany(sql: Sql, id: string) {
  return sql<{ id: string }[]>`select id from identity.companies where id = ${id}`;
}

/** The date where the organisation does business, and whether the caller runs the platform. */
export function findCircumstances(sql: Sql) {
  return sql<{ today: string; is_superuser: boolean }[]>`
    select (now() at time zone (select t.timezone from identity.tenants t))::date as today,
      coalesce((select u.is_superuser from identity.users u where u.id = app.member_id()), false) as is_superuser`;
}

/** What the log says a mail is about. */
export interface AutomatedMail {
  rule: "E-02" | "E-03" | "E-04";
  entity: "quote" | "payment" | "invoice";
  entity_id: string;
  key: string;
}

interface Outgoing extends MailText {
  recipient: string;
  attachment: { kind: string; id: string; filename: string } | null;
}

/** Queues a mail once per key; null for a repetition. */
export async function sendAutomated(sql: Sql, mail: AutomatedMail, out: Outgoing, tags: string[]) {
  const attachments = JSON.stringify(out.attachment ? [out.attachment] : []);
  const [{ message_id }] = await sql<{ message_id: string | null }[]>`
    select notifications.send_automated(
      ${mail.rule}, ${mail.entity}, ${mail.entity_id}, null, ${mail.key}, ${out.recipient}, ${out.subject}, ${out.body},
      ${attachments}::text::jsonb, ${tags}::text[]) as message_id`;
  return message_id;
}

export async function sendReminder(sql: Sql, invoiceId: string, level: number, out: Outgoing) {
  const attachments = JSON.stringify(out.attachment ? [out.attachment] : []);
  const [{ message_id }] = await sql<{ message_id: string | null }[]>`
    select notifications.send_reminder(
      ${invoiceId}, ${level}, ${out.recipient}, ${out.subject}, ${out.body}, ${attachments}::text::jsonb) as message_id`;
  return message_id;
}

export async function noteFailure(sql: Sql, mail: AutomatedMail & { level?: number }, reason: string) {
  await sql`
    select notifications.note_automation_failure(
      ${mail.rule}, ${mail.entity}, ${mail.entity_id}, ${mail.level ?? null}, ${mail.key}, ${reason})`;
}
