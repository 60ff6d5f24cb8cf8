import { type Problem, problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Detached } from "../../shared/http/bind.ts";
import {
  type AutomatedMail,
  findCircumstances,
  findDepositInvoice,
  findPayment,
  findQuote,
  noteFailure,
  sendAutomated,
} from "./email_queries.ts";
import { dedupeKey } from "./email_rules.ts";
import { depositSentMail, type MailText, paymentMail, quoteSentMail } from "./email_texts.ts";

type Context = Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime">;

/** A mail that is ready, or why there is none. */
type Prepared = { refusal: Problem } | {
  text: MailText;
  recipient: string | null;
  attachment: { kind: string; id: string; filename: string } | null;
  /** The same was sent today by another way: with the quote or the invoice itself. */
  mailed_today: boolean;
};

export interface AutomatedResult {
  skipped: boolean;
  reason?: string;
  message_id: string | null;
  mautic: null;
}

const fileNameOf = (number: string) => `${number.replace(/[^\w.-]/g, "_")}.pdf`;

/** E-02. Raises mail_subject_not_found, mail_subject_draft, mail_recipient_missing; what failed is in the log all the same. */
export function sendQuoteMail(
  ctx: Context,
  body: { quote_id: string; template: "quote" | "deposit_invoice"; force: boolean },
): Promise<AutomatedResult> {
  const { quote_id, template, force } = body;
  const about = { rule: "E-02", entity: "quote", entity_id: quote_id } as const;
  return sendOnce(ctx, { ...about, variant: template, perDay: true, force, tags: ["client", "quote"] }, async (sql) => {
    const [quote] = await findQuote(sql, quote_id);
    if (!quote) return { refusal: problem("mail_subject_not_found") };
    if (template === "deposit_invoice") {
      const [invoice] = await findDepositInvoice(sql, quote_id);
      if (!invoice) return { refusal: problem("mail_subject_not_found", { reason: "deposit_invoice_missing" }) };
      const attachment = { kind: "invoice_pdf", id: invoice.id, filename: fileNameOf(invoice.number) };
      return {
        text: depositSentMail(invoice),
        recipient: invoice.recipient,
        attachment,
        mailed_today: invoice.mailed_today,
      };
    }
    if (quote.status === "draft") return { refusal: problem("mail_subject_draft") };
    const link = `${ctx.runtime.config.APP_URL}/client/quotes/${quote.id}`;
    const attachment = { kind: "quote_pdf", id: quote.id, filename: fileNameOf(quote.number) };
    return {
      text: quoteSentMail(quote, link),
      recipient: quote.recipient,
      attachment,
      mailed_today: quote.mailed_today,
    };
  });
}

/** E-03. Raises mail_subject_not_found, payment_withdrawn, mail_recipient_missing; what failed is in the log all the same. */
export function sendPaymentMail(
  ctx: Context,
  body: { payment_id: string; invoice_id?: string; force: boolean },
): Promise<AutomatedResult> {
  const { payment_id, invoice_id, force } = body;
  const about = { rule: "E-03", entity: "payment", entity_id: payment_id } as const;
  return sendOnce(ctx, { ...about, perDay: false, force, tags: ["client", "payment"] }, async (sql) => {
    const [payment] = await findPayment(sql, payment_id);
    const isOfInvoice = invoice_id === undefined || payment?.invoice_id === invoice_id;
    if (!payment || !isOfInvoice) return { refusal: problem("mail_subject_not_found") };
    if (payment.status === "cancelled") return { refusal: problem("payment_withdrawn") };
    return { text: paymentMail(payment), recipient: payment.recipient, attachment: null, mailed_today: false };
  });
}

interface Story extends Pick<AutomatedMail, "rule" | "entity" | "entity_id"> {
  variant?: string;
  /** Once a day; otherwise once for ever. */
  perDay: boolean;
  force: boolean;
  tags: string[];
}

/**
 * Sends a mail of the automation unless it was sent already. A failure is committed to the log before it is answered, and does
 * not stand in the way of the next attempt.
 */
async function sendOnce(
  ctx: Context,
  story: Story,
  prepare: (sql: Sql) => Promise<Prepared>,
): Promise<AutomatedResult> {
  const outcome = await ctx.transact(async (sql) => {
    const [{ today, is_superuser }] = await findCircumstances(sql);
    if (story.force && !is_superuser) return { refusal: problem("authorization_error", { required: "superadmin" }) };
    const { rule, entity, entity_id, variant } = story;
    const forced = story.force ? crypto.randomUUID() : undefined;
    const key = dedupeKey(rule, entity_id, { variant, day: story.perDay ? today : undefined, forced });
    const mail = { rule, entity, entity_id, key };
    const prepared = await prepare(sql);
    const refusal = "refusal" in prepared
      ? prepared.refusal
      : prepared.recipient === null
      ? problem("mail_recipient_missing")
      : undefined;
    if (refusal || "refusal" in prepared) {
      await noteFailure(sql, mail, refusal!.kind.name);
      return { refusal: refusal! };
    }
    const { text, recipient, attachment, mailed_today } = prepared;
    if (mailed_today && !story.force) return { message_id: null };
    return { message_id: await sendAutomated(sql, mail, { ...text, recipient: recipient!, attachment }, story.tags) };
  });
  if ("refusal" in outcome) throw outcome.refusal;
  const { message_id } = outcome;
  if (message_id !== null) return { skipped: false, message_id, mautic: null };
  return { skipped: true, reason: story.perDay ? "already_sent_today" : "already_sent", message_id, mautic: null };
}
