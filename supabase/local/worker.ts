import { background } from "../../functions/api/background.ts";
import { ConfigError, readProcessConfig } from "../../shared/config/config.ts";
import type { Config } from "../../shared/config/config.ts";
import { createRuntime, type Runtime } from "../../shared/http/runtime.ts";
import type { Background } from "../../shared/jobs/background.ts";
import { repeat } from "../../shared/jobs/repeat.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import type { AttachmentResolver } from "../../shared/providers/mail/attachments.ts";
import { createHttpMail } from "../../shared/providers/mail/http_mail.ts";
import type { MailProvider } from "../../shared/providers/mail/mail_provider.ts";
import { useMessageOutbox } from "../../shared/providers/messaging/message_outbox.ts";
import { deliverDueMail } from "./deliver_mail.ts";
import { createMailOutbox } from "./mail_outbox.ts";
import { createMessageFiles } from "./message_files.ts";

/** Fewest connections of a worker process. */
const WORKER_CONNECTIONS = 10;

export interface WorkerOptions {
  log?: (line: string) => void;
  /** Replaces the configured provider. */
  provider?: MailProvider;
  resolvers?: Record<string, AttachmentResolver>;
  /** Replaces the jobs and consumers of the product. */
  background?: Required<Background>;
  /** Pause after a round that found nothing to deliver. */
  mailPollMs?: number;
  leaseSeconds?: number;
}

export interface RunningWorker {
  /** Finishes what is being done and stops. */
  stop(): Promise<void>;
}

/** The provider the configuration names. */
export function mailProviderOf(config: Config): MailProvider {
  return config.MAIL_PROVIDER === "http"
    ? createHttpMail({ url: config.MAIL_HTTP_URL!, token: config.MAIL_HTTP_TOKEN! })
    : createMailOutbox(config.MAIL_OUTBOX_DIR);
}

/** Does the background work of the product and delivers mail until stopped. Any number of workers may run; a round that fails is tried again. */
export function startWorker(runtime: Runtime, options: WorkerOptions = {}): RunningWorker {
  const { mailPollMs = 1000, resolvers, leaseSeconds, log = () => {} } = options;
  const provider = options.provider ?? mailProviderOf(runtime.config);
  const delivery = { runtime, provider, resolvers, leaseSeconds };
  const halt = new AbortController();
  const running = runBackground(runtime, options.background ?? background);
  const mail = repeat(runtime, halt.signal, mailPollMs, async () => await deliverDueMail(delivery) > 0);
  log(`delivering mail with the provider ${provider.name}`);
  return {
    async stop() {
      halt.abort();
      await Promise.all([running.stop(), mail]);
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
