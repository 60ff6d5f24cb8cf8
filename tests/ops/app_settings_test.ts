import assert from "node:assert/strict";
import fc from "fast-check";
import { app } from "../../functions/ops/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { KNOWN_SETTINGS, type SettingType } from "../../shared/settings/known_settings.ts";
import { effectiveSetting, isSecretName, settingValue, wrongValue } from "../../shared/settings/settings_rules.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, testConfig } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const PATH = "/server-management/app-settings";
const owner = async (country = "CH") => {
  const tenant = await world.tenant({ name: "Garage du Lac", country });
  return { tenant, owner: await tenant.actor({ settings: "rw" }) };
};
const create = (actor: TestActor, body: unknown) => send(app, actor, `POST ${PATH}`, { body });
const change = (actor: TestActor, name: string, body: unknown) => send(app, actor, `PATCH ${PATH}/${name}`, { body });
const item = async (actor: TestActor, name: string) => {
  const { body } = await send(app, actor, `GET ${PATH}`);
  return body.data.items.find((one: { name: string }) => one.name === name);
};

async function withPlatform(settings: Record<string, string>, work: () => Promise<void>, more = {}) {
  const other = createRuntime(testConfig(world.db.url, { PLATFORM_SETTINGS: JSON.stringify(settings), ...more }), {
    log: () => {},
    pool: world.runtime.pool,
  });
  useRuntime(other);
  try {
    await work();
  } finally {
    useRuntime(world.runtime);
    await other.close();
  }
}

Deno.test("ops.app_settings.list gives every known setting with what counts: built in, below the organisation, the environment, its own", async () => {
  const { owner: actor } = await owner();
  const { body } = await send(app, actor, `GET ${PATH}`);
  const names = body.data.items.map((one: { name: string }) => one.name);
  assert.deepEqual(names, KNOWN_SETTINGS.map(({ name }) => name), "by name, as the list is kept");
  const what = async (name: string) => {
    const { value, effectiveValue, defaultValue, source, isOverridden } = await item(actor, name);
    return [value, effectiveValue, defaultValue, source, isOverridden];
  };
  assert.deepEqual(await what("DATE_FORMAT"), [null, "dd-MM-yyyy", "dd-MM-yyyy", "hardcoded", false]);
  assert.deepEqual(await what("TITLE"), [null, "Garage du Lac", "Garage du Lac", "config", false]);
  await withPlatform({ DATE_FORMAT: "yyyy", TITLE: "Everywhere" }, async () => {
    assert.deepEqual(await what("DATE_FORMAT"), [null, "yyyy", "yyyy", "env", false]);
    assert.deepEqual(await what("TITLE"), [null, "Everywhere", "Everywhere", "env", false]);
    await create(actor, { name: "DATE_FORMAT", value: "MM" });
    assert.deepEqual(await what("DATE_FORMAT"), ["MM", "MM", "yyyy", "database", true]);
  });
});

Deno.test("ops.app_settings.create keeps an override once, with who made it, and one of one's own", async () => {
  const { tenant, owner: actor } = await owner();
  const made = await create(actor, { name: "AI_TIMEOUT_SECONDS", value: 90 });
  const { updatedAt, description, ...shown } = made.body.data;
  assert.ok(made.status === 201 && updatedAt && description.length > 0);
  assert.deepEqual(shown, {
    name: "AI_TIMEOUT_SECONDS",
    value: "90",
    effectiveValue: "90",
    defaultValue: "120",
    scope: "backend",
    source: "database",
    updatedById: actor.userId,
    isOverridden: true,
  });
  const again = await Promise.all([1, 2, 3].map((value) => create(actor, { name: "HELP_LINK", value, scope: "both" })));
  assert.deepEqual(again.map((one) => one.status).sort(), [201, 409, 409]);
  assert.equal(again.find((one) => one.status === 409)!.body.code, "SETTING_NAME_TAKEN");
  assert.equal((await item(actor, "HELP_LINK")).defaultValue, null);
  const stranger = (await owner()).owner;
  assert.equal(await item(stranger, "HELP_LINK"), undefined);
  assert.equal((await change(stranger, "HELP_LINK", { value: "x" })).status, 404);
  const reader = await tenant.actor({ settings: "r" });
  assert.equal((await send(app, reader, `GET ${PATH}`)).status, 403);
});

