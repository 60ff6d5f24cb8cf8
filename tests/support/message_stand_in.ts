/** How the stand-in treats one request. */
export type MessageBehaviour =
  | "accept"
  /** Takes the request and never answers. */
  | "hang"
  /** Answers 200 with something that is no JSON. */
  | "garbage"
  | { status: number; headers?: Record<string, string>; body?: unknown };

/** A request as the provider got it. */
export interface ReceivedMessage {
  path: string;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
}

/** Push service, WhatsApp, SMS service and chat in one, each as bad as real ones. */
export interface MessageStandIn {
  origin: string;
  received: ReceivedMessage[];
  /** What to do with the next requests; afterwards the last one goes on. */
  behave(...behaviours: MessageBehaviour[]): void;
  /** What a path does from now on, whatever was said for the others. */
  behaveAt(path: string, behaviour: MessageBehaviour): void;
  close(): Promise<void>;
}

export function startMessageStandIn(): MessageStandIn {
  const received: ReceivedMessage[] = [];
  const leaving = new AbortController();
  const places = new Map<string, MessageBehaviour>();
  let plan: MessageBehaviour[] = ["accept"];
  let given = 0;

  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const path = new URL(request.url).pathname;
    const bytes = new Uint8Array(await request.arrayBuffer());
    received.push({ path, headers: request.headers, bytes, text: new TextDecoder().decode(bytes) });
    const behaviour = places.get(path) ?? (plan.length > 1 ? plan.shift()! : plan[0]);
    if (behaviour === "accept") return accepted(path);
    if (behaviour === "garbage") return new Response("<html>Welcome to the hotel network</html>");
    if (behaviour === "hang") {
      await new Promise((resolve) => leaving.signal.addEventListener("abort", resolve));
      return new Response();
    }
    return Response.json(behaviour.body ?? { error: "no" }, behaviour);
  });

  function accepted(path: string): Response {
    given++;
    if (path.startsWith("/push/")) {
      return new Response(null, { status: 201, headers: { location: `/message/${given}` } });
    }
    if (path.endsWith("/messages")) return Response.json({ messages: [{ id: `wamid.${given}` }] });
    if (path.endsWith("/oauth/access_token")) return Response.json({ access_token: `fresh-${given}` });
    if (path === "/sms") return Response.json({ sid: `SM${given}` }, { status: 201 });
    return new Response("ok");
  }

  return {
    origin: `http://127.0.0.1:${(server.addr as Deno.NetAddr).port}`,
    received,
    behave: (...behaviours) => plan = behaviours,
    behaveAt: (path, behaviour) => void places.set(path, behaviour),
    async close() {
      leaving.abort();
      await server.shutdown();
    },
  };
}
