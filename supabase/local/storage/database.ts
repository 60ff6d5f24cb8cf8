import postgres from "postgres";
import { type Caller, SERVICE } from "./credentials.ts";

/** What policies may read about the request, besides who makes it. */
export interface Scope {
  method: string;
  path: string;
  headers: Headers;
  /** Seen by policies as `storage.operation()`. */
  operation: string;
}

/** The transaction of one request. Statements run as whoever it became last. */
export interface StorageTransaction {
  sql: postgres.TransactionSql;
  /** From here on, policies apply as for this caller. */
  become(caller: Caller): Promise<void>;
  /** From here on, as the service role, which no policy restricts. */
  becomeService(): Promise<void>;
}

/** Transactions on the storage tables. Every one acts as a role of the API, never as the owner of the tables. */
export interface StorageDatabase {
  /** Runs `work` as `caller` and commits, or rolls back when it throws. */
  transact<T>(scope: Scope, caller: Caller, work: (tx: StorageTransaction) => Promise<T>): Promise<T>;
  /** Runs `work` as `caller` and always rolls back: answers whether the caller could do it. */
  rehearse<T>(scope: Scope, caller: Caller, work: (tx: StorageTransaction) => Promise<T>): Promise<T>;
  /** Housekeeping outside any request, as the service role. */
  maintain<T>(work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const MAINTENANCE: Scope = { method: "", path: "", headers: new Headers(), operation: "storage.maintenance" };
const POOL_SIZE = 5;
const STATEMENT_TIMEOUT_MS = 30_000;

/** @param url connection as `supabase_storage_admin`, which may act as each of the API roles. */
export function createStorageDatabase(url: string): StorageDatabase {
  const pool = postgres(url, {
    max: POOL_SIZE,
    idle_timeout: 20,
    onnotice: () => {},
    connection: { application_name: "storage", statement_timeout: STATEMENT_TIMEOUT_MS },
  });

  function transact<T>(scope: Scope, caller: Caller, work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    return pool.begin(async (sql) => {
      const become = (next: Caller) => applyScope(sql, scope, next);
      await become(caller);
      return await work({ sql, become, becomeService: () => become(SERVICE) });
    }) as Promise<T>;
  }

  return {
    transact,
    async rehearse(scope, caller, work) {
      const end = new Rehearsed();
      try {
        return await transact(scope, caller, async (tx) => {
          end.result = await work(tx);
          throw end;
        });
      } catch (error) {
        if (error !== end) throw error;
        return end.result as Awaited<ReturnType<typeof work>>;
      }
    },
    maintain: (work) => transact(MAINTENANCE, SERVICE, ({ sql }) => work(sql)),
    close: () => pool.end({ timeout: 5 }),
  };
}

/** Thrown to roll a rehearsal back; carries its result out. */
class Rehearsed extends Error {
  result: unknown;
}

/**
 * The settings the platform makes in each transaction. All are local to it, so nothing of one request reaches the next.
 * `storage.allow_delete_query` opens the triggers that keep plain SQL from deleting rows whose files would stay behind.
 */
async function applyScope(sql: postgres.TransactionSql, scope: Scope, caller: Caller): Promise<void> {
  await sql`
    select
      set_config('role', ${caller.role}, true),
      set_config('request.jwt', ${caller.token}, true),
      set_config('request.jwt.claims', ${caller.claims}, true),
      set_config('request.jwt.claim.sub', ${caller.subject ?? ""}, true),
      set_config('request.jwt.claim.role', ${caller.role}, true),
      set_config('request.headers', ${JSON.stringify(Object.fromEntries(scope.headers))}, true),
      set_config('request.method', ${scope.method}, true),
      set_config('request.path', ${scope.path}, true),
      set_config('storage.operation', ${scope.operation}, true),
      set_config('storage.allow_delete_query', 'true', true)`;
}
