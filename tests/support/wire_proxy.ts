/** What passed on the wire since the last reset. */
export interface WireCount {
  /** Sends that came after something had been received since the previous send: how often the client waited. */
  roundTrips: number;
  /** Statements: what the server answers with ReadyForQuery. */
  statements: number;
}

export interface WireProxyOptions {
  host: string;
  port: number;
  /** Added to everything on its way to the server, in ms. */
  toServerMs?: number;
  /** Added to everything on its way back, in ms. */
  toClientMs?: number;
}

/** A TCP proxy in front of PostgreSQL that makes the way longer, not narrower, and counts who waits for whom. */
export interface WireProxy {
  readonly port: number;
  /** The given connection string, through this proxy. */
  url(url: string): string;
  count(): WireCount;
  reset(): void;
  /** From now on answers stay in the proxy until they are let through. */
  hold(): void;
  /** Lets through the answers to every statement that has come in, and goes on holding those to later ones. */
  answer(): void;
  /** Stops holding. */
  release(): void;
  /** Resolves when so many statements came in since the last reset; rejects after `deadlineMs`, telling how many did. */
  asked(statements: number, deadlineMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** One client connection while its answers are held: what may pass is decided statement by statement. */
interface Line {
  asked: number;
  answered: number;
  /** Answers to this many statements may pass. */
  allowed: number;
  held: { statement: number; forward: () => void }[];
}

const letter = (text: string) => text.charCodeAt(0);
/** Frontend messages that end a statement: Query and Sync. */
const ASKING = new Set([letter("Q"), letter("S")]);
const READY_FOR_QUERY = new Set([letter("Z")]);

/** Listens on the loopback interface. Plain connections only: an encrypted one cannot be counted. */
export function startWireProxy(options: WireProxyOptions): WireProxy {
  const { host, port: serverPort, toServerMs = 0, toClientMs = 0 } = options;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const lines = new Set<Line>();
  const work = new Set<Promise<unknown>>();
  const watchers = new Set<() => void>();
  let holding = false;
  let roundTrips = 0;
  let statements = 0;

  function keep(task: Promise<unknown>): void {
    work.add(task);
    task.finally(() => work.delete(task));
  }

  function close(connection: Deno.Conn): void {
    if (!open.delete(connection)) return;
    try {
      connection.close();
    } catch {
      // The other direction was faster.
    }
  }

  function letThrough(line: Line): void {
    while (line.held.length > 0 && (!holding || line.held[0].statement <= line.allowed)) line.held.shift()!.forward();
  }

  async function pass(near: Deno.TcpConn): Promise<void> {
    open.add(near);
    const far = await Deno.connect({ hostname: host, port: serverPort });
    open.add(far);
    near.setNoDelay();
    far.setNoDelay();
    // The server says once that it is ready before anything was asked.
    const line: Line = { asked: 0, answered: -1, allowed: 0, held: [] };
    lines.add(line);
    let hasReceived = true;
    const there = delayedWriter(far, toServerMs);
    const back = delayedWriter(near, toClientMs);
    const asking = messageCutter(ASKING, false);
    const ready = messageCutter(READY_FOR_QUERY, true);
    const outward = pump(near, (bytes) => {
      if (hasReceived) roundTrips++;
      hasReceived = false;
      const found = asking(bytes).length - 1;
      line.asked += found;
      statements += found;
      there.send(bytes);
      for (const look of watchers) look();
    });
    const homeward = pump(far, (bytes) => {
      const parts = ready(bytes);
      parts.forEach((part, i) => {
        if (part.length > 0) {
          const forward = () => back.send(part, () => hasReceived = true);
          line.held.push({ statement: line.answered + 1, forward });
        }
        if (i < parts.length - 1) line.answered++;
      });
      letThrough(line);
    });
    await Promise.race([outward, homeward, there.failed, back.failed]).catch(() => {});
    // What the server said last, such as why it closes, still arrives.
    await back.drained();
    lines.delete(line);
    [near, far].forEach(close);
    there.stop();
    back.stop();
    await Promise.allSettled([outward, homeward]);
  }

  keep((async () => {
    for await (const connection of listener) keep(pass(connection));
  })());

  function release(): void {
    holding = false;
    lines.forEach(letThrough);
  }

  return {
    port: listener.addr.port,
    url: (url) => {
      const through = new URL(url);
      through.hostname = "127.0.0.1";
      through.port = String(listener.addr.port);
      return through.href;
    },
    count: () => ({ roundTrips, statements }),
    reset: () => {
      roundTrips = 0;
      statements = 0;
    },
    hold: () => {
      holding = true;
      for (const line of lines) line.allowed = line.asked;
    },
    answer: () => {
      for (const line of lines) {
        line.allowed = line.asked;
        letThrough(line);
      }
    },
    release,
    asked: (wanted, deadlineMs = 5000) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = () => {
          if (statements >= wanted) finish(resolve);
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`the client waits after ${statements} of ${wanted} statements`))),
          deadlineMs,
        );
        watchers.add(look);
        look();
      }),
    close: async () => {
      release();
      listener.close();
      [...open].forEach(close);
      await Promise.allSettled(work);
    },
  };
}

