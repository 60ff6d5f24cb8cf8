import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { watchDueEvents } from "../../functions/audit/watch_events.ts";
import { ConfigError, readProcessConfig } from "../../shared/config/config.ts";
import type { Config } from "../../shared/config/config.ts";
import { createRuntime, type Runtime } from "../../shared/http/runtime.ts";
import { describeError } from "../../shared/http/log.ts";
import type { AttachmentResolver } from "../../shared/providers/mail/attachments.ts";
import { createHttpMail } from "../../shared/providers/mail/http_mail.ts";
import type { MailProvider } from "../../shared/providers/mail/mail_provider.ts";
import { type DailyJob, runDailyJobs } from "./daily_jobs.ts";
import { deliverDueMail } from "./deliver_mail.ts";
import { createMailOutbox } from "./mail_outbox.ts";

export interface WorkerOptions {
  log?: (line: string) => void;
  /** Replaces the configured provider. */
  provider?: MailProvider;
  resolvers?: Record<string, AttachmentResolver>;
  jobs?: readonly DailyJob[];
  /** Pause after a round that found nothing to deliver. */
  mailPollMs?: number;
  /** Pause after a round that found no audit event to chain or to look at. */
  auditPollMs?: number;
  /** Pause between looks at the daily jobs. */
  dailyPollMs?: number;
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

/**
 * Delivers mail, chains and watches the audit log and does the daily jobs until stopped. Any number of workers may run; a round
 * that fails is tried again.
 */
export function startWorker(runtime: Runtime, options: WorkerOptions = {}): RunningWorker {
  const { mailPollMs = 1000, auditPollMs = 1000, dailyPollMs = 60_000, resolvers, leaseSeconds, log = () => {} } =
    options;
  const provider = options.provider ?? mailProviderOf(runtime.config);
  const delivery = { runtime, provider, resolvers, leaseSeconds };
  const failedAt = new Map<string, number>();
  const halt = new AbortController();
  const loops = [
    repeat(halt.signal, runtime, mailPollMs, async () => await deliverDueMail(delivery) > 0),
    repeat(
      halt.signal,
      runtime,
      auditPollMs,
      async () => await sealDueChains(runtime) + await watchDueEvents(runtime) > 0,
    ),
    repeat(halt.signal, runtime, dailyPollMs, async () => {
      await runDailyJobs(runtime, failedAt, options.jobs);
      return false;
    }),
  ];
  log(`delivering mail with the provider ${provider.name}`);
  return {
    async stop() {
      halt.abort();
      await Promise.all(loops);
    },
  };
}

/** Runs rounds until halted: at once while there is work, after a pause otherwise. */
async function repeat(
  halt: AbortSignal,
  runtime: Runtime,
  pauseMs: number,
  round: () => Promise<boolean>,
): Promise<void> {
  while (!halt.aborted) {
    let hasMore = false;
    try {
      hasMore = await round();
    } catch (error) {
      runtime.log("error", "worker.round_failed", { error: describeError(error) });
    }
    if (!hasMore) await pause(pauseMs, halt);
  }
}

function pause(ms: number, halt: AbortSignal): Promise<void> {
  if (halt.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      halt.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    halt.addEventListener("abort", wake);
  });
}

if (import.meta.main) {
  try {
    const runtime = createRuntime(readProcessConfig());
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
