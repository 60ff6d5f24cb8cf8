import assert from "node:assert/strict";
import { app } from "../../functions/crm/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const person = { first_name: "Marc", last_name: "Dupont" };
const writer = { contacts: "rw", "contacts.delete": "rw" } as const;

async function create(actor: TestActor, body: Record<string, unknown> = {}) {
  const answer = await send(app, actor, "POST /contacts", { body: { ...person, ...body } });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.data;
}

Deno.test("crm.contacts.create stores the contact under the caller's tenant and answers the whole row", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "rw" });
  const answer = await send(app, actor, "POST /contacts", {
    body: {
      ...person,
      email: " Marc.Dupont@Example.FR ",
      phone: "06 12 34 56 78",
      company: "Dupont SARL",
      address: { street: "1 rue Neuve", city: "Lyon", postal_code: "69001" },
      tags: ["vip", "vip"],
      is_vip: true,
      custom_fields: { source: "website" },
    },
  });
  assert.equal(answer.status, 201, answer.text);
  const { id, created_at, updated_at, ...contact } = answer.body.data;
  assert.deepEqual(contact, {
    ...person,
    full_name: "Marc Dupont",
    email: "marc.dupont@example.fr",
    phone: "+33612345678",
    company: "Dupont SARL",
    address: { street: "1 rue Neuve", city: "Lyon", postal_code: "69001", country: "France" },
    tags: ["vip"],
    is_vip: true,
    is_supplier: false,
    active: true,
    custom_fields: { source: "website" },
  });
  assert.equal(created_at, updated_at);
  const [row] = await world.db.sql`select tenant_id, owner_user_id from crm.contacts where id = ${id}`;
  assert.deepEqual({ ...row }, { tenant_id: tenant.id, owner_user_id: actor.userId });
});

Deno.test("crm.contacts.create names every field at fault", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const wrong: [Record<string, unknown>, string][] = [
    [{ first_name: "" }, "first_name"],
    [{ first_name: undefined }, "first_name"],
    [{ last_name: null }, "last_name"],
    [{ last_name: "x".repeat(101) }, "last_name"],
    [{ email: "nobody" }, "email"],
    [{ phone: "not a number" }, "phone"],
    [{ tags: ["x".repeat(51)] }, "tags.0"],
    [{ address: { planet: "Mars" } }, "address.planet"],
    [{ custom_fields: ["a"] }, "custom_fields"],
    [{ custom_fields: { a: "x".repeat(17_000) } }, "custom_fields"],
    [{ owner_user_id: crypto.randomUUID() }, "owner_user_id"],
    [{ tenant_id: crypto.randomUUID() }, "tenant_id"],
  ];
  for (const [body, field] of wrong) {
    const answer = await send(app, actor, "POST /contacts", { body: { ...person, ...body } });
    assert.equal(answer.status, 400, `${field}: ${answer.text}`);
    assert.equal(answer.body.code, "VALIDATION_ERROR");
    assert.deepEqual(answer.body.details.map((d: { field: string }) => d.field), [field]);
  }
});

Deno.test("crm.contacts.create strips markup and folds white space in names", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const contact = await create(actor, { first_name: " <b>Jean</b>  Paul ", company: "A <i>&</i>  B" });
  assert.equal(contact.first_name, "Jean Paul");
  assert.equal(contact.company, "A & B");
});

Deno.test("crm.contacts.create refuses a second active contact with the same email", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(writer);
  const first = await create(actor, { email: "same@example.fr" });
  const second = await send(app, actor, "POST /contacts", { body: { ...person, email: "SAME@example.fr" } });
  assert.equal(second.status, 409, second.text);
  assert.deepEqual([second.body.code, second.body.details], ["CONFLICT", { reason: "duplicate_email" }]);

  await send(app, actor, `DELETE /contacts/${first.id}`);
  const third = await create(actor, { email: "same@example.fr" });
  assert.notEqual(third.id, first.id);

  const elsewhere = await (await world.tenant()).actor(writer);
  await create(elsewhere, { email: "same@example.fr" });
});

Deno.test("crm.contacts.create lets one of sixteen simultaneous callers have an email", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const answers = await Promise.all(Array.from(
    { length: 16 },
    () => send(app, actor, "POST /contacts", { body: { ...person, email: "race@example.fr" } }),
  ));
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, ...Array(15).fill(409)]);
});

