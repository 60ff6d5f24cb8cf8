/** What the stand-in does with the next requests. */
export type Behaviour =
  | Record<string, unknown>
  /** Takes the request and never answers. */
  | "hang"
  /** Answers 200 with something that is no JSON. */
  | "garbage"
  /** Answers 200 with more than anybody would say about an address. */
  | "flood"
  | { status: number };

export interface IpIntelligenceStandIn {
  url: string;
  /** Address and credential of every request. */
  asked: { ip: string | null; authorization: string | null }[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A service that knows addresses and can be as bad as real ones. */
export function startIpIntelligenceStandIn(): IpIntelligenceStandIn {
  let behaviour: Behaviour = {};
  const hanging = new AbortController();
  const asked: IpIntelligenceStandIn["asked"] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const ip = new URL(request.url).searchParams.get("ip");
    asked.push({ ip, authorization: request.headers.get("authorization") });
    return answer(behaviour, hanging.signal);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/v1/address?plan=free`,
    asked,
    behave: (next) => void (behaviour = next),
    async close() {
      hanging.abort();
      await server.shutdown();
    },
  };
}

async function answer(behaviour: Behaviour, end: AbortSignal): Promise<Response> {
  if (behaviour === "garbage") return new Response("<html>busy</html>");
  if (behaviour === "flood") return Response.json({ country: "CH", note: "x".repeat(100_000) });
  if (behaviour === "hang") {
    await new Promise((resolve) => end.addEventListener("abort", resolve, { once: true }));
    return new Response(null, { status: 504 });
  }
  return "status" in behaviour ? new Response("no", { status: behaviour.status as number }) : Response.json(behaviour);
}
