/** How the stand-in treats one request. */
export type Behaviour =
  | "accept"
  /** Takes the request and never answers. */
  | "hang"
  /** Takes the request and closes the line. */
  | "drop"
  /** Answers 200 with something that is no JSON. */
  | "garbage"
  /** Breaks off in the middle of its answer. */
  | "cut"
  | { status: number; headers?: Record<string, string> };

/** A request as the mail service got it. */
export interface ReceivedMail {
  key: string;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  body: any;
  at: number;
}

/** A mail service that can be as bad as real ones: it speaks over a bare socket, so that it can also fall silent or hang up. */
export interface MailStandIn {
  url: string;
  /** Every request, also those that were answered badly. */
  received: ReceivedMail[];
  /** Ids of messages it has accepted, once per idempotency key, as a service that honours the key would deliver them. */
  delivered: Set<string>;
  /** What to do with the next requests; afterwards the last one goes on. */
  behave(...behaviours: Behaviour[]): void;
  close(): void;
}

export function startMailStandIn(): MailStandIn {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const connections = new Set<Deno.Conn>();
  const received: ReceivedMail[] = [];
  const delivered = new Set<string>();
  let plan: Behaviour[] = ["accept"];

  (async () => {
    for await (const connection of listener) {
      connections.add(connection);
      void serve(connection).catch(() => {}).finally(() => {
        connections.delete(connection);
        close(connection);
      });
    }
  })().catch(() => {});

  async function serve(connection: Deno.Conn): Promise<void> {
    const request = await readRequest(connection);
    if (!request) return;
    received.push(request);
    const behaviour = plan.length > 1 ? plan.shift()! : plan[0];
    if (behaviour === "drop") return;
    if (behaviour === "hang") {
      await connection.read(new Uint8Array(1));
      return;
    }
    if (behaviour === "garbage") return await answer(connection, 200, "<html>Welcome to the hotel network</html>");
    if (behaviour === "cut") {
      await write(connection, "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{");
      return;
    }
    if (behaviour !== "accept") return await answer(connection, behaviour.status, '{"error":"no"}', behaviour.headers);
    delivered.add(request.key);
    await answer(connection, 200, JSON.stringify({ id: `sent_${request.key}` }));
  }

  return {
    url: `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}/send`,
    received,
    delivered,
    behave: (...behaviours) => plan = behaviours,
    close() {
      listener.close();
      for (const connection of connections) close(connection);
    },
  };
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // The other side was faster.
  }
}

async function readRequest(connection: Deno.Conn): Promise<ReceivedMail | undefined> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  let bytes = 0;
  let expected = Infinity;
  let headers = new Headers();
  while (bytes < expected) {
    const n = await connection.read(buffer);
    if (n === null) return undefined;
    bytes += n;
    text += decoder.decode(buffer.subarray(0, n), { stream: true });
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0 && expected === Infinity) {
      const lines = text.slice(0, end).split("\r\n").slice(1);
      headers = new Headers(lines.map((line) => line.split(/:\s*/, 2) as [string, string]));
      expected = new TextEncoder().encode(text.slice(0, end + 4)).length + Number(headers.get("content-length"));
    }
  }
  return {
    key: headers.get("idempotency-key") ?? "",
    headers,
    body: JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4)),
    at: Date.now(),
  };
}

async function answer(connection: Deno.Conn, status: number, body: string, headers: Record<string, string> = {}) {
  const lines = Object.entries({ "content-length": String(body.length), connection: "close", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  await write(connection, `HTTP/1.1 ${status} Answer\r\n${head}\r\n${body}`);
}

async function write(connection: Deno.Conn, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}
