import assert from "node:assert/strict";
import { app } from "../../functions/crm/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const self = { contacts: ["SELF", "SELF"], "contacts.delete": "rw" } as const;
const group = { contacts: ["GROUP", "GROUP"], "contacts.delete": "rw" } as const;

async function create(actor: TestActor, last_name: string) {
  const answer = await send(app, actor, "POST /contacts", { body: { first_name: "Ana", last_name } });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.data.id as string;
}

/** Everything a caller can find out about which contacts exist: the list, its total, a search, its total. */
async function seenBy(actor: TestActor) {
  const list = await send(app, actor, "GET /contacts");
  const search = await send(app, actor, "GET /contacts", { query: { search: "ana" } });
  const names = (answer: typeof list) => answer.body.data.map((c: { last_name: string }) => c.last_name).sort();
  assert.deepEqual(names(list), names(search));
  assert.equal(list.body.pagination.total, names(list).length);
  assert.equal(search.body.pagination.total, names(list).length);
  return names(list);
}

Deno.test("crm.contacts shows SELF its own rows, GROUP those of its teams and ALL the whole tenant", async () => {
  const tenant = await world.tenant();
  const [north, south] = [await tenant.team(), await tenant.team()];
  const anna = await tenant.actor(self, { teams: [north] });
  const bert = await tenant.actor(self, { teams: [north] });
  const chief = await tenant.actor(group, { teams: [north] });
  const southern = await tenant.actor(group, { teams: [south] });
  const both = await tenant.actor(group, { teams: [north, south] });
  const all = await tenant.actor({ contacts: "rw" });
  await create(anna, "anna");
  await create(bert, "bert");
  await create(southern, "southern");
  await create(all, "teamless");

  assert.deepEqual(await seenBy(anna), ["anna"]);
  assert.deepEqual(await seenBy(bert), ["bert"]);
  assert.deepEqual(await seenBy(chief), ["anna", "bert"]);
  assert.deepEqual(await seenBy(southern), ["southern"]);
  assert.deepEqual(await seenBy(both), ["anna", "bert", "southern"]);
  assert.deepEqual(await seenBy(all), ["anna", "bert", "southern", "teamless"]);
});

Deno.test("crm.contacts answers 404 for a row outside the scope of the caller", async () => {
  const tenant = await world.tenant();
  const [north, south] = [await tenant.team(), await tenant.team()];
  const id = await create(await tenant.actor(self, { teams: [north] }), "anna");
  const others = [
    await tenant.actor(self, { teams: [north] }),
    await tenant.actor(group, { teams: [south] }),
    await tenant.actor(group),
  ];
  for (const actor of others) {
    for (
      const [route, body] of [
        [`GET /contacts/${id}`],
        [`PATCH /contacts/${id}`, { is_vip: true }],
        [`DELETE /contacts/${id}`],
      ] as const
    ) {
      const answer = await send(app, actor, route, { body });
      assert.equal(answer.status, 404, `${route}: ${answer.text}`);
    }
  }
  const chief = await tenant.actor(group, { teams: [north] });
  const patched = await send(app, chief, `PATCH /contacts/${id}`, { body: { is_vip: true } });
  assert.equal(patched.status, 200, patched.text);
});

Deno.test("crm.contacts.create refuses a GROUP writer who is in no team", async () => {
  const actor = await (await world.tenant()).actor(group);
  const answer = await send(app, actor, "POST /contacts", { body: { first_name: "Ana", last_name: "Nowhere" } });
  assert.equal(answer.status, 403, answer.text);
});

Deno.test("crm.contacts lets an API key read the whole tenant and write only with the write scope", async () => {
  const tenant = await world.tenant();
  await create(await tenant.actor(self), "anna");
  const readKey = await tenant.apiKey(["read:contacts"]);
  const writeKey = await tenant.apiKey(["read:contacts", "write:contacts"]);
  const body = { first_name: "Ana", last_name: "machine" };
  const list = await send(app, null, "GET /contacts", { apiKey: readKey });
  assert.equal(list.body.pagination.total, 1, list.text);
  assert.equal((await send(app, null, "POST /contacts", { apiKey: readKey, body })).status, 403);
  const made = await send(app, null, "POST /contacts", { apiKey: writeKey, body });
  assert.equal(made.status, 201, made.text);
  const [row] = await world.db.sql`select owner_user_id from crm.contacts where id = ${made.body.data.id}`;
  assert.equal(row.owner_user_id, null);
});

Deno.test("crm.contacts.list totals equal the rows that exist after simultaneous creations and removals", async () => {
  const tenant = await world.tenant();
  const actors = await Promise.all(
    Array.from({ length: 4 }, () => tenant.actor({ contacts: "rw", "contacts.delete": "rw" })),
  );
  const first = await Promise.all(Array.from({ length: 30 }, (_, i) => create(actors[i % 4], `first ${i}`)));
  // Each removal is tried twice while others create: only one of the two may count.
  await Promise.all([
    ...first.slice(0, 20).flatMap((id, i) => [
      send(app, actors[i % 4], `DELETE /contacts/${id}`),
      send(app, actors[(i + 1) % 4], `DELETE /contacts/${id}`),
    ]),
    ...Array.from({ length: 25 }, (_, i) => create(actors[i % 4], `second ${i}`)),
  ]);
  const list = await send(app, actors[0], "GET /contacts", { query: { limit: 100 } });
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from crm.contacts where tenant_id = ${tenant.id} and deleted_at is null`;
  assert.equal(n, 35);
  assert.equal(list.body.pagination.total, n);
  assert.equal(list.body.data.length, n);
});
