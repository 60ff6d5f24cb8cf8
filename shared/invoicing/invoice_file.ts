import { problem } from "../contracts/kit/problems.ts";
import type { BinaryFile } from "../contracts/kit/replies.ts";
import type { Sql } from "../db/pool.ts";
import { renderInvoicePdf } from "../documents/invoice_pdf.ts";
import { invoiceDocument, type InvoicePaper } from "./invoice_document.ts";

/** Runs work in a transaction of its own; the rendering between two of them holds no lock. */
export type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

interface FrozenFile {
  content: Uint8Array;
  filename: string;
}

/** What is printed of an invoice. Raises the named problem when the caller does not see it. */
export async function findInvoicePaper(sql: Sql, id: string, missing = "invoice_not_found"): Promise<InvoicePaper> {
  const [row] = await sql<{ paper: InvoicePaper | null }[]>`select finance.invoice_paper(${id}) as paper`;
  if (!row.paper) throw problem(missing);
  return row.paper;
}

/** Name of the file: the number, or for a draft the beginning of its id. */
export function invoiceFilename(paper: Pick<InvoicePaper, "id" | "invoice_number">): string {
  return `${(paper.invoice_number ?? `draft-${paper.id.slice(-8)}`).replace(/[^\w.-]/g, "_")}.pdf`;
}

/**
 * The PDF of an invoice. One that was issued is made once and kept: everybody gets the same bytes for ever. A draft is made
 * anew each time, with a watermark. Raises the named problem when the caller does not see the invoice.
 */
export async function invoiceFile(transact: Transact, id: string, missing = "invoice_not_found"): Promise<BinaryFile> {
  const { frozen, paper } = await transact(async (sql) => {
    const [kept] = await sql<FrozenFile[]>`
      select content, filename from finance.invoice_documents where invoice_id = ${id} and kind = 'invoice'`;
    return kept ? { frozen: kept } : { paper: await findInvoicePaper(sql, id, missing) };
  });
  if (frozen) return { bytes: frozen.content, filename: frozen.filename };
  const filename = invoiceFilename(paper!);
  const bytes = await renderInvoicePdf(invoiceDocument(paper!));
  if (paper!.invoice_number === null) return { bytes, filename };
  const [kept] = await transact((sql) =>
    sql<FrozenFile[]>`select content, filename from finance.freeze_document(${id}, 'invoice', ${filename}, ${bytes})`
  );
  return { bytes: kept.content, filename: kept.filename };
}
