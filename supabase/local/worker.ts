import { background } from "../../functions/api/background.ts";
import { ConfigError, readProcessConfig } from "../../shared/config/config.ts";
import { createRuntime, type Runtime } from "../../shared/http/runtime.ts";
import type { Background } from "../../shared/jobs/background.ts";
import { repeat } from "../../shared/jobs/repeat.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import type { AttachmentResolver } from "../../shared/providers/mail/attachments.ts";
import type { MessageChannels } from "../../shared/providers/messaging/message_channel.ts";
import { useMessageOutbox } from "../../shared/providers/messaging/message_outbox.ts";
import { deliverDueMessages } from "./deliver_messages.ts";
import { messageChannelsOf } from "./message_channels.ts";
import { createMessageFiles } from "./message_files.ts";

/** Fewest connections of a worker process. */
const WORKER_CONNECTIONS = 10;

export interface WorkerOptions {
  log?: (line: string) => void;
  /** Replaces the configured channels. */
  channels?: MessageChannels;
  resolvers?: Record<string, AttachmentResolver>;
  /** Replaces the jobs and consumers of the product. */
  background?: Required<Background>;
  /** Pause after a round that found nothing to deliver. */
  messagePollMs?: number;
  leaseSeconds?: number;
}

export interface RunningWorker {
  /** Finishes what is being done and stops. */
  stop(): Promise<void>;
}

/** Does the background work of the product and delivers messages until stopped. Any number of workers may run; a round that fails is tried again. */
export function startWorker(runtime: Runtime, options: WorkerOptions = {}): RunningWorker {
  const { messagePollMs = 1000, resolvers, leaseSeconds, log = () => {} } = options;
  const channels = options.channels ?? messageChannelsOf(runtime.config);
  const delivery = { runtime, channels, resolvers, leaseSeconds };
  const halt = new AbortController();
  const running = runBackground(runtime, options.background ?? background);
  const messages = repeat(
    runtime,
    halt.signal,
    messagePollMs,
    async () => await deliverDueMessages(delivery) > 0,
  );
  log(
    `delivering ${[...channels.values()].map((one) => `${one.channel} with the provider ${one.provider}`).join(", ")}`,
  );
  return {
    async stop() {
      halt.abort();
      await Promise.all([running.stop(), messages]);
    },
  };
}

if (import.meta.main) {
  try {
    const config = readProcessConfig();
    // Jobs run beside each other, and the heartbeat that keeps them must not wait for a connection behind them.
    const runtime = createRuntime({ ...config, DB_POOL_MAX: Math.max(config.DB_POOL_MAX, WORKER_CONNECTIONS) });
    useMessageOutbox(createMessageFiles(config.MESSAGE_OUTBOX_DIR));
    const worker = startWorker(runtime, { log: console.error });
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await worker.stop();
      await runtime.close();
      Deno.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    Deno.exit(1);
  }
}
