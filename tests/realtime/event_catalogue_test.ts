import assert from "node:assert/strict";
import { LIVE_EVENTS } from "../../shared/realtime/event_catalogue.ts";
import { product } from "../conformance/product.ts";
import { exampleOn } from "../support/examples.ts";
import { fixtureOf, openGrounds } from "../support/fixtures.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

Deno.test("what the product tells is in the catalogue, on the channel and in the shape it says", async () => {
  const ground = await (await openGrounds(world, product, exampleOn)).ground("Talkative organisation");
  const { body: { data: contact } } = await ground.call("crm.contacts.create");
  await ground.call("crm.contacts.update", { contact_id: contact.id }, { first_name: "Grace" });
  await ground.call("crm.contacts.archive", { contact_id: contact.id });
  const quote = await fixtureOf("sales.quotes", "id")!(ground);
  for (const status of ["SENT", "ACCEPTED"]) await ground.call("sales.quotes.change_status", { id: quote }, { status });
  await ground.call("finance.reconciliation.match");
  const invoice = await fixtureOf("finance.reconciliation", "invoice_id")!(ground);
  await ground.call("finance.invoices.partial_payment", { id: invoice });
  await ground.call("finance.invoices.cancel", { id: await fixtureOf("finance.invoices", "id")!(ground) });
  await ground.call("notifications.create", {}, { recipient: ground.admin.userId });
  await ground.call("notifications.create", {}, { recipient: null });
  await world.db.sql`select identity.end_session(${
    (await ground.tenant.actor({})).sessionId
  }, 'revoked', 'admin_revoke')`;

  const told = await world.db.sql`
    select distinct on (type, channel) type, entity, channel, payload from app.events where tenant_id = ${ground.tenant.id}`;
  for (const event of told) {
    const channel = event.channel.replace(/:.*/, "");
    const known = LIVE_EVENTS.find((one) => one.type === event.type && one.channel === channel);
    assert.ok(known, `${event.type} on ${channel} is in no catalogue`);
    assert.equal(event.entity, known.entity);
    const parsed = known.payload.safeParse(event.payload);
    assert.ok(parsed.success, `${event.type}: ${parsed.error?.message}`);
  }
  const types = new Set(told.map((event) => event.type as string));
  for (
    const type of [
      "contact.created",
      "contact.updated",
      "contact.deleted",
      "quote.accepted",
      "invoice.created",
      "invoice.sent",
      "invoice.partially_paid",
      "payment.created",
      "reconciliation.matched",
      "notification.created",
      "session.ended",
    ]
  ) assert.ok(types.has(type), `${type} was not told: ${[...types].sort()}`);
});

Deno.test("every kind of event stands in the catalogue once a channel", () => {
  const keys = LIVE_EVENTS.map((event) => `${event.type} ${event.channel}`);
  assert.deepEqual(keys, [...new Set(keys)]);
});
