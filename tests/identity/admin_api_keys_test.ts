import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { memberActor, outcome } from "./admin_actors.ts";

const world = await openWorld({ config: { API_KEY_PREFIX: "acme" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const owner = await memberActor(world, tenant, ["owner"]);

async function create(body: Record<string, unknown> = {}, actor = owner) {
  const answer = await send(app, actor, "POST /admin/api-keys", {
    body: { name: "Export", scopes: ["admin:*"], ...body },
  });
  assert.equal(answer.status, 201, answer.text);
  return {
    id: answer.body.data.api_key.id as string,
    key: answer.body.data.key as string,
    shown: answer.body.data.api_key,
  };
}
const use = async (apiKey: string, ip = "203.0.113.7") => {
  const answer = await send(app, null, "GET /admin/users", { apiKey, headers: { "x-forwarded-for": ip } });
  return answer.body.code ?? answer.status;
};
const patch = (id: string, body: unknown) => outcome(owner, `PATCH /admin/api-keys/${id}`, body);

Deno.test("identity.api_keys.create shows the key once, keeps its hash alone and the configured prefix", async () => {
  const { id, key, shown } = await create({ expires_days: 30, ip_allowlist: ["203.0.113.7", "2001:db8::/32"] });
  assert.match(key, /^acme_[0-9a-f]{16}\.[A-Za-z0-9_-]{43}$/);
  assert.deepEqual([shown.prefix, shown.ip_allowlist], [key.split(".")[0], ["203.0.113.7/32", "2001:db8::/32"]]);
  assert.ok(Date.parse(shown.expires_at) > Date.now() + 29.9 * 86_400_000);
  assert.equal(await use(key), 200);
  const listed = await send(app, owner, "GET /admin/api-keys");
  const [row] = await sql`select k::text as row, key_hash from identity.api_keys k where id = ${id}`;
  const events = await sql`select e::text as line from audit.events e where entity_id = ${id}`;
  const secret = key.split(".")[1];
  assert.ok(!listed.text.includes(secret) && !row.row.includes(secret) && !listed.text.includes(row.key_hash));
  assert.ok(events.length > 0 && events.every((e) => !e.line.includes(secret) && !e.line.includes(row.key_hash)));
});

Deno.test("an API key is refused at once when switched off, and for good when revoked", async () => {
  const { id, key } = await create();
  assert.equal(await use(key), 200);
  assert.equal(await patch(id, { is_active: false }), 200);
  assert.equal(await use(key), "API_KEY_INVALID", "although this worker still remembers its limit");
  assert.equal(await patch(id, { is_active: true }), 200);
  assert.equal(await use(key), 200);
  assert.equal(await outcome(owner, `DELETE /admin/api-keys/${id}`), 200);
  assert.equal(await use(key), "API_KEY_INVALID");
  assert.equal(await patch(id, { is_active: true }), "NOT_FOUND");
  assert.equal(await outcome(owner, `POST /admin/api-keys/${id}/rotate`, {}), "NOT_FOUND");
  const actions = await sql`select action from audit.events where entity_id = ${id} order by at, id`;
  assert.deepEqual(actions.map((a) => a.action), [
    "api_key_created",
    "api_key_revoked",
    "api_key_updated",
    "api_key_revoked",
  ]);
});

Deno.test("an API key works inside its networks and until its end", async () => {
  const { id, key } = await create({ ip_allowlist: ["198.51.100.0/24"] });
  assert.equal(await use(key), "IP_NOT_ALLOWED");
  assert.equal(await use(key, "198.51.100.9"), 200);
  await patch(id, { ip_allowlist: [] });
  assert.equal(await use(key), 200);
  await sql`update identity.api_keys set expires_at = now() where id = ${id}`;
  assert.equal(await use(key), "API_KEY_EXPIRED");
  assert.equal(await patch(id, { expires_days: 1 }), 200);
  assert.equal(await use(key), 200);
  assert.equal(await patch(id, { ip_allowlist: ["10.0.0.0/40"] }), "VALIDATION_ERROR");
});

Deno.test("the hourly limit of a key is kept", async () => {
  const { key } = await create({ rate_limit_per_hour: 3 });
  assert.deepEqual([await use(key), await use(key), await use(key), await use(key)], [200, 200, 200, "RATE_LIMIT"]);
});

Deno.test("identity.api_keys.rotate hands the rights to a new key; the old one ends at once or after the overlap", async () => {
  const first = await create({ name: "Rotated", rate_limit_per_hour: 77, ip_allowlist: ["203.0.113.0/24"] });
  const rotate = (id: string, body?: unknown) => send(app, owner, `POST /admin/api-keys/${id}/rotate`, { body });
  const second = (await rotate(first.id, { overlap_seconds: 3600 })).body.data;
  const { name, scopes, rate_limit_per_hour, ip_allowlist } = second.api_key;
  assert.deepEqual([name, scopes, rate_limit_per_hour, ip_allowlist], ["Rotated", ["admin:*"], 77, ["203.0.113.0/24"]]);
  assert.deepEqual([await use(first.key), await use(second.key)], [200, 200]);
  await sql`update identity.api_keys set expires_at = now() where id = ${first.id}`;
  assert.equal(await use(first.key), "API_KEY_EXPIRED");
  const racing = await Promise.all([rotate(second.api_key.id), rotate(second.api_key.id)]);
  assert.deepEqual(racing.map((a) => a.status).sort(), [201, 409], "a key has one successor");
  const third = racing.find((a) => a.status === 201)!.body.data;
  assert.deepEqual([await use(second.key), await use(third.key)], ["API_KEY_INVALID", 200]);
});

Deno.test("a key carries nothing its maker does not hold, and scopes name what a machine may have", async () => {
  const clerk = await tenant.actor({ "admin.api-keys": "rw", contacts: "r" });
  const make = (scopes: string[], actor: typeof clerk = clerk) =>
    outcome(actor, "POST /admin/api-keys", { name: "k", scopes });
  assert.equal(await make(["read:contacts"]), 201);
  for (const scope of ["write:contacts", "read:invoices", "read:*", "admin:*"]) {
    assert.equal(await make([scope]), "AUTHORIZATION_ERROR", scope);
  }
  assert.equal(await make(["*"]), "ROLE_ACCESS_DENIED");
  assert.equal(await make(["*"], owner), 201);
  assert.equal(await make(["read:nothing"], owner), "UNKNOWN_PERMISSION");
  for (const scope of ["read:admin.users", "write:finance.approve", "everything", "admin:users"]) {
    assert.equal(await make([scope], owner), "VALIDATION_ERROR", scope);
  }
  const strong = await create({ scopes: ["*"] });
  assert.equal(
    await outcome(clerk, `PATCH /admin/api-keys/${strong.id}`, { is_active: false }),
    200,
    "anybody may stop one",
  );
  assert.equal(await outcome(clerk, `PATCH /admin/api-keys/${strong.id}`, { is_active: true }), "AUTHORIZATION_ERROR");
  assert.equal(await outcome(clerk, `POST /admin/api-keys/${strong.id}/rotate`, {}), "ROLE_ACCESS_DENIED");
});
