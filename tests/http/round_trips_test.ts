import assert from "node:assert/strict";
import { app as crm } from "../../functions/crm/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { type Answer, send } from "../support/app_client.ts";
import { startWireProxy } from "../support/wire_proxy.ts";
import { openWorld, testConfig } from "../support/world.ts";

const world = await openWorld();
const { hostname, port } = new URL(world.db.url);
const proxy = startWireProxy({ host: hostname, port: Number(port) });
// One connection, so that nothing but the request is on the wire; prepared statements, as on a direct connection.
const config = { DB_POOL_MAX: "1", DB_PREPARE: "true" };
const runtime = createRuntime(testConfig(proxy.url(world.db.url), config), { log: () => {} });
useRuntime(runtime);
Deno.test.afterAll(async () => {
  await runtime.close();
  await proxy.close();
  await world.close();
});
const tenant = await world.tenant();
const actor = await tenant.actor({ contacts: "rw" });

/**
 * Sends a request and lets the database answer only after each flight has left completely: `flights` says how many statements
 * each one carries. Whoever waits for an answer in the middle of a flight never completes it.
 */
async function inFlights(flights: number[], request: () => Promise<Answer>): Promise<Answer> {
  proxy.reset();
  proxy.hold();
  const answer = request();
  let expected = 0;
  try {
    for (const flight of flights) {
      await proxy.asked(expected += flight);
      assert.equal(proxy.count().statements, expected);
      proxy.answer();
    }
  } finally {
    proxy.release();
    await answer;
  }
  assert.equal(proxy.count().statements, expected, "statements after the last flight");
  return await answer;
}

const create = (email: string) => () =>
  send(crm, actor, "POST /contacts", {
    body: { first_name: "Ada", last_name: "Favre", email, phone: "+41791234567" },
  });

// Statements are described on their first use by a connection, and permits leased on the first use of a bucket.
const { body: { data: { id } } } = await create("warm@example.ch")();
for (const route of [`GET /contacts/${id}`, "GET /contacts"]) await send(crm, actor, route);

Deno.test("a read bound with bindJson costs one round trip", async () => {
  assert.equal((await inFlights([1], () => send(crm, actor, "GET /contacts"))).status, 200);
});

Deno.test("a read bound with bindRead costs one round trip, however many queries it makes", async () => {
  // begin, entry, six queries, commit.
  assert.equal((await inFlights([9], () => send(crm, actor, `GET /contacts/${id}`))).status, 200);
});

Deno.test("a write of one statement costs two round trips", async () => {
  // begin, entry and insert leave together; the commit follows the answer.
  assert.equal((await inFlights([3, 1], create("second@example.ch"))).status, 201);
});

Deno.test("a refused write costs two round trips: its rollback follows the refusal", async () => {
  assert.equal((await inFlights([3, 1], create("warm@example.ch"))).status, 409);
});

Deno.test("wire_proxy counts a send as a round trip only when an answer came before it", async () => {
  const { pool } = runtime;
  const connection = await pool.reserve();
  try {
    const one = () => connection`select 1 as n`.execute();
    await one();
    proxy.reset();
    proxy.hold();
    const flight = [one(), one(), one()];
    await proxy.asked(3);
    assert.deepEqual(proxy.count(), { roundTrips: 1, statements: 3 });
    proxy.release();
    await Promise.all(flight);
    await one();
    assert.deepEqual(proxy.count(), { roundTrips: 2, statements: 4 });
  } finally {
    connection.release();
  }
});
