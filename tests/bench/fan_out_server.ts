import { createRealtime } from "../../supabase/local/realtime/server.ts";
import { untilInputCloses } from "./processes.ts";

/** The Realtime server in a process of its own, as the gateway runs it, without the limits of a plan. */

const [port, jwtSecret, publishableKey] = Deno.args;
const server = await createRealtime({
  databaseUrl: Deno.env.get("DATABASE_URL")!,
  jwtSecret,
  publishableKey,
  secretKey: "sb_secret_fan_out",
  limits: { concurrentSockets: Infinity, joinsPerSecond: Infinity, messagesPerSecond: Infinity },
});
const http = Deno.serve(
  { hostname: "127.0.0.1", port: Number(port), onListen: () => {} },
  (request) => server.fetch(request),
);
await untilInputCloses();
await server.close();
await http.shutdown();
