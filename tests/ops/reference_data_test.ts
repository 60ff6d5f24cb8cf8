import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { loadHolidayCalendar } from "../../shared/calendar/calendar_queries.ts";
import { dueDate } from "../../shared/calendar/working_days.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const entered = { name: "Pont", date: "2026-05-15", country: "FR" };
const listed = async (actor: TestActor, query: Record<string, string | number> = {}) => {
  const { status, body } = await send(app, actor, "GET /holidays", { query });
  assert.equal(status, 200);
  return body.data as { id: string | null; name: string; date: string; country: string; source: string }[];
};

/** Runs work as a person, as the functions do. */
async function as<T>(tenant: TestTenant, actor: TestActor, work: (tx: typeof sql) => Promise<T>): Promise<T> {
  return await sql.begin(async (tx) => {
    const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
    await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
    return await work(tx as unknown as typeof sql);
  }) as T;
}

Deno.test("ops.country_codes.list gives every country of ISO 3166-1 once, by name, to anybody signed in", async () => {
  const actor = await (await world.tenant()).actor({});
  const { body } = await send(app, actor, "GET /country-codes");
  assert.equal(body.data.length, 249);
  for (const key of ["alpha2_code", "alpha3_code", "numeric_code"]) {
    assert.equal(new Set(body.data.map((one: Record<string, string>) => one[key])).size, 249, key);
  }
  const names: string[] = body.data.map((one: { country: string }) => one.country);
  assert.deepEqual([names[0], names.at(-1)], ["Afghanistan", "Zimbabwe"]);
  assert.ok(names.indexOf("Åland Islands") < names.indexOf("Albania"), "accents do not decide the order");
  assert.deepEqual(body.data.find((one: { alpha2_code: string }) => one.alpha2_code === "CH"), {
    country: "Switzerland",
    country_idn: "Schweiz",
    alpha2_code: "CH",
    alpha3_code: "CHE",
    numeric_code: "756",
    names: { fr: "Suisse", en: "Switzerland", de: "Schweiz", it: "Svizzera" },
    calling_code: "41",
    currency: "CHF",
  });
  // Names as CLDR has them in this runtime, whose edition may differ in a few.
  const english = new Intl.DisplayNames(["en"], { type: "region" });
  const same = body.data.filter((one: { alpha2_code: string; country: string }) =>
    english.of(one.alpha2_code) === one.country
  );
  assert.ok(same.length > 240, String(same.length));
});

Deno.test("ops.country_codes.list searches names in any language and the code of three letters, taking signs as themselves", async () => {
  const actor = await (await world.tenant()).actor({});
  const found = async (search: string) =>
    (await send(app, actor, "GET /country-codes", { query: { search } })).body.data.map((
      one: { alpha3_code: string },
    ) => one.alpha3_code);
  assert.deepEqual(await found("suisse"), ["CHE"]);
  assert.deepEqual(await found("idn"), ["IDN"]);
  assert.deepEqual(await found("Hrvat"), ["HRV"]);
  assert.deepEqual(await found("%"), []);
  assert.deepEqual(await found("_"), []);
});

Deno.test("ops.holidays.list shows the calendar of the organisation's country around this year, in its language", async () => {
  const actor = await (await world.tenant({ country: "FR" })).actor({});
  const all = await listed(actor);
  const year = new Date().getUTCFullYear();
  assert.equal(new Set(all.map((one) => one.date.slice(0, 4))).size, 4);
  assert.ok(
    all.some((one) => one.date === `${year}-07-14` && one.name === "Fête nationale" && one.source === "calendar"),
  );
  assert.deepEqual(all.map((one) => one.date), all.map((one) => one.date).toSorted());
  const swiss = await listed(actor, { country: "CHE", year: 2026 });
  assert.deepEqual([swiss.length, swiss.every((one) => one.country === "CH" && one.id === null)], [8, true]);
  assert.deepEqual((await listed(actor, { year: 2026, search: "paques" })).map((one) => one.date), ["2026-04-06"]);
  assert.deepEqual(await listed(actor, { country: "ID", year: 2026 }), []);
});

