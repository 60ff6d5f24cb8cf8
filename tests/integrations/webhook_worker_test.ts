import assert from "node:assert/strict";
import { background } from "../../functions/api/background.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { app } from "../../functions/integrations/app.ts";
import { drainBackground, runBackground } from "../../shared/jobs/run_background.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { startWebhookStandIn } from "../support/webhook_stand_in.ts";
import { openWorld } from "../support/world.ts";
import { webhookWorld } from "./webhook_world.ts";

const world = await openWorld();
const receiver = startWebhookStandIn();
const { office, register } = await webhookWorld(world);
Deno.test.afterAll(async () => {
  await receiver.close();
  await world.close();
});

const contact = { first_name: "Ada", last_name: "Lovelace" };

Deno.test("a worker tells of what happens in any domain, and stops while a receiver hangs", async () => {
  const { admin } = await office();
  await register(admin, { url: `${receiver.origin}/quick`, events: ["contact.created"] });
  const { endpoint } = await register(admin, { url: `${receiver.origin}/stuck`, events: ["contact.created"] });
  receiver.behave("/stuck", "hang");
  const worker = runBackground(world.runtime, background);
  const created = await send(crm, admin, "POST /contacts", { body: contact });
  await until(() => receiver.at("/quick").length === 1 && receiver.at("/stuck").length === 1, "both are told");
  const stopped = worker.stop();
  receiver.release();
  await stopped;
  assert.equal(receiver.at("/quick")[0].body.data.entity_id, created.body.data.id);
  const { body } = await send(app, admin, "GET /webhooks/deliveries", { query: { endpoint_id: endpoint.id } });
  assert.equal(body.data[0].status, "sent", "what was under way is settled before the worker ends");
});

Deno.test("where no worker runs, the clock delivers", async () => {
  const { admin } = await office();
  await register(admin, { url: `${receiver.origin}/clock`, events: ["contact.created"] });
  await send(crm, admin, "POST /contacts", { body: contact });
  await until(async () => {
    await drainBackground(world.runtime, background, 10_000);
    return receiver.at("/clock").length === 1;
  }, "it arrives");
});
