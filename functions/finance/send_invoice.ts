import type { z } from "zod";
import type { InvoiceSend } from "../../shared/contracts/finance/invoice_schemas.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { invoiceFile } from "../../shared/invoicing/invoice_file.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";

type Sending = Detached<{ id: string }, undefined, z.output<typeof InvoiceSend>>;

/**
 * Sends the invoice in one transaction, then makes its file: rendering takes tens of milliseconds, in which nobody else
 * should wait for the next number. A file that cannot be made now is made when somebody asks for it, with the same bytes.
 */
export async function sendInvoiceAndFreeze(ctx: Sending) {
  const { id } = ctx.params;
  const sent = await ctx.transact((sql) => sendInvoice(sql, id, { ...ctx.body, recipient_required: true }));
  await freezeFile(ctx, id);
  return sent;
}

async function freezeFile(ctx: Sending, id: string): Promise<void> {
  try {
    await invoiceFile(ctx.transact, id);
  } catch (error) {
    ctx.runtime.log("error", "invoice.file_failed", {
      request_id: ctx.facts.request_id,
      invoice_id: id,
      error: describeError(error),
    });
  }
}
