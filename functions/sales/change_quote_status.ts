import type { z } from "zod";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { QuoteStatusChange } from "../../shared/contracts/sales/quotes.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { inviteClientOfQuote } from "./invite_to_portal.ts";
import { quoteMail } from "./mail_texts.ts";
import { archiveQuote, invoiceOfQuote, lockQuote, mailQuote, moveQuote, noteQuoteSent } from "./quotes_queries.ts";
import { decideMove, shownStatus } from "./quotes_rules.ts";
import { unlessMailFails } from "./unless_mail_fails.ts";

/**
 * Moves a quote under its row lock, so that of several callers one moves it and the others find it moved. Sending notes the
 * activity, mails the PDF and, where the company runs a portal, invites a client who has no account there. Raises not_found, quote_transition_refused, VALIDATION_ERROR.
 */
export async function changeQuoteStatus(sql: Sql, id: string, wanted: z.output<typeof QuoteStatusChange>) {
  const quote = firstOr(await lockQuote(sql, id), "not_found");
  const move = decideMove(quote, wanted);
  if (!move) return { id, status: shownStatus(quote.status), updated_at: quote.updated_at };
  const [moved] = await moveQuote(sql, id, move);
  if (move.status === "sent") {
    const mail = quoteMail({ ...quote, ...moved, valid_until: move.valid_until });
    await noteQuoteSent(sql, quote, mail.subject);
    await unlessMailFails(sql, { entity: "quote", id }, () => mailQuote(sql, quote, mail));
    await unlessMailFails(sql, { entity: "quote", id }, () => inviteClientOfQuote(sql, id));
  }
  return { id, status: shownStatus(moved.status), updated_at: moved.updated_at };
}

/** Hides a quote; its number stays used. Raises not_found, quote_already_converted. */
export async function removeQuote(sql: Sql, id: string) {
  firstOr(await lockQuote(sql, id), "not_found");
  const invoiceId = await invoiceOfQuote(sql, id);
  if (invoiceId) throw problem("quote_already_converted", { invoice_id: invoiceId });
  const { deleted_at } = firstOr(await archiveQuote(sql, id), "not_found");
  return { message: "Quote deleted successfully", deleted_at };
}
