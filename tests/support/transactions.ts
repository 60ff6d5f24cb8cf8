import type postgres from "postgres";

export type Transaction = postgres.TransactionSql;

/** Runs in a transaction that leaves nothing behind. */
export async function rolledBack<T>(
  connection: postgres.Sql,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const undo = new Error("rolled back on purpose");
  let result: T;
  await connection.begin(async (transaction) => {
    result = await work(transaction);
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
  return result!;
}

/** Takes a role and its claims for the rest of the transaction, as the Data API does for a token. */
export async function actAs(transaction: Transaction, role: string, claims: Record<string, unknown>): Promise<void> {
  const document = JSON.stringify({ role, ...claims });
  await transaction`
    select set_config('role', ${role}, true), set_config('request.jwt.claims', ${document}, true)`;
}
