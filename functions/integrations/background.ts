import { z } from "zod";
import type { Background } from "../../shared/jobs/background.ts";
import { defineConsumer } from "../../shared/jobs/define_consumer.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { webhookRound } from "./deliver_webhooks.ts";
import { EVENT_TYPES } from "./event_types_rules.ts";
import { tellDisabled } from "./tell_disabled.ts";
import { purgeWebhooks, queueEvents } from "./webhook_deliveries_queries.ts";
import { listSubscriptions } from "./webhook_endpoints_queries.ts";
import { deliveriesOf } from "./webhook_rules.ts";

/** Queues what endpoints want to hear of; a batch handed over again changes nothing. */
export const webhookConsumer = defineConsumer({
  name: "integrations.webhooks",
  types: EVENT_TYPES,
  async handle(batch, { sql }) {
    const deliveries = deliveriesOf(batch, await listSubscriptions(sql));
    if (deliveries.length > 0) await queueEvents(sql, deliveries);
  },
});

const disabled = defineJob({
  name: "webhooks.tell_disabled",
  queue: "internal",
  payload: z.strictObject({ endpoint_id: z.string() }),
  run: ({ payload, finish }) => finish((sql) => tellDisabled(sql, payload.endpoint_id)),
});

const purge = defineJob({
  name: "webhooks.purge",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  run: ({ finish }) => finish(async (sql) => (await purgeWebhooks(sql))[0]),
});

export const background: Background = {
  jobs: [disabled, purge],
  consumers: [webhookConsumer],
  rounds: [webhookRound()],
};
