import type postgres from "postgres";
import type { Pool } from "../../shared/db/pool.ts";

/**
 * A pool for requests that are asked and then undone. Everything runs on one connection inside one transaction of the test;
 * the transactions of the code under test are savepoints in it, which end as theirs would: a commit keeps, a rollback undoes,
 * and role and settings go with it. Who wants the connection while another has it waits.
 */
export function undoingPool(connection: postgres.ReservedSql): Pool {
  let queue: Promise<unknown> = Promise.resolve();
  const turn = () => {
    const mine = Promise.withResolvers<void>();
    const ready = queue;
    queue = mine.promise;
    return ready.then(() => mine.resolve);
  };
  const send = (text: string) => connection.unsafe(text).simple();
  const undo = () => send("rollback to savepoint request; release savepoint request");

  /** Statements of a transaction, by the words `shared/db` uses for them. */
  function translated(): Record<string, () => PromiseLike<unknown>> {
    let readOnly = false;
    return {
      "begin": () => send("savepoint request"),
      "begin read only": () => {
        readOnly = true;
        return send("savepoint request; set transaction read only");
      },
      "commit": async () => {
        // What only reads leaves nothing to keep, and its settings must not outlive it.
        if (readOnly) return await undo(), { command: "COMMIT" };
        const kept = await send("release savepoint request; set local role none").then(() => true, () => false);
        if (!kept) await undo();
        return { command: kept ? "COMMIT" : "ROLLBACK" };
      },
      "rollback": undo,
    };
  }

  async function reserve(): Promise<postgres.ReservedSql> {
    const release = await turn();
    const statements = translated();
    return new Proxy(connection, {
      apply(target, self, given: unknown[]) {
        const text = (given[0] as TemplateStringsArray).raw?.[0].trim();
        const own = given.length === 1 && text !== undefined ? statements[text] : undefined;
        return own ? lazily(own) : Reflect.apply(target as never, self, given);
      },
      get: (target, name) => name === "release" ? release : Reflect.get(target, name),
    });
  }

  /** A statement outside is a transaction of its own, undone at once. */
  function alone(given: unknown[]): unknown {
    const query = Reflect.apply(connection as never, undefined, given) as PromiseLike<unknown>;
    const then = query.then.bind(query);
    // The query itself is answered, not a stand-in: it may be a part of another one, and is never awaited then.
    return Object.assign(
      query,
      lazily(async () => {
        const release = await turn();
        try {
          await send("savepoint request");
          return await new Promise((resolve, reject) => void then(resolve, reject)).finally(undo);
        } finally {
          release();
        }
      }),
    );
  }

  return new Proxy(connection as unknown as Pool, {
    apply: (target, self, given: unknown[]) =>
      (given[0] as TemplateStringsArray).raw ? alone(given) : Reflect.apply(target as never, self, given),
    get: (target, name) => name === "reserve" ? reserve : Reflect.get(target, name),
  });
}

/** Starts when it is awaited, like the queries of the driver. */
function lazily(run: () => PromiseLike<unknown>) {
  let running: Promise<unknown> | undefined;
  // Sent now and not a moment later: what follows must not overtake it.
  const start = () => running ??= new Promise((resolve, reject) => void run().then(resolve, reject));
  return {
    execute: () => void start().catch(() => {}),
    then: (...handlers: Parameters<Promise<unknown>["then"]>) => start().then(...handlers),
    catch: (handler: (error: unknown) => unknown) => start().catch(handler),
  };
}
