import assert from "node:assert/strict";
import { app } from "../../functions/crm/app.ts";
import { send } from "../support/app_client.ts";
import { nestedPlans } from "../support/nested_plans.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

type Query = Record<string, string | number | boolean | readonly string[]>;

/** A tenant with these contacts, written past the API in the given order. */
async function book(rows: Record<string, unknown>[]) {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r", vehicles: "r" });
  const { sql } = world.db;
  for (const [i, row] of rows.entries()) {
    const stored = { tenant_id: tenant.id, first_name: "A", created_at: new Date(Date.UTC(2026, 0, 1, 0, i)), ...row };
    await sql`insert into crm.contacts ${sql(stored)}`;
  }
  return actor;
}

async function list(actor: TestActor, query: Query = {}) {
  const answer = await send(app, actor, "GET /contacts", { query });
  assert.equal(answer.status, 200, answer.text);
  const names: string[] = answer.body.data.map((c: { last_name: string }) => c.last_name);
  return { names, pagination: answer.body.pagination, data: answer.body.data };
}

/** The last names found, sorted; checks that the total counts them. */
async function found(actor: TestActor, query: Query) {
  const { names, pagination } = await list(actor, query);
  assert.equal(pagination.total, names.length);
  return names.sort();
}

Deno.test("crm.contacts.list finds fragments of names, email, phone and company in any case", async () => {
  const actor = await book([
    { last_name: "Dupont", first_name: "Marc", email: "marc@garage.example", phone: "+33612345678" },
    { last_name: "Martin", first_name: "Sophie", company_name: "Transport Rhône" },
  ]);
  for (const search of ["mar", "MAR", "Mar"]) assert.deepEqual(await found(actor, { search }), ["Dupont", "Martin"]);
  for (const search of ["garage.ex", "612345", "+3361", "upon", "Marc Dupont"]) {
    assert.deepEqual(await found(actor, { search }), ["Dupont"], search);
  }
  for (const search of ["sophie", "port rh"]) assert.deepEqual(await found(actor, { search }), ["Martin"], search);
  assert.deepEqual(await found(actor, { search: "nobody" }), []);
  assert.deepEqual(await found(actor, { search: "" }), ["Dupont", "Martin"]);
});

Deno.test("crm.contacts.list does not mind accents in the search or in the contact", async () => {
  const actor = await book([
    { last_name: "Éloïse" },
    { last_name: "Eloise" },
    { last_name: "Müller", company_name: "Straßenbau" },
  ]);
  for (const search of ["éloïse", "ELOISE", "Eloïs"]) {
    assert.deepEqual(await found(actor, { search }), ["Eloise", "Éloïse"], search);
  }
  for (const search of ["muller", "MÜLLER", "strassen"]) {
    assert.deepEqual(await found(actor, { search }), ["Müller"], search);
  }
});

Deno.test("crm.contacts.list takes wildcards and backslashes in a search literally", async () => {
  const actor = await book([
    { last_name: "plain", company_name: "100 Vrac" },
    { last_name: "percent", company_name: "100% Vrac" },
    { last_name: "under", email: "a_b@example.fr" },
    { last_name: "other", email: "axb@example.fr" },
    { last_name: "slash", company_name: "C:\\Garage" },
  ]);
  assert.deepEqual(await found(actor, { search: "100%" }), ["percent"]);
  assert.deepEqual(await found(actor, { search: "%" }), ["percent"]);
  assert.deepEqual(await found(actor, { search: "a_b" }), ["under"]);
  assert.deepEqual(await found(actor, { search: "_" }), ["under"]);
  assert.deepEqual(await found(actor, { search: "\\" }), ["slash"]);
  assert.deepEqual(await found(actor, { search: "c:\\gar" }), ["slash"]);
  assert.deepEqual(await found(actor, { search: "' or true --" }), []);
});

Deno.test("crm.contacts.list asks for all tags named, repeated or separated by commas", async () => {
  const actor = await book([
    { last_name: "both", tags: ["vip", "lyon", "x"] },
    { last_name: "one", tags: ["vip"] },
    { last_name: "none" },
  ]);
  assert.deepEqual(await found(actor, { tags: "vip" }), ["both", "one"]);
  assert.deepEqual(await found(actor, { tags: "vip,lyon" }), ["both"]);
  assert.deepEqual(await found(actor, { tags: ["lyon", "vip"] }), ["both"]);
  assert.deepEqual(await found(actor, { tags: "vip,paris" }), []);
  assert.deepEqual(await found(actor, { tags: "VIP" }), []);
});

Deno.test("crm.contacts.list filters VIPs and combines all filters", async () => {
  const actor = await book([
    { last_name: "match", is_vip: true, tags: ["t"], company_name: "Rhône" },
    { last_name: "not vip", tags: ["t"], company_name: "Rhône" },
    { last_name: "no tag", is_vip: true, company_name: "Rhône" },
    { last_name: "gone", is_vip: true, tags: ["t"], company_name: "Rhône", deleted_at: new Date() },
  ]);
  assert.deepEqual(await found(actor, { is_vip: true }), ["match", "no tag"]);
  assert.deepEqual(await found(actor, { is_vip: "false" }), ["not vip"]);
  assert.deepEqual(await found(actor, { is_vip: "1", tags: "t", search: "rhone" }), ["match"]);
});

