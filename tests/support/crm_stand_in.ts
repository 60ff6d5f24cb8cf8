/** How the stand-in treats one request. */
export type CrmBehaviour =
  | "answer"
  /** Takes the request and never answers. */
  | "hang"
  /** Starts an answer and breaks off. */
  | "cut"
  /** Answers 200 with something that is no JSON. */
  | "garbage"
  /** Answers 200 with JSON of another shape. */
  | "lie"
  | { status: number; headers?: Record<string, string> };

/** A CRM gateway that can be as bad as real ones. */
export interface CrmStandIn {
  url: string;
  /** What it knows; tests change it. */
  users: Record<string, unknown>[];
  groups: Record<string, unknown>[];
  /** Every request: its path and its credential. */
  received: { path: string; authorization: string | null }[];
  /** What to do with the next requests; afterwards the last one goes on. */
  behave(...behaviours: CrmBehaviour[]): void;
  close(): Promise<void>;
}

export function startCrmStandIn(): CrmStandIn {
  const received: CrmStandIn["received"] = [];
  const leaving = new AbortController();
  let plan: CrmBehaviour[] = ["answer"];

  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    received.push({ path: pathname, authorization: request.headers.get("authorization") });
    const behaviour = plan.length > 1 ? plan.shift()! : plan[0];
    if (typeof behaviour === "object") return new Response("{}", behaviour);
    switch (behaviour) {
      case "hang":
        await new Promise((resolve) => {
          request.signal.addEventListener("abort", resolve);
          leaving.signal.addEventListener("abort", resolve);
        });
        return new Response();
      case "cut":
        return new Response(
          new ReadableStream({
            start: (out) => out.enqueue(new TextEncoder().encode('{"utilisateurs": [')),
            pull: (out) => out.error(new Error("line lost")),
          }),
        );
      case "garbage":
        return new Response("<html>Welcome to the hotel network</html>");
      case "lie":
        return Response.json({ utilisateurs: "none", groupes: [{ nom: "no id" }] });
      case "answer":
        return pathname.endsWith("/users")
          ? Response.json({ utilisateurs: standIn.users })
          : Response.json({ groupes: standIn.groups });
    }
  });

  const standIn: CrmStandIn = {
    url: `http://127.0.0.1:${server.addr.port}/gateway`,
    users: [],
    groups: [],
    received,
    behave: (...behaviours) => plan = behaviours,
    async close() {
      leaving.abort();
      await server.shutdown();
    },
  };
  return standIn;
}
