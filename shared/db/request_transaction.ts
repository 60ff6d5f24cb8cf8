import type { Pool, Sql } from "./pool.ts";
import { holdConnection, type TransactionMode } from "./reserved_connection.ts";

/**
 * The only file that holds connections. Every path ends the transaction before the connection goes back, so no request ever
 * inherits another one's role or claims.
 */

/** Opens a transaction for one actor: the statement that checks the credential and switches the role. */
export type Entry = (sql: Sql) => PromiseLike<readonly EntryRow[]>;

/** What an entry statement answers. */
export interface EntryRow {
  entered: EntryFacts | null;
}

/** What the database says of the actor that was let in. */
export interface EntryFacts {
  tenant_id?: string;
  key_id?: string;
  /** Last activity is older than a minute and wants to be noted. */
  stale?: boolean;
}

type Settled = PromiseSettledResult<unknown>[];

/**
 * Runs queries that do not depend on each other in one flight: begin read only, entry, queries and commit leave together, so
 * the caller waits one round trip. Throws the first error; nothing is readable before the entry succeeded, because a failed
 * entry aborts the transaction in which the queries run.
 */
export async function readFlight<const T extends readonly PromiseLike<unknown>[]>(
  pool: Pool,
  entry: Entry,
  plan: (sql: Sql) => T,
): Promise<{ facts: EntryFacts; rows: { -readonly [K in keyof T]: Awaited<T[K]> } }> {
  const connection = await holdConnection(pool);
  const { sql } = connection;
  try {
    // Begin and entry are on their way before the plan exists: whatever the plan does, nothing overtakes them.
    const head = [started(connection.begin("read only")), started(entry(sql))];
    let queries: readonly PromiseLike<unknown>[];
    try {
      queries = plan(sql);
    } catch (error) {
      await Promise.allSettled([...head, sql`rollback`]);
      throw error;
    }
    const settled = await Promise.allSettled([...head, ...queries, sql`commit`]);
    throwFirst(settled);
    const [, entered, ...rest] = settled.map((s) => (s as PromiseFulfilledResult<unknown>).value);
    return {
      facts: factsOf(entered as EntryRow[]),
      rows: rest.slice(0, -1) as { -readonly [K in keyof T]: Awaited<T[K]> },
    };
  } finally {
    connection.release();
  }
}

/** Queries of the driver are lazy; this one leaves now, ahead of all that come after it. */
function started<T>(query: PromiseLike<T>): PromiseLike<T> {
  (query as { execute?: () => unknown }).execute?.();
  query.then(undefined, () => {});
  return query;
}

/**
 * Runs one statement that enters and reads at once: an implicit transaction, the cheapest read there is. The statement must
 * call the entry function and a SQL function whose own queries are planned after the role has changed.
 */
export async function readStatement<T>(pool: Pool, statement: (sql: Sql) => PromiseLike<readonly T[]>): Promise<T> {
  const rows = await statement(pool as unknown as Sql);
  return rows[0];
}

/**
 * Runs `work` in one transaction of the actor and commits. Begin and entry travel with the first statement, so n statements
 * cost n + 1 round trips. An error rolls everything back; serialization failures and deadlocks are tried again, so `work`
 * must do nothing but SQL.
 */
export async function actorTransaction<T>(
  pool: Pool,
  entry: Entry,
  mode: TransactionMode,
  work: (sql: Sql) => Promise<T>,
): Promise<{ facts: EntryFacts; result: T }> {
  for (let attempt = 1;; attempt++) {
    try {
      return await attemptTransaction(pool, entry, mode, work);
    } catch (error) {
      if (attempt >= 4 || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt + Math.random() * 20 * attempt));
    }
  }
}

async function attemptTransaction<T>(
  pool: Pool,
  entry: Entry,
  mode: TransactionMode,
  work: (sql: Sql) => Promise<T>,
): Promise<{ facts: EntryFacts; result: T }> {
  const connection = await holdConnection(pool);
  const { sql } = connection;
  try {
    const head = Promise.allSettled([started(connection.begin(mode)), started(entry(sql))]);
    try {
      const result = await work(sql);
      const opened = await head;
      throwFirst(opened);
      const committed = await sql`commit`;
      // A swallowed error leaves an aborted transaction, whose commit is a rollback in disguise.
      if (committed.command !== "COMMIT") throw new Error("the transaction was aborted and could not be committed");
      return { facts: factsOf((opened[1] as PromiseFulfilledResult<readonly EntryRow[]>).value), result };
    } catch (error) {
      const opened = await head;
      await sql`rollback`.catch(() => {});
      // The work fails with "transaction is aborted" when the entry was refused: the refusal is the cause.
      throwFirst(opened);
      throw error;
    }
  } finally {
    connection.release();
  }
}

function factsOf(rows: readonly EntryRow[]): EntryFacts {
  return rows[0]?.entered ?? {};
}

function throwFirst(settled: Settled): void {
  const failed = settled.find((s) => s.status === "rejected");
  if (failed) throw failed.reason;
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown })?.code;
  return code === "40001" || code === "40P01";
}
