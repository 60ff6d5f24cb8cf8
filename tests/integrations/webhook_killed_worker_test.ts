import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { until } from "../support/until.ts";
import { startWebhookStandIn } from "../support/webhook_stand_in.ts";
import { openWorld, testAuditKeys, testSealingKeys, testSecret } from "../support/world.ts";
import { webhookWorld } from "./webhook_world.ts";

const world = await openWorld();
const receiver = startWebhookStandIn();
const { office, register, publish, fanOut, deliver, fastForward, deliveries } = await webhookWorld(world);
Deno.test.afterAll(async () => {
  await receiver.close();
  await world.close();
});

Deno.test("what a killed worker had sent and not settled is sent again under the same id", async () => {
  const { tenant, admin } = await office();
  const { endpoint } = await register(admin, { url: `${receiver.origin}/hook` });
  receiver.behave("/hook", "hang", "accept");
  await publish(tenant, "contact.created");
  await fanOut();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL("webhook_worker_process.ts", import.meta.url))],
    env: {
      APP_ENV: "test",
      DATABASE_URL: world.db.url,
      JWT_SECRET: testSecret,
      AUDIT_KEYS: testAuditKeys,
      SECRETS_KEYS: testSealingKeys,
      LOG_LEVEL: "silent",
    },
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until(() => receiver.received.length === 1, "the process has sent it", 60_000);
  child.kill("SIGKILL");
  await child.status;
  assert.equal(await deliver(), 0, "its hold lasts until the lease ends");
  await fastForward();
  await deliver();
  const [first, second, ...more] = receiver.received;
  assert.equal(more.length, 0);
  assert.equal(second.headers.get("webhook-id"), first.headers.get("webhook-id"));
  assert.deepEqual([first, second].map(({ headers }) => headers.get("x-webhook-attempt")), ["1", "2"]);
  assert.equal(second.text, first.text);
  assert.deepEqual((await deliveries(endpoint.id)).map(({ status, attempt }) => [status, attempt]), [["sent", 2]]);
});