Deno.test("crm.contacts.create answers a repeated Idempotency-Key with the first contact", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const sent = { body: person, headers: { "idempotency-key": "create-1" } };
  const [one, two] = await Promise.all([
    send(app, actor, "POST /contacts", sent),
    send(app, actor, "POST /contacts", sent),
  ]);
  assert.deepEqual([one.status, two.status], [201, 201]);
  assert.equal(one.body.data.id, two.body.data.id);
  const [{ n }] = await world.db.sql`select count(*)::int as n from crm.contacts where tenant_id = ${actor.tenantId}`;
  assert.equal(n, 1);
  const other = await send(app, actor, "POST /contacts", { ...sent, body: { ...person, last_name: "Other" } });
  assert.equal(other.body.code, "IDEMPOTENCY_MISMATCH");
});

Deno.test("crm.contacts.update keeps what is absent, clears what is null and replaces tags", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const before = await create(actor, {
    email: "a@example.fr",
    phone: "+33612345678",
    company: "Dupont SARL",
    address: { city: "Lyon" },
    tags: ["one", "two"],
    is_vip: true,
  });
  const answer = await send(app, actor, `PATCH /contacts/${before.id}`, {
    body: { phone: null, company: null, address: null, tags: ["three"] },
  });
  assert.equal(answer.status, 200, answer.text);
  const after = answer.body.data;
  assert.deepEqual(
    [after.phone, after.company, after.address, after.tags, after.email, after.is_vip],
    [null, null, null, ["three"], "a@example.fr", true],
  );
  assert.ok(after.updated_at > before.updated_at);
  for (const field of ["first_name", "last_name", "tags", "is_vip", "custom_fields"]) {
    const refused = await send(app, actor, `PATCH /contacts/${before.id}`, { body: { [field]: null } });
    assert.equal(refused.status, 400, `${field} must not be cleared: ${refused.text}`);
  }
  assert.equal((await send(app, actor, `PATCH /contacts/${before.id}`, { body: {} })).status, 400);
});

Deno.test("crm.contacts.update merges custom fields key by key and keeps them within 16 kB", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const { id } = await create(actor, { custom_fields: { source: "website", score: 1, nested: { a: 1 } } });
  const patch = (custom_fields: unknown, rest = {}) =>
    send(app, actor, `PATCH /contacts/${id}`, { body: { custom_fields, ...rest } });
  const merged = await patch({ score: 2, nested: { b: 2 } }, { is_vip: true });
  assert.deepEqual(merged.body.data.custom_fields, { source: "website", score: 2, nested: { b: 2 } });
  assert.equal(merged.body.data.is_vip, true);
  assert.deepEqual((await patch({ only: true })).body.data.custom_fields, {
    source: "website",
    score: 2,
    nested: { b: 2 },
    only: true,
  });

  assert.equal((await patch({ first: "x".repeat(9_000) })).status, 200);
  const tooMuch = await patch({ second: "x".repeat(9_000) });
  assert.equal(tooMuch.status, 400);
  assert.equal(tooMuch.body.code, "VALIDATION_ERROR");
  // Many short numbers take far more room in jsonb than on the wire: the limit is about what the caller sends.
  const numbers = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`k${i}`, i]));
  const many = await create(actor, { custom_fields: numbers });
  assert.deepEqual(many.custom_fields, numbers);
});

Deno.test("crm.contacts.update refuses the email of another active contact", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const taken = await create(actor, { email: "taken@example.fr" });
  const mine = await create(actor, { email: "mine@example.fr" });
  const patch = (email: string) => send(app, actor, `PATCH /contacts/${mine.id}`, { body: { email } });
  const refused = await patch("Taken@example.fr");
  assert.equal(refused.status, 409);
  assert.equal(refused.body.details.reason, "duplicate_email");
  assert.equal((await patch("mine@example.fr")).status, 200);
  await send(app, actor, `DELETE /contacts/${taken.id}`);
  assert.equal((await patch("taken@example.fr")).status, 200);
});

