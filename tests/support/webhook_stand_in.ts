/** How the receiver treats one request. */
export type Behaviour =
  | "accept"
  /** Takes the request and answers only when it closes. */
  | "hang"
  /** Begins an answer and never ends it. */
  | "trickle"
  /** Breaks off in the middle of its answer. */
  | "cut"
  /** Answers 200 with a megabyte. */
  | "huge"
  | { status: number; headers?: Record<string, string>; body?: string };

/** A request as the receiver got it. */
export interface ReceivedWebhook {
  path: string;
  headers: Headers;
  /** The body as it came over the line. */
  text: string;
  // deno-lint-ignore no-explicit-any
  body: any;
}

/** A receiver of webhooks that can be as bad as real ones; every path behaves as it was told. */
export interface WebhookStandIn {
  origin: string;
  /** Every request, also those that were answered badly. */
  received: ReceivedWebhook[];
  at(path: string): ReceivedWebhook[];
  /** What to do with the next requests to a path; afterwards the last one goes on. */
  behave(path: string, ...behaviours: Behaviour[]): void;
  /** Most requests a path has had open at the same time. */
  mostAtOnce(path: string): number;
  /** Answers what hangs. */
  release(): void;
  close(): Promise<void>;
}

export function startWebhookStandIn(): WebhookStandIn {
  const received: ReceivedWebhook[] = [];
  const plans = new Map<string, Behaviour[]>();
  const open = new Map<string, number>();
  const most = new Map<string, number>();
  let held: (() => void)[] = [];

  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const path = new URL(request.url).pathname;
    const text = await request.text();
    received.push({ path, headers: request.headers, text, body: text === "" ? undefined : JSON.parse(text) });
    open.set(path, (open.get(path) ?? 0) + 1);
    most.set(path, Math.max(most.get(path) ?? 0, open.get(path)!));
    try {
      return await answer(path);
    } finally {
      open.set(path, open.get(path)! - 1);
    }
  });

  async function answer(path: string): Promise<Response> {
    const plan = plans.get(path) ?? ["accept"];
    const behaviour = plan.length > 1 ? plan.shift()! : plan[0];
    switch (behaviour) {
      case "accept":
        return Response.json({ received: true });
      case "hang":
        await new Promise<void>((resolve) => held.push(resolve));
        return new Response("late");
      case "trickle":
        return new Response(openEnded());
      case "cut":
        return new Response(broken(), { headers: { "content-length": "500" } });
      case "huge":
        return new Response("x".repeat(1_000_000));
      default:
        return new Response(behaviour.body ?? null, { status: behaviour.status, headers: behaviour.headers });
    }
  }

  /** A byte now, and the end when the receiver closes. */
  function openEnded(): ReadableStream<Uint8Array> {
    let gone = false;
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("a"));
        held.push(() => gone || controller.close());
      },
      cancel: () => void (gone = true),
    });
  }

  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    received,
    at: (path) => received.filter((one) => one.path === path),
    behave: (path, ...behaviours) => void plans.set(path, behaviours),
    mostAtOnce: (path) => most.get(path) ?? 0,
    release,
    async close() {
      release();
      await server.shutdown();
    },
  };

  function release(): void {
    for (const end of held) end();
    held = [];
  }
}

/** Less than its length says. */
function broken(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.close();
    },
  });
}
