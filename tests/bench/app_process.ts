import { gatewayApp } from "../../functions/api/app.ts";
import { apps } from "../../functions/api/apps.ts";
import { readProcessConfig } from "../../shared/config/config.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { untilInputCloses } from "./processes.ts";

/** The product as it is deployed: production settings, every domain behind one door. `no-limiter` leaves the rate limiter out. */

const [port, limiter] = Deno.args;
const runtime = createRuntime(readProcessConfig());
useRuntime(limiter === "no-limiter" ? { ...runtime, rates: { take: () => Promise.resolve(undefined) } } : runtime);
const gateway = gatewayApp(apps);
Deno.serve(
  { hostname: "127.0.0.1", port: Number(port), onListen: () => {} },
  (request, info) => gateway.fetch(request, { address: info.remoteAddr.hostname }),
);
await untilInputCloses();
Deno.exit(0);
