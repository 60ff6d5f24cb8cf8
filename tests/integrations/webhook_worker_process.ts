import { webhookRound } from "../../functions/integrations/deliver_webhooks.ts";
import { readProcessConfig } from "../../shared/config/config.ts";
import { createRuntime } from "../../shared/http/runtime.ts";

/** A worker in a process of its own that delivers webhooks: for a test that kills it between sending and settling. */
await webhookRound({ timeoutMs: 600_000 })(createRuntime(readProcessConfig()), new AbortController().signal);
