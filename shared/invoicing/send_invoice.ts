import type { Sql } from "../db/pool.ts";
import type { DocumentLanguage } from "../documents/document_types.ts";
import { invoiceFilename } from "./invoice_file.ts";
import { invoiceMail } from "./invoice_mail.ts";

export interface Sending {
  /** Absent: the address of the client. */
  email?: string | null;
  cc?: string[];
  /** Replaces the standard sentence of the mail. */
  message?: string | null;
  attach_pdf?: boolean;
  /** Without an address RECIPIENT_MISSING; false issues the invoice all the same. */
  recipient_required: boolean;
}

export interface SendingResult {
  email: { queued: boolean; recipient: string | null; cc: string[] };
  invoice_number: string;
  status: string;
}

interface Prepared {
  invoice_number: string;
  status: string;
  recipient: string | null;
  language: DocumentLanguage;
  type: string;
  seller_name: string;
  seller_country: string;
  amount: string;
  currency: string;
  due_date: string;
}

/**
 * Issues a draft, or leaves the status of an issued invoice alone, and queues the mail that carries it; all in the caller's
 * transaction. The mail names the file, the worker attaches its bytes. Raises invoice_not_found, invoice_cancelled,
 * recipient_missing, bank_details_missing.
 */
export async function sendInvoice(sql: Sql, id: string, sending: Sending): Promise<SendingResult> {
  const [prepared] = await sql<Prepared[]>`
    select * from finance.prepare_sending(${id}, ${sending.email ?? null}, ${sending.recipient_required})`;
  const { invoice_number, status, recipient } = prepared;
  const cc = sending.cc ?? [];
  if (recipient !== null) await queueMail(sql, id, prepared, sending);
  return { email: { queued: recipient !== null, recipient, cc }, invoice_number, status };
}

async function queueMail(sql: Sql, id: string, prepared: Prepared, { cc, message, attach_pdf }: Sending) {
  const { subject, body } = invoiceMail({ ...prepared, is_credit_note: prepared.type === "credit_note", message });
  const filename = invoiceFilename({ id, invoice_number: prepared.invoice_number });
  const attachments = attach_pdf === false ? [] : [{ kind: "invoice_pdf", id, filename }];
  await sql`
    select notifications.queue_email(${prepared.recipient}, ${cc ?? []}::text[], ${subject}, ${body},
      ${JSON.stringify(attachments)}::text::jsonb, 'invoice', ${id})`;
}