Deno.test("ops.holidays.create puts a day above the calendar, for this organisation alone, and tells whether it is a weekend", async () => {
  const tenant = await world.tenant();
  const manager = await tenant.actor({ holidays: "rw" });
  const colleague = await tenant.actor({});
  const stranger = await (await world.tenant()).actor({ holidays: "rw" });
  const answer = await send(app, manager, "POST /holidays", { body: { ...entered, country: "fra" } });
  const { id, created_at, updated_at, ...shown } = answer.body.data;
  assert.ok(answer.status === 201 && id && created_at && updated_at);
  const rest = { description: "", is_weekend: false, is_working_day: false, source: "own" };
  assert.deepEqual(shown, { ...entered, ...rest });
  const renamed = { name: "Ascension au garage", date: "2026-05-14", country: "FR" };
  await send(app, manager, "POST /holidays", { body: renamed });
  const saturday = await send(app, manager, "POST /holidays", { body: { ...entered, date: "2026-05-16" } });
  assert.equal(saturday.body.data.is_weekend, true);
  const of = async (actor: TestActor) =>
    (await listed(actor, { year: 2026 })).filter(({ date }) => /05-1[4-6]/.test(date)).map((one) => one.name);
  assert.deepEqual(await of(colleague), ["Ascension au garage", "Pont", "Pont"]);
  assert.deepEqual(await of(stranger), ["Ascension"]);
});

Deno.test("ops.holidays.create refuses a day twice, a country nobody has, and callers who may not", async () => {
  const tenant = await world.tenant();
  const manager = await tenant.actor({ holidays: "rw" });
  const create = (body: unknown) => send(app, manager, "POST /holidays", { body });
  const [one, two] = await Promise.all([create(entered), create({ ...entered, country: "FRA" })]);
  assert.deepEqual([one.status, two.status].sort(), [201, 409]);
  assert.equal((one.status === 409 ? one : two).body.code, "HOLIDAY_EXISTS");
  assert.equal((await create({ ...entered, country: "CH" })).status, 201, "another country may have the day");
  const unknown = await create({ ...entered, country: "XX" });
  assert.deepEqual([unknown.status, unknown.body.code], [400, "HOLIDAY_COUNTRY_UNKNOWN"]);
  assert.equal((await create({ ...entered, date: "2026-02-30" })).body.details[0].field, "date");
  assert.equal((await create({ ...entered, name: "x".repeat(51) })).body.details[0].field, "name");
  const reader = await tenant.actor({ holidays: "r", settings: "rw" });
  assert.equal((await send(app, reader, "POST /holidays", { body: entered })).status, 403);
});

Deno.test("ops.holidays.update changes what it names alone, and ops.holidays.remove brings the calendar back", async () => {
  const tenant = await world.tenant();
  const manager = await tenant.actor({ holidays: "rw" });
  const { body } = await send(app, manager, "POST /holidays", { body: { ...entered, description: "fermé" } });
  const route = `/holidays/${body.data.id}`;
  const changed = await send(app, manager, `PATCH ${route}`, { body: { date: "2026-05-14", is_working_day: true } });
  const { date, name, description, is_working_day } = changed.body.data;
  assert.deepEqual([date, name, description, is_working_day], ["2026-05-14", "Pont", "fermé", true]);
  assert.equal((await send(app, manager, `PATCH ${route}`, { body: { country: "CHE" } })).body.data.country, "CH");
  assert.equal((await send(app, manager, `PATCH ${route}`, { body: { country: "XX" } })).status, 400);
  assert.equal((await send(app, manager, `PATCH ${route}`, { body: {} })).status, 200);
  await send(app, manager, `PATCH ${route}`, { body: { country: "FR" } });
  assert.equal((await send(app, manager, `DELETE ${route}`)).status, 204);
  assert.equal((await send(app, manager, `DELETE ${route}`)).status, 404);
  assert.equal((await listed(manager, { year: 2026 })).find((one) => one.date === "2026-05-14")!.name, "Ascension");
});

Deno.test("due dates are counted by the holidays of the organisation and of the country it keeps to", async () => {
  const tenant = await world.tenant({ country: "FR" });
  const actor = await tenant.actor({});
  const due = () =>
    as(tenant, actor, async (tx) => dueDate("2026-05-13", 3, true, await loadHolidayCalendar(tx as never)));
  assert.equal(await due(), "2026-05-19");
  const own = (date: string, is_working_day: boolean) =>
    sql`insert into ops.holidays (tenant_id, name, date, country, is_working_day)
      values (${tenant.id}, 'x', ${date}, 'FR', ${is_working_day})`;
  await own("2026-05-15", false);
  assert.equal(await due(), "2026-05-20");
  await own("2026-05-14", true);
  assert.equal(await due(), "2026-05-19");
  await sql`insert into ops.settings (tenant_id, name, value) values (${tenant.id}, 'HOLIDAY_COUNTRY', 'id')`;
  assert.equal(await due(), "2026-05-18", "none in the calendar of Indonesia");
  await sql`update ops.settings set value = 'nowhere' where tenant_id = ${tenant.id}`;
  assert.equal(await due(), "2026-05-19", "what is no country counts as none");
});