Deno.test("ops.app_settings.create refuses the wrong type by name of the field, a secret for browsers, a name in lower case", async () => {
  const { owner: actor } = await owner();
  for (const [name, value] of [["AI_TIMEOUT_SECONDS", "soon"], ["AI_PROVIDER_ORDER", "[1]"], ["USE_OVERLAY_MENU", 3]]) {
    const { status, body } = await create(actor, { name, value });
    assert.deepEqual([status, body.code, body.details[0].field], [400, "VALIDATION_ERROR", "value"], String(name));
  }
  const secret = await create(actor, { name: "MAIL_TOKEN", value: "t", scope: "frontend" });
  assert.deepEqual([secret.status, secret.body.code], [400, "SETTING_SECRET_SHOWN"]);
  assert.equal((await create(actor, { name: "lower", value: "t" })).body.details[0].field, "name");
  assert.equal((await create(actor, { name: "LONG", value: "x".repeat(20_001) })).status, 400);
});

Deno.test("values of secrets are shown to nobody, stored as they are, and cannot be moved to browsers", async () => {
  const { tenant, owner: actor } = await owner();
  const made = await create(actor, { name: "MAIL_API_KEY", value: "sk_live_1" });
  assert.equal(made.body.data.value, "***");
  const changed = await change(actor, "MAIL_API_KEY", { value: "sk_live_2" });
  const listed = await send(app, actor, `GET ${PATH}`);
  assert.ok(![made, changed, listed].some(({ text }) => text.includes("sk_live")));
  assert.equal((await change(actor, "MAIL_API_KEY", { value: "x", scope: "both" })).body.code, "SETTING_SECRET_SHOWN");
  const [{ value }] = await world.db.sql`select value from ops.settings where tenant_id = ${tenant.id}`;
  assert.equal(value, "sk_live_2");
});

Deno.test("ops.app_settings.update changes what it names, makes the override of a known setting, and null removes it", async () => {
  const { owner: actor } = await owner();
  const made = await change(actor, "DATE_FORMAT", { value: "yyyy", description: "as in Sweden" });
  assert.deepEqual([made.status, made.body.data.effectiveValue, made.body.data.setting.scope], [200, "yyyy", "both"]);
  const scoped = await change(actor, "DATE_FORMAT", { value: "yy", scope: "frontend" });
  assert.deepEqual([scoped.body.data.setting.description, scoped.body.data.setting.scope], [
    "as in Sweden",
    "frontend",
  ]);
  const removed = await change(actor, "DATE_FORMAT", { value: null });
  assert.equal(removed.body.data.effectiveValue, "dd-MM-yyyy");
  assert.equal(removed.body.data.setting.isOverridden, false);
  assert.equal((await change(actor, "IMPORT_WORKERS", { value: 1.5 })).status, 400);
  assert.equal((await change(actor, "NOT_THERE", { value: "x" })).status, 404);
});

Deno.test("ops.app_settings.remove takes an override back; of a setting of one's own nothing is left", async () => {
  const { owner: actor } = await owner();
  await create(actor, { name: "HELP_LINK", value: "/help" });
  const { body } = await send(app, actor, `DELETE ${PATH}/HELP_LINK`);
  assert.deepEqual(body.data, { name: "HELP_LINK", effectiveValue: null, setting: null });
  assert.equal((await send(app, actor, `DELETE ${PATH}/HELP_LINK`)).status, 404);
  assert.equal((await send(app, actor, `DELETE ${PATH}/TITLE`)).body.data.effectiveValue, "Garage du Lac");
});

