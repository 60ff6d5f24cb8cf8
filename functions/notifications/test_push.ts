import type { z } from "zod";
import type { push } from "../../shared/contracts/notifications/push.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { deliverPush } from "../../shared/notifications/deliver_push.ts";
import { countDevices } from "../../shared/notifications/push_queries.ts";
import { messageSenders } from "../../shared/providers/messaging/message_senders.ts";

type Test = Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime"> & {
  body: z.output<NonNullable<typeof push.test.body>>;
};

/**
 * Sends a test to every active device of a member and counts. Raises push_not_configured, no_active_subscription (with the
 * counts), push_delivery_failed when none was reached.
 */
export async function testPush({ transact, runtime, body }: Test, userId: string) {
  const [counts] = await transact(async (sql) => await countDevices(sql, userId));
  const sender = messageSenders(runtime.config).push;
  if (!sender) throw problem("push_not_configured");
  if (counts.active_subscriptions === 0) throw problem("no_active_subscription", counts);
  const { sent, failed, skipped, total } = await deliverPush(transact, sender, userId, {
    id: crypto.randomUUID(),
    title: body.title,
    body: body.body,
    data: { type: "test", ...body.data },
    link: body.link,
  });
  if (sent === 0) throw problem("push_delivery_failed", { sent, failed, skipped, total });
  return { sent, failed, skipped, total };
}
