import type postgres from "postgres";
import type { Pool } from "../../shared/db/pool.ts";

/**
 * A pool for requests that are asked and then undone. Everything runs on one connection inside one transaction of the test;
 * the transactions of the code under test are savepoints in it, which end as theirs would: a commit keeps, a rollback undoes,
 * and role and settings go with it. Who wants the connection while another has it waits.
 */
export function undoingPool(connection: postgres.ReservedSql, options: Pool["options"]): Pool {
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
  function translated(): Record<string, () => unknown> {
    let readOnly = false;
    return {
      "begin": () => send("savepoint request"),
      "begin read only": () => {
        readOnly = true;
        return send("savepoint request; set transaction read only");
      },
      "commit": () => {
        const answer = { command: "COMMIT" };
        // What only reads leaves nothing to keep, and its settings must not outlive it.
        if (readOnly) return answering(undo(), (start) => start().then(() => answer));
        const kept = send("release savepoint request; set local role none");
        return answering(kept, (start) =>
          start().then(() => answer, async () => {
            await undo();
            return { command: "ROLLBACK" };
          }));
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
        return own ? own() : Reflect.apply(target as never, self, given);
      },
      get: (target, name) => name === "release" ? release : Reflect.get(target, name),
    });
  }

  /** A statement outside is a transaction of its own, undone at once. */
  function alone(given: unknown[]): unknown {
    const query = Reflect.apply(connection as never, undefined, given) as PromiseLike<unknown>;
    return answering(query, async (start) => {
      const release = await turn();
      try {
        await send("savepoint request");
        return await start().finally(undo);
      } finally {
        release();
      }
    });
  }

  /** What is undone is never heard of. */
  const listen = () => Promise.resolve({ unlisten: () => Promise.resolve(), state: {} });
  const own: Record<PropertyKey, unknown> = { reserve, options, listen };
  return new Proxy(connection as unknown as Pool, {
    apply: (target, self, given: unknown[]) =>
      (given[0] as TemplateStringsArray).raw ? alone(given) : Reflect.apply(target as never, self, given),
    get: (target, name) => own[name] ?? Reflect.get(target, name),
  });
}

/**
 * A query of the driver that answers otherwise when it is awaited. It stays that query: it may be a part of another one, and is
 * never awaited then.
 */
function answering<Q extends PromiseLike<unknown>>(
  query: Q,
  answer: (start: () => Promise<unknown>) => Promise<unknown>,
): Q {
  const then = query.then.bind(query);
  const start = () => new Promise((resolve, reject) => void then(resolve, reject));
  let answered: Promise<unknown> | undefined;
  return Object.assign(query, {
    then: (...handlers: Parameters<Promise<unknown>["then"]>) => (answered ??= answer(start)).then(...handlers),
  });
}
