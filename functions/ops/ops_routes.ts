import { appConfig } from "../../shared/contracts/ops/app_config.ts";
import { health } from "../../shared/contracts/ops/health.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { answerHealth } from "./check_health.ts";
import { readAppConfig } from "./read_app_config.ts";

export const opsRoutes: Bound[] = [
  bindDetached(health.get, async ({ runtime, reply }) => {
    const answer = await answerHealth(runtime);
    if (answer.status === "down") reply.status = 503;
    return answer;
  }),
  bindDetached(appConfig.get, async ({ read, request, reply, runtime }) => {
    const { config, isFallback } = await readAppConfig(read, new URL(request.url).hostname, runtime);
    // A makeshift answer is not kept: the next one may be the real one.
    if (!isFallback) reply.headers.set("cache-control", "public, max-age=60");
    return config;
  }),
];