Deno.test("ops.ui_settings are the setting browsers read, and take nothing but a truth value", async () => {
  const { tenant, owner: actor } = await owner();
  const path = "/server-management/ui-settings";
  const before = await send(app, actor, `GET ${path}`);
  assert.deepEqual(before.body.data, { ok: true, useOverlayMenu: false, updatedAt: null, updatedBy: null });
  const { body } = await send(app, actor, `PATCH ${path}`, { body: { use_overlay_menu: true } });
  assert.deepEqual([body.data.useOverlayMenu, body.data.updatedBy], [true, actor.userId]);
  assert.equal((await send(app, actor, `GET ${path}`)).body.data.useOverlayMenu, true);
  const [{ subdomain }] = await world.db.sql`select subdomain from identity.tenants where id = ${tenant.id}`;
  const config = await app.fetch(new Request(`http://${subdomain}.localhost/api/app-config`));
  assert.equal((await config.json()).useOverlayMenu, true);
  const wrong = await send(app, actor, `PATCH ${path}`, { body: { use_overlay_menu: "yes" } });
  assert.deepEqual([wrong.status, wrong.body.details[0].field], [400, "use_overlay_menu"]);
});

Deno.test("ops.app_config.get shows what the deployment sets, mock login as it is, and lets no organisation say otherwise", async () => {
  const { tenant } = await owner();
  await world.db.sql`
    insert into ops.settings (tenant_id, name, value, scope) values (${tenant.id}, 'MOCK_AUTH_ENABLED', 'true', 'both')`;
  const [{ subdomain }] = await world.db.sql`select subdomain from identity.tenants where id = ${tenant.id}`;
  const read = async () => await (await app.fetch(new Request(`http://${subdomain}.localhost/api/app-config`))).json();
  const platform = { FCM_VAPID_PUBLIC_KEY: "BPub", AI_MODEL: "small", DATE_FORMAT: "yyyy" };
  await withPlatform(platform, async () => {
    const config = await read();
    assert.deepEqual([config.fcmVapidPublicKey, config.dateFormat, config.MOCK_AUTH_ENABLED], ["BPub", "yyyy", false]);
    assert.ok(!("AI_MODEL" in config), "nothing of the backend");
  });
  await withPlatform({}, async () => {
    assert.equal((await read()).MOCK_AUTH_ENABLED, true);
  }, { MOCK_LOGIN_EMAIL: "a@example.com" });
});

Deno.test("the table of known settings is sound: sorted, of its own types, and no secret for browsers", () => {
  const names = KNOWN_SETTINGS.map(({ name }) => name);
  assert.deepEqual(names, names.toSorted());
  for (const { name, value, scope } of KNOWN_SETTINGS) {
    assert.equal(wrongValue(name, value), undefined, name);
    assert.ok(scope === "backend" || !isSecretName(name), name);
  }
});

Deno.test("effectiveSetting takes the strongest layer that says anything, and the next one without the override", () => {
  const layer = fc.option(fc.constantFrom("a", "b", "c", ""), { nil: undefined });
  fc.assert(fc.property(layer, layer, layer, (organisation, environment, stored) => {
    const as = (value?: string): Record<string, string> => (value === undefined ? {} : { TITLE: value });
    const found = effectiveSetting("TITLE", {
      organisation: as(organisation),
      environment: as(environment),
      stored: as(stored),
    });
    const expected = [stored, environment, organisation, "Comptoir"].find((value) => value !== undefined);
    assert.equal(found.value, expected);
    assert.equal(found.fallback, environment ?? organisation ?? "Comptoir");
    assert.equal(found.source === "database", stored !== undefined);
  }));
  assert.deepEqual(effectiveSetting("NOBODY_KNOWS", {}), { value: null, fallback: null, source: "hardcoded" });
});

Deno.test("settingValue reads a text as its type or refuses it", () => {
  const cases: [SettingType, string, unknown][] = [
    ["int", " 42 ", 42],
    ["int", "4.2", undefined],
    ["int", "", undefined],
    ["float", "0.95", 0.95],
    ["float", "1e9", undefined],
    ["bool", "On", true],
    ["bool", "0", false],
    ["bool", "perhaps", undefined],
    ["list", '["a", "b"]', ["a", "b"]],
    ["list", "a, b,", ["a", "b"]],
    ["list", '["a"', undefined],
    ["list", "[1]", undefined],
    ["string", " kept ", " kept "],
  ];
  for (const [type, text, expected] of cases) assert.deepEqual(settingValue(type, text), expected, `${type} ${text}`);
});
