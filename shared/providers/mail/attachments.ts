import { Problem } from "../../contracts/kit/problems.ts";
import type { Sql } from "../../db/pool.ts";
import { invoiceFile } from "../../invoicing/invoice_file.ts";
import { quoteFile } from "../../quoting/quote_file.ts";
import { findQuoteFile } from "../../quoting/quote_file_queries.ts";
import { type MailAttachment, MailError } from "./mail_provider.ts";

/** An attachment as it was queued. */
export interface AttachmentOrder {
  kind: string;
  id: string;
  filename?: string;
}

/** Runs work in a transaction of the tenant the message belongs to. */
export type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/** Makes the file of one kind of attachment. */
export type AttachmentResolver = (transact: Transact, id: string) => Promise<{ bytes: Uint8Array; filename: string }>;

/** The kinds a message may name; each file is made, or read, when the message leaves. */
export const ATTACHMENT_RESOLVERS: Record<string, AttachmentResolver> = {
  invoice_pdf: (transact, id) => invoiceFile(transact, id, "not_found"),
  quote_pdf: async (transact, id) => await quoteFile(await transact((sql) => findQuoteFile(sql, id))),
};

const LARGEST_TOTAL = 20 * 1024 * 1024;

/**
 * The files of a message. Raises `MailError`: permanent for a kind nobody knows, a document that is gone and more than 20 MB
 * together; anything else may pass.
 */
export async function resolveAttachments(
  orders: readonly AttachmentOrder[],
  transact: Transact,
  resolvers: Record<string, AttachmentResolver> = ATTACHMENT_RESOLVERS,
): Promise<MailAttachment[]> {
  const files: MailAttachment[] = [];
  for (const order of orders) {
    const resolver = Object.hasOwn(resolvers, order.kind) ? resolvers[order.kind] : undefined;
    if (!resolver) throw new MailError(`nobody makes attachments of kind ${order.kind}`, { permanent: true });
    files.push(await resolve(resolver, order, transact));
  }
  if (files.reduce((sum, file) => sum + file.bytes.byteLength, 0) > LARGEST_TOTAL) {
    throw new MailError("the attachments are larger than 20 MB together", { permanent: true });
  }
  return files;
}

async function resolve(make: AttachmentResolver, order: AttachmentOrder, transact: Transact): Promise<MailAttachment> {
  try {
    const { bytes, filename } = await make(transact, order.id);
    return { bytes, filename: order.filename ?? filename, media_type: "application/pdf" };
  } catch (error) {
    const gone = error instanceof Problem && error.kind.status === 404;
    throw new MailError(gone ? `the ${order.kind} is gone` : `the ${order.kind} could not be made`, {
      permanent: gone,
      cause: error,
    });
  }
}
