import type { Sql } from "../../shared/db/pool.ts";
import { beginMail, keepMail, noteMailFailure, undoMail } from "./mail_queries.ts";

/** Failures that the transaction as a whole has to try again. */
const retried = new Set(["40001", "40P01"]);

/**
 * Does work that includes a mail inside a savepoint: when it fails, the work is undone, the cause goes to the audit log and
 * the answer is undefined, so that a bad address never holds up a sale.
 */
export async function unlessMailFails<T>(
  sql: Sql,
  document: { entity: "quote" | "invoice"; id: string },
  work: () => PromiseLike<T>,
): Promise<T | undefined> {
  await beginMail(sql);
  try {
    const result = await work();
    await keepMail(sql);
    return result;
  } catch (error) {
    if (retried.has((error as { code?: string }).code ?? "")) throw error;
    await undoMail(sql);
    await noteMailFailure(sql, document, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
