import { z } from "zod";
import type { Config } from "../../shared/config/config.ts";
import type { Background } from "../../shared/jobs/background.ts";
import { defineConsumer, type OutboxEvent } from "../../shared/jobs/define_consumer.ts";
import { defineJob, type JobContext } from "../../shared/jobs/define_job.ts";
import { TransientError } from "../../shared/jobs/failures.ts";
import { type Broker, BrokerError, type BrokerMessage } from "../../shared/providers/broker/broker.ts";
import { chooseBroker } from "../../shared/providers/broker/choose_broker.ts";
import { channelSuffix } from "../../shared/realtime/channels.ts";
import { shrink } from "../../shared/realtime/payloads.ts";
import { channelsOf } from "../../shared/realtime/routing.ts";
import { enqueueDisconnect, enqueuePublish } from "./realtime_queries.ts";
import { remindDueCase } from "./remind_due_case.ts";
import { remindInvoicesDaily } from "./remind_invoices_daily.ts";

const PER_JOB = 50;
/** Runs of a job that sends hints; then they are given up, because whoever missed them refetches anyway. */
const MAX_RUNS = 4;

/** The events of the outbox as messages for a broker, each with the number by which a repetition is known. */
export function messagesOf(batch: readonly OutboxEvent[], tenantId: string, suffix: string): BrokerMessage[] {
  return batch.filter((event) => event.channel !== "").map((event) => {
    const { id: event_id, type, entity, entity_id, payload } = event;
    return {
      channels: channelsOf({ ...event, tenant_id: tenantId }).map((name) => name + suffix),
      event: type,
      payload: shrink({ ...payload, type, entity, entity_id, event_id }),
    };
  });
}

const servesBroker = (config: Config) => config.BROKER_PROVIDER !== "none";

const publishes = defineConsumer({
  name: "realtime.broker",
  types: "all",
  isWanted: servesBroker,
  async handle(batch, { sql, tenantId, config }) {
    if (config.PUSHER_TENANT_ID !== undefined && config.PUSHER_TENANT_ID !== tenantId) return;
    const messages = messagesOf(batch, tenantId, channelSuffix(tenantId, config.PUSHER_TENANT_ID));
    for (let i = 0; i < messages.length; i += PER_JOB) await enqueuePublish(sql, messages.slice(i, i + PER_JOB));
    const ended = batch.filter((event) => event.type === "session.ended");
    const people = new Set(ended.map((event) => event.channel.replace(/^user:/, "")));
    for (const userId of people) await enqueueDisconnect(sql, userId);
  },
});

async function tell<P>(ctx: JobContext<P>, work: (broker: Broker) => Promise<void>): Promise<void> {
  const app = chooseBroker(ctx.runtime.config);
  if (!app) return;
  try {
    await work(app.broker);
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    if (error.options.permanent || ctx.attempt >= MAX_RUNS) {
      ctx.log("warn", "broker.gave_up", { reason: error.message, tenant_id: ctx.tenantId });
      return;
    }
    throw new TransientError(error.message, { retryAfter: error.options.retryAfter, cause: error });
  }
}

const publish = defineJob({
  name: "realtime.publish",
  queue: "internal",
  payload: z.object({
    messages: z.array(z.object({
      channels: z.array(z.string()),
      event: z.string(),
      payload: z.record(z.string(), z.unknown()),
    })),
  }),
  run: (ctx) => tell(ctx, (broker) => broker.publish(ctx.payload.messages, ctx.signal)),
});

const disconnect = defineJob({
  name: "realtime.disconnect",
  queue: "internal",
  payload: z.object({ user_id: z.string() }),
  run: (ctx) => tell(ctx, (broker) => broker.disconnect(ctx.payload.user_id, ctx.signal)),
});

export const background: Background = {
  consumers: [publishes],
  jobs: [disconnect, publish, remindDueCase, remindInvoicesDaily],
};