Deno.test("crm.contacts.list pages newest first, with and without a filter", async () => {
  const actor = await book(Array.from({ length: 45 }, (_, i) => ({ last_name: `c${i}`, is_vip: i % 2 === 0 })));
  const first = await list(actor);
  assert.deepEqual(first.pagination, { page: 1, limit: 20, total: 45, pages: 3, total_pages: 3 });
  assert.deepEqual(first.names, Array.from({ length: 20 }, (_, i) => `c${44 - i}`));
  assert.deepEqual((await list(actor, { page: 3 })).names, ["c4", "c3", "c2", "c1", "c0"]);
  assert.deepEqual((await list(actor, { page: 4 })).names, []);
  const vips = await list(actor, { is_vip: true, limit: 10, page: 3 });
  assert.deepEqual([vips.names, vips.pagination.total, vips.pagination.pages], [["c4", "c2", "c0"], 23, 3]);
  assert.equal((await list(actor, { limit: 1000 })).pagination.limit, 100);
});

Deno.test("crm.contacts.list gives contacts of one instant a stable order over its pages", async () => {
  const at = new Date();
  const actor = await book(Array.from({ length: 9 }, (_, i) => ({ last_name: `c${i}`, created_at: at })));
  const seen: string[] = [];
  for (let page = 1; page <= 3; page++) seen.push(...(await list(actor, { page, limit: 3 })).names);
  assert.equal(new Set(seen).size, 9);
});

Deno.test("crm.contacts.list refuses malformed queries", async () => {
  const actor = await book([]);
  for (
    const query of [
      "page=0",
      "page=x",
      "limit=0",
      "is_vip=maybe",
      `search=${"x".repeat(101)}`,
      `tags=${"x".repeat(51)}`,
    ]
  ) {
    const answer = await send(app, actor, `GET /contacts?${query}`);
    assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], query);
  }
});

Deno.test("crm.contacts.list counts the live vehicles of each contact", async () => {
  const actor = await book([{ last_name: "driver" }]);
  const { sql } = world.db;
  for (const [vin, deleted_at] of [["VF1AAAA1234567890", null], ["VF1AAAA1234567891", new Date()]] as const) {
    const row = { license_plate: "AB-123-CD", make: "Renault", model: "Clio", year: 2020, vin, deleted_at };
    await sql`
      insert into crm.vehicles ${sql({ tenant_id: actor.tenantId, ...row, owner_id: (await list(actor)).data[0].id })}`;
  }
  assert.equal((await list(actor)).data[0].vehicles_count, 1);
});

Deno.test("crm.contacts.list searches by index among twenty thousand contacts, however often it is asked", async () => {
  const tenant = await world.tenant();
  const team = await tenant.team();
  const actor = await tenant.actor({ contacts: "r" }, { teams: [team] });
  await world.db.admin.begin(async (sql) => {
    // Triggers off: twenty thousand audit and outbox rows would say nothing about the search.
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into crm.contacts (
        tenant_id, first_name, last_name, email, phone, company_name, tags, is_vip, team_id, address, custom_fields
      )
      select ${tenant.id}, 'Prénom' || n, md5(n::text), md5(n::text) || '@example.fr', '+336' || lpad(n::text, 8, '0'),
        case when n = 4711 then 'Établissements Quincaillerie' end, case when n % 2000 = 0 then array['rare'] else '{}' end,
        n % 3 = 0, ${team}, jsonb_build_object('street', n || ' avenue des Champs', 'postal_code', '69001', 'city', 'Lyon',
          'country', 'France'),
        jsonb_build_object('source', 'website', 'campaign', md5(n::text || 'campaign'), 'comment', repeat(md5(n::text), 4))
      from generate_series(1, 20000) n`;
    // A small neighbour, so that an average tenant looks small to the planner.
    await sql`
      insert into crm.contacts (tenant_id, first_name, last_name)
      select t.id, 'Small', 'Neighbour' from identity.tenants t`;
  });
  const { sql } = world.db;
  await sql`analyze crm.contacts`;
  for (const scope of ["ALL", "GROUP"] as const) {
    const plansOf = (search: string | null, tags: string[] | null, times: number) =>
      nestedPlans(world.db, actor, { contacts: [scope, null] }, "crm.matching_contacts", [search, tags, null], times);
    for (const times of [1, 12]) {
      assert.match(
        (await plansOf("quincaill", null, times)).at(-1)!,
        /Index Scan on contacts_by_fragment/,
        `${scope} ${times}`,
      );
      assert.match(
        (await plansOf(null, ["rare"], times)).at(-1)!,
        /Index Scan on contacts_by_tag/,
        `${scope} ${times}`,
      );
    }
  }
  assert.deepEqual((await list(actor, { search: "etablissements quin" })).pagination.total, 1);
  assert.deepEqual((await list(actor, { tags: "rare" })).pagination.total, 10);
  const whole = await nestedPlans(world.db, actor, { contacts: ["ALL", null] }, "crm.contact_page", [
    1,
    20,
    null,
    null,
    null,
  ], 12);
  assert.ok(whole.some((plan) => /Index Scan using contacts_newest/.test(plan)), `${whole.at(-1)}`);
  assert.ok(whole.every((plan) => !/Seq Scan on contacts/.test(plan)), "the page reads no whole table");
});