Deno.test("crm.contacts.archive hides the contact everywhere, keeps the row and answers 404 the second time", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const { id } = await create(actor, { email: "gone@example.fr" });
  const gone = await send(app, actor, `DELETE /contacts/${id}`);
  assert.equal(gone.status, 200, gone.text);
  assert.equal(gone.body.success, true);
  assert.ok(gone.body.message);
  assert.ok(!Number.isNaN(Date.parse(gone.body.deleted_at)));
  for (
    const [route, body] of [
      [`GET /contacts/${id}`],
      [`DELETE /contacts/${id}`],
      [`PATCH /contacts/${id}`, { is_vip: true }],
    ] as const
  ) assert.equal((await send(app, actor, route, { body })).status, 404, route);
  const list = await send(app, actor, "GET /contacts");
  assert.deepEqual([list.body.data, list.body.pagination.total], [[], 0]);
  const search = await send(app, actor, "GET /contacts", { query: { search: "gone" } });
  assert.deepEqual([search.body.data, search.body.pagination.total], [[], 0]);
  const [row] = await world.db.sql`select deleted_at is not null as kept from crm.contacts where id = ${id}`;
  assert.equal(row.kept, true);
});

Deno.test("crm.contacts.archive succeeds once under simultaneous callers", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const { id } = await create(actor);
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(app, actor, `DELETE /contacts/${id}`)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, ...Array(7).fill(404)]);
});

Deno.test("crm.contacts writes leave an audit event and an outbox event each", async () => {
  const actor = await (await world.tenant()).actor(writer);
  const { id } = await create(actor);
  await send(app, actor, `PATCH /contacts/${id}`, { body: { is_vip: true } });
  await send(app, actor, `DELETE /contacts/${id}`);
  const { sql } = world.db;
  const audit = await sql`select action, category, actor_id from audit.events where entity_id = ${id} order by at, id`;
  assert.deepEqual(audit.map((a) => [a.action, a.category, a.actor_id]), [
    ["contact.created", "data_modification", actor.userId],
    ["contact.updated", "data_modification", actor.userId],
    ["contact.deleted", "data_deletion", actor.userId],
  ]);
  const events = await sql`select type from app.events where entity_id = ${id} order by id`;
  assert.deepEqual(events.map((e) => e.type), ["contact.created", "contact.updated", "contact.deleted"]);
});

Deno.test("crm.contacts demands the permission before it looks at rows", async () => {
  const tenant = await world.tenant();
  const { id } = await create(await tenant.actor(writer));
  const reader = await tenant.actor({ contacts: "r" });
  const editor = await tenant.actor({ contacts: "rw" });
  const stranger = await tenant.actor({ invoices: "rw" });
  const status = async (actor: TestActor | null, route: string, body?: unknown) =>
    (await send(app, actor, route, { body })).status;
  assert.equal(await status(null, "GET /contacts"), 401);
  for (const route of ["GET /contacts", `GET /contacts/${id}`, "POST /contacts", `DELETE /contacts/${id}`]) {
    assert.equal(await status(stranger, route, route.startsWith("POST") ? person : undefined), 403, route);
  }
  assert.equal(await status(reader, "POST /contacts", person), 403);
  assert.equal(await status(reader, `PATCH /contacts/${id}`, { is_vip: true }), 403);
  assert.equal(await status(editor, `DELETE /contacts/${id}`), 403);
  assert.equal(await status(editor, `DELETE /contacts/${crypto.randomUUID()}`), 403);
});

Deno.test("crm.contacts answers another tenant's contact exactly as one that never was", async () => {
  const { id } = await create(await (await world.tenant()).actor(writer));
  const stranger = await (await world.tenant()).actor(writer);
  for (const method of ["GET", "PATCH", "DELETE"]) {
    const body = method === "PATCH" ? { is_vip: true } : undefined;
    const headers = { "x-request-id": "same" };
    const foreign = await send(app, stranger, `${method} /contacts/${id}`, { body, headers });
    const missing = await send(app, stranger, `${method} /contacts/${crypto.randomUUID()}`, { body, headers });
    assert.equal(foreign.status, 404, `${method}: ${foreign.text}`);
    assert.equal(foreign.text, missing.text);
  }
  const [row] = await world.db.sql`select is_vip, deleted_at from crm.contacts where id = ${id}`;
  assert.deepEqual({ ...row }, { is_vip: false, deleted_at: null });
});
