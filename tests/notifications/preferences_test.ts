import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { prefer } from "./sending.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const DEFAULTS = {
  enabled_channels: ["email", "sms", "push", "in_app"],
  quiet_hours: null,
  category_preferences: {},
  timezone: "Europe/Paris",
  global_unsubscribe: false,
  unsubscribed_templates: [],
  email_override: null,
  phone_override: null,
  push_override: null,
};

Deno.test("notifications.preferences are the defaults until they are changed, key by key, and null goes back", async () => {
  const actor = await (await world.tenant()).actor({ tasks: "r" });
  const first = await send(app, actor, "GET /notifications/preferences");
  assert.deepEqual(first.body.data, DEFAULTS);
  assert.deepEqual(await prefer(actor, {}), DEFAULTS);
  const quiet = { quiet_hours: { start: 22, end: 8 }, timezone: "Europe/Zurich" };
  assert.deepEqual(await prefer(actor, quiet), { ...DEFAULTS, ...quiet });
  const more = { category_preferences: { reminder: true }, phone_override: "+41 79 123 45 67" };
  const changed = { ...DEFAULTS, ...quiet, ...more, phone_override: "+41791234567" };
  assert.deepEqual(await prefer(actor, more), changed);
  assert.deepEqual(await prefer(actor, { quiet_hours: null, timezone: null }), {
    ...changed,
    quiet_hours: null,
    timezone: "Europe/Paris",
  });
  assert.deepEqual(await prefer(actor, { category_preferences: { alert: false } }), {
    ...changed,
    quiet_hours: null,
    timezone: "Europe/Paris",
    category_preferences: { alert: false },
  }, "a key is replaced whole");
});

Deno.test("notifications.preferences.update keeps both of two changes of different keys that race", async () => {
  const actor = await (await world.tenant()).actor({ tasks: "r" });
  await Promise.all([
    prefer(actor, { global_unsubscribe: true }),
    prefer(actor, { timezone: "Europe/Zurich" }),
    prefer(actor, { enabled_channels: ["email"] }),
  ]);
  const { body } = await send(app, actor, "GET /notifications/preferences");
  assert.deepEqual(
    [body.data.global_unsubscribe, body.data.timezone, body.data.enabled_channels],
    [true, "Europe/Zurich", ["email"]],
  );
});

Deno.test("notifications.preferences.update refuses what it does not know and names it", async () => {
  const actor = await (await world.tenant()).actor({ tasks: "r" });
  const bad: [Record<string, unknown>, string][] = [
    [{ enabled_channels: ["pigeon"] }, "enabled_channels.0"],
    [{ category_preferences: { gossip: true } }, "category_preferences"],
    [{ quiet_hours: { start: 24, end: 8 } }, "quiet_hours.start"],
    [{ quiet_hours: { start: 22, end: -1 } }, "quiet_hours.end"],
    [{ quiet_hours: { start: 22 } }, "quiet_hours.end"],
    [{ timezone: "Europe/Atlantis" }, "timezone"],
    [{ email_override: "nobody" }, "email_override"],
    [{ phone_override: "12" }, "phone_override"],
  ];
  for (const [body, field] of bad) {
    const answer = await send(app, actor, "PUT /notifications/preferences", { body });
    assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], JSON.stringify(body));
    assert.ok(answer.body.details[0].field.startsWith(field), answer.text);
  }
  const { body } = await send(app, actor, "GET /notifications/preferences");
  assert.deepEqual(body.data, DEFAULTS, "nothing was kept");
});

Deno.test("notifications.preferences.update answers SECURITY_NOT_DISABLABLE", async () => {
  const actor = await (await world.tenant()).actor({ tasks: "r" });
  const off = { category_preferences: { security: false, alert: false } };
  const answer = await send(app, actor, "PUT /notifications/preferences", { body: off });
  assert.deepEqual([answer.status, answer.body.code], [422, "SECURITY_NOT_DISABLABLE"]);
  assert.deepEqual((await prefer(actor, { category_preferences: { security: true } })).category_preferences, {
    security: true,
  });
});

Deno.test("notifications.preferences are one person's, in one organisation", async () => {
  const tenant = await world.tenant();
  const [one, other] = [await tenant.actor({ "*": "rw" }), await tenant.actor({ "*": "rw" })];
  await prefer(one, { global_unsubscribe: true });
  const { body } = await send(app, other, "GET /notifications/preferences");
  assert.deepEqual(body.data, DEFAULTS);
});