async function pump(from: Deno.Conn, take: (bytes: Uint8Array) => void): Promise<void> {
  for (;;) {
    const buffer = new Uint8Array(65_536);
    const length = await from.read(buffer).catch(() => null);
    if (length === null) return;
    take(buffer.subarray(0, length));
  }
}

/** Writes in order, each piece `ms` after it was handed over. Pieces travel side by side: latency, not a narrow pipe. */
function delayedWriter(to: Deno.Conn, ms: number) {
  const pieces: { due: number; bytes: Uint8Array; onSent?: () => void }[] = [];
  let isRunning = false;
  let lastRun: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let fail: (error: unknown) => void;
  const failed = new Promise<void>((_, reject) => fail = reject);
  failed.catch(() => {});

  async function run(): Promise<void> {
    while (pieces.length > 0) {
      const wait = pieces[0].due - performance.now();
      // Timers count whole milliseconds; the rest is spent by coming round again.
      if (wait > 0) await new Promise<void>((resolve) => timer = setTimeout(resolve, Math.floor(wait)));
      if (pieces.length === 0 || pieces[0].due > performance.now()) continue;
      const { bytes, onSent } = pieces.shift()!;
      onSent?.();
      for (let done = 0; done < bytes.length;) done += await to.write(bytes.subarray(done));
    }
    // In the same breath as the look at the queue: whatever is handed over from here on starts a run of its own.
    isRunning = false;
  }

  return {
    failed,
    send(bytes: Uint8Array, onSent?: () => void) {
      pieces.push({ due: performance.now() + ms, bytes, onSent });
      if (isRunning) return;
      isRunning = true;
      lastRun = run().catch((error) => fail(error));
    },
    drained: () => lastRun,
    stop() {
      pieces.length = 0;
      clearTimeout(timer);
    },
  };
}

/**
 * Cuts a stream of messages behind each one whose letter is in `ends`, however the network cut it. The last part is what
 * follows the last such message, often nothing: there is one part more than there were ends.
 */
function messageCutter(ends: Set<number>, hasLetterFromStart: boolean): (bytes: Uint8Array) => Uint8Array[] {
  // Only the first message of a client has no letter in front of its length.
  let letters = hasLetterFromStart ? 1 : 0;
  let header: number[] = [];
  let left = 0;
  let isEnd = false;
  return (bytes) => {
    const parts: Uint8Array[] = [];
    let from = 0;
    for (let i = 0; i < bytes.length;) {
      if (left > 0) {
        const step = Math.min(left, bytes.length - i);
        left -= step;
        i += step;
      } else {
        header.push(bytes[i++]);
        if (header.length < letters + 4) continue;
        const [a, b, c, d] = header.slice(letters);
        isEnd = letters === 1 && ends.has(header[0]);
        left = ((a << 24) | (b << 16) | (c << 8) | d) - 4;
        letters = 1;
        header = [];
      }
      if (left > 0 || !isEnd || header.length > 0) continue;
      parts.push(bytes.subarray(from, i));
      from = i;
      isEnd = false;
    }
    return [...parts, bytes.subarray(from)];
  };
}
