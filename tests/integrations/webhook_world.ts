import { createConsumerRunner } from "../../shared/jobs/run_consumers.ts";
import { app } from "../../functions/integrations/app.ts";
import { webhookConsumer } from "../../functions/integrations/background.ts";
import { type DeliveryOptions, webhookRound } from "../../functions/integrations/deliver_webhooks.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { type TestActor, type TestTenant, type World } from "../support/world.ts";

/** What the tests of webhooks do to a world. */
export interface WebhookWorld {
  /** An organisation and somebody who may do everything in it. */
  office(): Promise<{ tenant: TestTenant; admin: TestActor }>;
  /** Registers an endpoint through the product. */
  // deno-lint-ignore no-explicit-any
  register(actor: TestActor, body: Record<string, unknown>): Promise<{ endpoint: any; secret: string }>;
  /** Appends an event to the outbox and answers what it is about. */
  publish(tenant: TestTenant, type: string, payload?: Record<string, unknown>, entityId?: string): Promise<string>;
  /** Hands the outbox to the consumer of webhooks, to its end. */
  fanOut(): Promise<void>;
  /** Delivers until nothing is due. */
  deliver(options?: DeliveryOptions): Promise<number>;
  /** Makes retries due, as time would. */
  fastForward(): Promise<unknown>;
  /** Rows of an endpoint in the order in which they were queued. */
  // deno-lint-ignore no-explicit-any
  deliveries(endpointId: string): Promise<any[]>;
}

export async function webhookWorld(world: World): Promise<WebhookWorld> {
  const { sql } = world.db;
  // A consumer nobody has seen yet begins with what happens next.
  await readOutbox(world);
  return {
    async office() {
      const tenant = await world.tenant();
      return { tenant, admin: await tenant.actor({ "*": "rw" }) };
    },
    async register(actor, body) {
      const answer = await send(app, actor, "POST /webhooks/endpoints", { body: { events: ["contact.*"], ...body } });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body.data;
    },
    async publish(tenant, type, payload = {}, entityId = crypto.randomUUID()) {
      await sql`
        select app.publish(${type}, ${type.split(".")[0]}, ${entityId}, 'contacts', ${
        JSON.stringify(payload)
      }::text::jsonb,
          ${tenant.id})`;
      return entityId;
    },
    fanOut: () => readOutbox(world),
    deliver: async (options) => await webhookRound({ timeoutMs: 2000, ...options })(world.runtime, never),
    fastForward: () => sql`update integrations.webhook_deliveries set next_attempt_at = now() where status = 'pending'`,
    deliveries: async (endpointId) => [
      ...await sql`
        select id, event, event_id, payload, status, attempt, status_code, response_body, error, lease_id, url,
          extract(epoch from next_attempt_at - now())::float8 as wait
        from integrations.webhook_deliveries where endpoint_id = ${endpointId} order by position`,
    ],
  };
}

const never = new AbortController().signal;

/** Rounds until the consumer has read everything there is now; an event is readable once no older transaction runs. */
async function readOutbox({ runtime, db: { sql } }: World): Promise<void> {
  const runner = createConsumerRunner(runtime, [webhookConsumer]);
  const [{ last }] = await sql`select coalesce(max(id), 0) as last from app.events`;
  try {
    await until(async () => {
      await runner.round();
      const [{ behind }] = await sql`
        select not exists (
          select from app.consumers where name = ${webhookConsumer.name} and position >= ${last}
        ) as behind`;
      return !behind;
    }, "the outbox is read");
  } finally {
    await runner.stop();
  }
}
