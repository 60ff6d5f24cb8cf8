import type { Pool, ReservedConnection, Sql } from "./pool.ts";

/**
 * A connection held for one transaction. The driver (postgres.js 3.4.9) forgets that it was reserved as soon as its socket is gone:
 * a later statement would then crash the process or, once the driver has connected again for somebody else, run inside their
 * transaction. Through this guard a lost connection takes no statement and never goes back to the pool by our hand.
 */
export interface HeldConnection {
  sql: Sql;
  /** Sends the `begin` of the mode; must come first. */
  begin(mode: TransactionMode): PromiseLike<unknown>;
  /** True once the connection cannot be used any more; whatever it had begun is rolled back by the server. */
  readonly lost: boolean;
  release(): void;
}

/** `snapshot` reads everything as of one moment, however long it takes. */
export type TransactionMode = "read only" | "read write" | "snapshot";

/** The connection died in the middle of a transaction. Nothing of it was committed unless the commit had been sent. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  readonly code = "CONNECTION_CLOSED";
}

/** The parts of the driver's own objects that the guard needs; the driver does not publish their types. */
interface DriverConnection {
  onclose: (() => void) | null;
  terminate(): void;
}
interface DriverQuery extends PromiseLike<unknown> {
  handler: ((query: DriverQuery) => void) & { debug?: unknown };
  state: unknown;
  statement: unknown;
  /** `onexecute` is handed the connection; answering true leaves the flow of statements as it is. */
  options: { onexecute?: (connection: DriverConnection) => true };
  reject(error: Error): void;
}

const ASK_AGAIN_MS = 1000;

/** Takes a connection out of the pool; waits for one when all are taken. Raises `ConnectionLost` when none becomes free in time. */
export async function holdConnection(pool: Pool): Promise<HeldConnection> {
  const reserved = await reserveInTime(pool);
  let lost = false;
  let driver: DriverConnection | undefined;
  const send = handlerOf(reserved`select`);
  const guarded = Object.assign((query: DriverQuery) => {
    if (lost) return query.reject(new ConnectionLost("the connection was lost"));
    send(query);
    // Taken by the connection but never built: a helper in the statement was wrong. The driver now waits for an answer nobody will
    // send and would hand that of the next statement to this one, so the connection is of no use to anybody.
    if (query.state !== null && query.statement === null) {
      lost = true;
      query.reject(new Error("the statement could not be built"));
      // Not at once: the driver must first write what it has queued, or it never writes again on this connection.
      setTimeout(() => driver?.terminate(), 0);
    }
  }, { debug: send.debug });
  const guard = <T>(made: T): T => {
    if (typeof (made as DriverQuery | undefined)?.handler === "function") (made as DriverQuery).handler = guarded;
    return made;
  };

  return {
    sql: new Proxy(reserved as unknown as Sql, {
      apply: (target, self, args) => guard(Reflect.apply(target as unknown as () => unknown, self, args)),
      get: (target, name) => {
        const value = Reflect.get(target, name);
        return name === "unsafe" ? (...args: unknown[]) => guard(value.apply(target, args)) : value;
      },
    }),
    begin(mode) {
      const query = guard(beginOf(reserved, mode));
      (query as unknown as DriverQuery).options.onexecute = (connection) => {
        driver = connection;
        connection.onclose = () => void (lost = true);
        return true;
      };
      return query;
    },
    get lost() {
      return lost;
    },
    release() {
      if (driver) driver.onclose = null;
      // A lost connection left the pool's hands when its socket closed; the driver opens it again when it is needed.
      if (!lost) reserved.release();
    },
  };
}

function beginOf(sql: ReservedConnection, mode: TransactionMode) {
  switch (mode) {
    case "read only":
      return sql`begin read only`;
    case "read write":
      return sql`begin`;
    case "snapshot":
      return sql`begin isolation level repeatable read read only`;
  }
}

/**
 * The driver forgets whoever waits for a connection that closes before it is free: asking again, a second later, is a new place in
 * the queue. What an abandoned question brings after all goes back at once.
 */
async function reserveInTime(pool: Pool): Promise<ReservedConnection> {
  const until = Date.now() + pool.options.connect_timeout * 1000;
  while (true) {
    const asked = pool.reserve();
    let timer: ReturnType<typeof setTimeout>;
    const patience = new Promise<void>((resolve) => timer = setTimeout(resolve, ASK_AGAIN_MS));
    const got = await Promise.race([asked, patience]).finally(() => clearTimeout(timer));
    if (got) return got;
    asked.then((late) => late.release(), () => {});
    if (Date.now() >= until) throw new ConnectionLost("no connection became free in time");
  }
}

function handlerOf(query: unknown): DriverQuery["handler"] {
  return (query as DriverQuery).handler;
}
