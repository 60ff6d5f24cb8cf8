import type { Sql } from "../../shared/db/pool.ts";

/** Failures that the transaction as a whole has to try again. */
const retried = new Set(["40001", "40P01"]);

/**
 * Does work that includes a mail inside a savepoint: when it fails, the work is undone, the cause goes to the audit log and
 * the answer is undefined, so that a bad address never holds up a sale.
 */
export async function unlessMailFails<T>(
  sql: Sql,
  { entity, id }: { entity: "quote" | "invoice"; id: string },
  work: () => PromiseLike<T>,
): Promise<T | undefined> {
  await sql`savepoint mail`;
  try {
    const result = await work();
    await sql`release savepoint mail`;
    return result;
  } catch (error) {
    if (retried.has((error as { code?: string }).code ?? "")) throw error;
    await sql`rollback to savepoint mail`;
    await sql`select sales.note_mail_failure(${entity}, ${id}, ${
      error instanceof Error ? error.message : String(error)
    })`;
    return undefined;
  }
}
