import type { z } from "zod";
import type { InvoiceSend } from "../../shared/contracts/finance/invoice_schemas.ts";
import { invoices } from "../../shared/contracts/finance/invoices.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { invoiceFile } from "../../shared/invoicing/invoice_file.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";
import { onceDetached } from "./once.ts";

type Sending = Detached<{ id: string }, undefined, z.output<typeof InvoiceSend>>;

/**
 * Sends the invoice in one transaction, then makes its file: rendering takes tens of milliseconds, in which nobody else
 * should wait for the next number. A file that cannot be made now is made when somebody asks for it, with the same bytes.
 */
export async function sendInvoiceAndFreeze(ctx: Sending) {
  const { id } = ctx.params;
  const { result, fresh } = await onceDetached(
    ctx,
    invoices.send,
    (sql) => sendInvoice(sql, id, { ...ctx.body, recipient_required: true }),
  );
  if (fresh) await freezeFile(ctx, id);
  return result;
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
