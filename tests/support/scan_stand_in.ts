/** What the stand-in says of the next files. */
export type ScanBehaviour =
  /** Infected when the content holds the EICAR test string. */
  | "honest"
  | "hang"
  | "garbage"
  | "flood"
  /** Calls everything clean, but looked at another number of bytes. */
  | "short"
  | { status: number };

export interface ScanStandIn {
  url: string;
  asked: { authorization: string | null; size: number }[];
  behave(behaviour: ScanBehaviour): void;
  close(): Promise<void>;
}

export const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/** A malware scanner behind HTTP that can be as bad as real ones. */
export function startScanStandIn(): ScanStandIn {
  let behaviour: ScanBehaviour = "honest";
  const hanging = new AbortController();
  const asked: ScanStandIn["asked"] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const content = await request.text();
    asked.push({ authorization: request.headers.get("authorization"), size: content.length });
    if (typeof behaviour === "object") return new Response("no", { status: behaviour.status });
    switch (behaviour) {
      case "hang":
        await new Promise((resolve) => hanging.signal.addEventListener("abort", resolve, { once: true }));
        return new Response(null, { status: 504 });
      case "garbage":
        return new Response("<html>busy</html>");
      case "flood":
        return Response.json({ infected: false, note: "x".repeat(100_000) });
      case "short":
        return Response.json({ infected: false, size: 1 });
      case "honest":
        return Response.json({ infected: content.includes(EICAR) });
    }
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/scan`,
    asked,
    behave: (next) => void (behaviour = next),
    async close() {
      hanging.abort();
      await server.shutdown();
    },
  };
}
