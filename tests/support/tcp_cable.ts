/** A TCP connection one can cut: without a close frame, without a goodbye. */
export interface TcpCable {
  readonly port: number;
  /** Drops every connection; new ones are refused until {@link TcpCable.mend}. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Listens on the loopback interface and passes bytes to `target`. */
export function layTcpCable(target: { hostname: string; port: number }): TcpCable {
  const open = new Set<Deno.Conn>();
  const work = new Set<Promise<unknown>>();
  let listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  let isCut = false;

  function keep(task: Promise<unknown>): void {
    work.add(task);
    task.finally(() => work.delete(task));
  }

  function drop(connection: Deno.Conn): void {
    if (!open.delete(connection)) return;
    try {
      connection.close();
    } catch {
      // The other direction was faster.
    }
  }

  async function pass(near: Deno.Conn): Promise<void> {
    open.add(near);
    const far = await Deno.connect(target);
    open.add(far);
    if (isCut) return [near, far].forEach(drop);
    const ends = [near.readable.pipeTo(far.writable), far.readable.pipeTo(near.writable)];
    await Promise.all(ends.map((end) => end.catch(() => {}).finally(() => [near, far].forEach(drop))));
  }

  async function accept(): Promise<void> {
    for await (const connection of listener) keep(pass(connection));
  }

  function cut(): void {
    isCut = true;
    listener.close();
    [...open].forEach(drop);
  }

  keep(accept());
  return {
    port,
    cut,
    mend: () => {
      listener = Deno.listen({ hostname: "127.0.0.1", port });
      isCut = false;
      keep(accept());
    },
    close: async () => {
      if (!isCut) cut();
      await Promise.allSettled(work);
    },
  };
}
