import type postgres from "postgres";
import { arrayLiteral, DATABASE_DEADLINE_MS, DatabaseUnavailable, withDeadline } from "./database_connection.ts";
import type { Claims } from "./tokens.ts";

/** The two things a policy on `realtime.messages` can grant separately. */
export type Extension = "broadcast" | "presence";

/** Who asks, and for which topic. The topic has no `realtime:` prefix. */
export interface AccessRequest {
  topic: string;
  claims: Claims;
  /** Shown to policies as setting `request.headers`. */
  headers: Record<string, string>;
}

/** Answers by trying: a right is held if the database lets the caller's role see or insert a row of that extension. */
export interface Authorizer {
  /**
   * Which of the given extensions the caller may read.
   * @throws {MissingPartition} or {@link DatabaseUnavailable}; a policy that fails grants nothing.
   */
  readable(request: AccessRequest, extensions: Extension[]): Promise<Set<Extension>>;
  /** Which extensions the caller may write. Throws as {@link Authorizer.readable}. */
  writable(request: AccessRequest): Promise<Set<Extension>>;
}

/** `realtime.messages` has no partition for today, so no row can be inserted, not even a probe. */
export class MissingPartition extends Error {
  override name = "MissingPartition";
}

/** Roles a token may name. Any other must not reach `set role`: `none` would mean the server's own rights. */
const ROLES = new Set(["anon", "authenticated", "service_role"]);

const CHECK_VIOLATION = "23514"; // also "no partition of relation found for row"
const INSUFFICIENT_PRIVILEGE = "42501";
const UNAVAILABLE = /^(08|57P|53300|58)/;

/** Thrown to leave a transaction, so that no probe is ever committed or announced. */
const ROLL_BACK = new Error("probe transactions are never committed");

/**
 * Tries policies on a pool that is connected as the owner of `realtime.messages`. Each question is one transaction,
 * sent in one flight and rolled back.
 */
export function createAuthorizer(
  sql: postgres.Sql,
  log: (entry: object) => void,
  deadlineMs: number = DATABASE_DEADLINE_MS,
): Authorizer {
  async function readable(request: AccessRequest, extensions: Extension[]): Promise<Set<Extension>> {
    if (!ROLES.has(request.claims.role)) return new Set();
    const ids = arrayLiteral(extensions.map(() => crypto.randomUUID()));
    const [probes, , seen] = await attempt(sql, deadlineMs, (transaction) => [
      transaction`
        insert into realtime.messages (id, topic, extension)
        select id, ${request.topic}, extension
        from unnest(${ids}::uuid[], ${arrayLiteral(extensions)}::text[]) as probe (id, extension)`,
      actAs(transaction, request),
      transaction`
        select extension from realtime.messages where id = any(${ids}::uuid[]) and inserted_at = now()::timestamp`,
    ]);
    requirePartition(probes);
    if (probes.status === "rejected") throw probes.reason;
    if (seen.status === "rejected") {
      requireReachable(seen.reason);
      log({ event: "policy_failed", topic: request.topic, right: "read", code: sqlState(seen.reason) });
      return new Set();
    }
    return new Set((seen.value as unknown as { extension: Extension }[]).map((row) => row.extension));
  }

  async function writable(request: AccessRequest): Promise<Set<Extension>> {
    if (!ROLES.has(request.claims.role)) return new Set();
    const [, , broadcast, , , presence] = await attempt(sql, deadlineMs, (transaction) => {
      // A savepoint each, because a refused insert would otherwise abort the transaction before the next one.
      const probe = (extension: Extension) => [
        transaction`savepoint probe`,
        transaction`insert into realtime.messages (topic, extension) values (${request.topic}, ${extension})`,
        transaction`rollback to savepoint probe`,
      ];
      return [actAs(transaction, request), ...probe("broadcast"), ...probe("presence")];
    });
    const granted = new Set<Extension>();
    for (const [extension, outcome] of [["broadcast", broadcast], ["presence", presence]] as const) {
      requirePartition(outcome);
      if (outcome.status === "fulfilled") granted.add(extension);
      else if (sqlState(outcome.reason) !== INSUFFICIENT_PRIVILEGE) {
        log({ event: "policy_failed", topic: request.topic, right: "write", code: sqlState(outcome.reason) });
      }
    }
    return granted;
  }

  return { readable, writable };
}

type Outcome = PromiseSettledResult<postgres.RowList<postgres.Row[]>>;
type Statements = (transaction: postgres.TransactionSql) => postgres.PendingQuery<postgres.Row[]>[];

/** Runs the statements in one transaction and rolls it back, whatever they did. */
async function attempt(sql: postgres.Sql, deadlineMs: number, statements: Statements): Promise<Outcome[]> {
  let outcomes: Outcome[] | undefined;
  const work = sql.begin(async (transaction) => {
    outcomes = await Promise.allSettled(statements(transaction));
    throw ROLL_BACK;
  });
  try {
    await withDeadline(work, deadlineMs);
  } catch (error) {
    if (!outcomes) throw new DatabaseUnavailable("cannot start a transaction", { cause: error });
  }
  return outcomes!;
}

/** The settings PostgREST-style policies read; local to the transaction, the role included. */
function actAs(transaction: postgres.TransactionSql, request: AccessRequest) {
  const { claims } = request;
  return transaction`
    select set_config('role', ${claims.role}, true),
      set_config('realtime.topic', ${request.topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.jwt.claim.sub', ${claims.sub ?? ""}, true),
      set_config('request.jwt.claim.role', ${claims.role}, true),
      set_config('request.headers', ${JSON.stringify(request.headers)}, true)`;
}

function requirePartition(outcome: Outcome): void {
  if (outcome.status === "fulfilled") return;
  if (sqlState(outcome.reason) === CHECK_VIOLATION) throw new MissingPartition("no partition for today");
  requireReachable(outcome.reason);
}

function requireReachable(error: unknown): void {
  const state = sqlState(error);
  const isSqlState = /^[0-9A-Z]{5}$/.test(state);
  if (!isSqlState || UNAVAILABLE.test(state)) throw new DatabaseUnavailable("connection lost", { cause: error });
}

function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
