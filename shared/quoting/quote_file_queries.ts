import { problem } from "../contracts/kit/problems.ts";
import type { Sql } from "../db/pool.ts";
import type { QuoteFileData } from "./quote_file.ts";

/** Reads what the document of a quote shows. Raises NOT_FOUND for a quote the caller does not see. */
export async function findQuoteFile(sql: Sql, id: string): Promise<QuoteFileData> {
  const [row] = await sql<{ document: QuoteFileData | null }[]>`select sales.quote_document(${id}) as document`;
  if (!row.document) throw problem("not_found");
  return row.document;
}
