import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { useRuntime } from "../../shared/http/runtime.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { configuredChannels } from "../../shared/notifications/configured_channels.ts";
import { ChannelError } from "../../shared/providers/messaging/message_channel.ts";
import { generateVapidKeys } from "../../shared/providers/messaging/web_push_encryption.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { send } from "../support/app_client.ts";
import { startMessageStandIn } from "../support/message_stand_in.ts";
import { openReceiver, type PushReceiver } from "../support/push_receiver.ts";
import { openWorld, type TestActor, testConfig } from "../support/world.ts";

const standIn = startMessageStandIn();
const { publicKey, privateKey } = await generateVapidKeys();
const world = await openWorld({
  config: { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: "mailto:ops@example.com" },
});
Deno.test.afterAll(async () => {
  await standIn.close();
  await world.close();
});

interface Device extends PushReceiver {
  path: string;
  token: string;
}

let made = 0;
async function newDevice(): Promise<Device> {
  const receiver = await openReceiver();
  const path = `/push/device-${++made}`;
  return { ...receiver, path, token: JSON.stringify({ endpoint: standIn.origin + path, keys: receiver.keys }) };
}

const register = (actor: TestActor, token: string, more: Record<string, unknown> = {}) =>
  send(app, actor, "POST /push-notifications/register", { body: { token, ...more } });

async function withDevices(actor: TestActor, count: number): Promise<Device[]> {
  const devices = await Promise.all(Array.from({ length: count }, newDevice));
  for (const { token } of devices) assert.equal((await register(actor, token)).status, 201);
  return devices;
}

const own = async (actor: TestActor) =>
  (await send(app, actor, "GET /push-notifications/subscriptions")).body.subscriptions;

Deno.test("push.register answers 201 for a new device and 200 for a known one, which comes back to life", async () => {
  const actor = await (await world.tenant()).actor({});
  const { token } = await newDevice();
  const first = await register(actor, token, { device_label: "Firefox" });
  assert.equal(first.status, 201);
  assert.equal(first.body.created, true);
  assert.equal((await send(app, actor, "POST /push-notifications/unregister", { body: { token } })).body.updated, 1);
  assert.equal((await send(app, actor, "POST /push-notifications/unregister", { body: { token } })).body.updated, 0);
  assert.equal((await own(actor))[0].is_active, false);
  const again = await register(actor, token);
  assert.equal(again.status, 200);
  assert.equal(again.body.created, false);
  const [subscription] = await own(actor);
  assert.equal(subscription.is_active, true);
  assert.equal(subscription.device_label, "Firefox");
  assert.equal(subscription.id, first.body.subscription.id);
  assert.ok(!JSON.stringify(first.body).includes(JSON.parse(token).keys.auth), "the secret of the device stays here");
});

Deno.test("push.register moves a device to whoever is signed in on it, within the organisation alone", async () => {
  const tenant = await world.tenant();
  const [anna, bruno] = [await tenant.actor({}), await tenant.actor({})];
  const stranger = await (await world.tenant()).actor({});
  const { token } = await newDevice();
  await register(anna, token);
  assert.equal((await register(stranger, token)).status, 201, "another organisation has its own");
  assert.equal((await register(bruno, token)).status, 200);
  assert.deepEqual((await own(anna)).length, 0);
  assert.deepEqual((await own(bruno)).length, 1);
  assert.deepEqual((await own(stranger)).length, 1);
  const gone = await send(app, anna, "POST /push-notifications/unregister", { body: { token } });
  assert.equal(gone.body.updated, 0, "it is no longer hers");
});

Deno.test("push.register gives a device to one of two who register it at once", async () => {
  const tenant = await world.tenant();
  const actors = [await tenant.actor({}), await tenant.actor({})];
  const { token } = await newDevice();
  const answers = await Promise.all(actors.flatMap((actor) => [register(actor, token), register(actor, token)]));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 201]);
  const owned = await Promise.all(actors.map(own));
  assert.equal(owned.flat().length, 1);
});

Deno.test("push.register names the token when it cannot be used", async () => {
  const actor = await (await world.tenant()).actor({});
  const { keys } = await openReceiver();
  for (
    const token of [
      "",
      "a token with spaces",
      "x".repeat(513),
      "{not json",
      JSON.stringify({ endpoint: "https://push.example.com/x" }),
      JSON.stringify({ endpoint: "http://push.example.com/x", keys }),
      JSON.stringify({ endpoint: "https://push.example.com/x", keys: { ...keys, p256dh: "A".repeat(87) } }),
    ]
  ) {
    const answer = await register(actor, token);
    assert.equal(answer.status, 400, token);
    assert.equal(answer.body.details[0].field, "token", token);
  }
  assert.equal((await own(actor)).length, 0);
});

Deno.test("push.test sends to every active device: 3 devices of which 1 is gone are sent 2, failed 1", async () => {
  const actor = await (await world.tenant()).actor({});
  const devices = await withDevices(actor, 3);
  standIn.behaveAt(devices[1].path, { status: 410 });
  const answer = await send(app, actor, "POST /push-notifications/test", { body: { title: "Hello", body: "You" } });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, { sent: 2, failed: 1, skipped: 0, total: 3 });
  const got = standIn.received.find(({ path }) => path === devices[0].path)!;
  const shown = JSON.parse(await devices[0].decrypt(got.bytes));
  assert.deepEqual(shown, { title: "Hello", body: "You", data: { type: "test" }, link: "/notifications" });
  const subscriptions = await own(actor);
  const gone = subscriptions.find((one: { token: string }) => one.token.endsWith(devices[1].path));
  assert.equal(gone.is_active, false);
  assert.equal(gone.last_error, "the subscription has ended");
  const next = await send(app, actor, "POST /push-notifications/test");
  assert.deepEqual(next.body.data, { sent: 2, failed: 0, skipped: 0, total: 2 }, "the dead device is left alone");
});

Deno.test("push.test keeps a device that is out of order for a while, tells its error and forgets it after success", async () => {
  const actor = await (await world.tenant()).actor({});
  const [{ path }] = await withDevices(actor, 1);
  standIn.behaveAt(path, { status: 503 });
  const failed = await send(app, actor, "POST /push-notifications/test");
  assert.equal(failed.status, 502);
  assert.equal(failed.body.code, "PUSH_DELIVERY_FAILED");
  assert.deepEqual(failed.body.details, { sent: 0, failed: 1, skipped: 0, total: 1 });
  const [broken] = await own(actor);
  assert.equal(broken.is_active, true);
  assert.equal(broken.last_error, "the push service answered 503");
  standIn.behaveAt(path, "accept");
  assert.equal((await send(app, actor, "POST /push-notifications/test")).status, 200);
  assert.equal((await own(actor))[0].last_error, null);
});

Deno.test("push.test answers 409 with the counts to somebody without an active device", async () => {
  const actor = await (await world.tenant()).actor({});
  const { token } = await newDevice();
  await register(actor, token);
  await send(app, actor, "POST /push-notifications/unregister", { body: { token } });
  const answer = await send(app, actor, "POST /push-notifications/test");
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, "CONFLICT");
  assert.equal(answer.body.details.active_subscriptions, 0);
  assert.equal(answer.body.details.total_subscriptions, 1);
});

Deno.test("push.send_test reaches a member, and nobody who is unknown, inactive or elsewhere", async () => {
  const tenant = await world.tenant();
  const staff = await tenant.actor({ notifications: "rw" });
  const member = await tenant.actor({});
  const stranger = await (await world.tenant()).actor({});
  await withDevices(member, 1);
  const test = (user_id: string) => send(app, staff, "POST /push-notifications/send-test", { body: { user_id } });
  assert.deepEqual((await test(member.userId)).body.data, { sent: 1, failed: 0, skipped: 0, total: 1 });
  for (const id of [crypto.randomUUID(), stranger.userId]) assert.equal((await test(id)).status, 404);
  await world.db.sql`update identity.memberships set status = 'DISABLED' where user_id = ${member.userId}`;
  assert.equal((await test(member.userId)).status, 404);
});

Deno.test("push.users counts the devices of each member for those who may send", async () => {
  const tenant = await world.tenant();
  const staff = await tenant.actor({ notifications: "rw" });
  const member = await tenant.actor({}, { name: "Zoé" });
  const [{ token }] = await withDevices(member, 2);
  await send(app, member, "POST /push-notifications/unregister", { body: { token } });
  const { users } = (await send(app, staff, "GET /push-notifications/users")).body;
  assert.equal(users.length, 2);
  assert.deepEqual(
    users.map(({ id, active_subscriptions, total_subscriptions }: Record<string, unknown>) => [
      id,
      active_subscriptions,
      total_subscriptions,
    ]).at(-1),
    [member.userId, 1, 2],
  );
});

Deno.test("push.test answers 503 where no push service is configured in production", async () => {
  const actor = await (await world.tenant()).actor({});
  await withDevices(actor, 1);
  const production = createRuntime(testConfig(world.db.url, { APP_ENV: "production" }), { pool: world.runtime.pool });
  useRuntime(production);
  try {
    const answer = await send(app, actor, "POST /push-notifications/test");
    assert.equal(answer.status, 503);
    assert.equal(answer.body.code, "PUSH_NOT_CONFIGURED");
  } finally {
    useRuntime(world.runtime);
  }
});

Deno.test("the push channel delivers to all devices of a user and tells an outbox when trying again makes sense", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({});
  const channel = configuredChannels(world.runtime.config).find((one) => one.channel === "push")!;
  const facts = { request_id: "job", ip: "", user_agent: "", method: "JOB", path: "/" };
  const context = {
    tenantId: tenant.id,
    transact: <T>(work: Parameters<typeof serviceTransaction<T>>[3]) =>
      serviceTransaction(world.runtime, tenant.id, facts, work),
  };
  const message = {
    id: crypto.randomUUID(),
    to: actor.userId,
    sender: "Garage",
    subject: "Hello",
    text: "You",
    data: { type: "calendar_reminder", link: "/reminders" },
    cc: [],
    attachments: [],
    headers: {},
    date: new Date().toISOString(),
  };
  const refusedWith = async () => {
    const error = await channel.send(message, context).then(() => undefined, (thrown) => thrown);
    assert.ok(error instanceof ChannelError);
    return error;
  };
  assert.equal((await refusedWith()).permanent, true, "nobody to reach");
  const [device] = await withDevices(actor, 1);
  standIn.behaveAt(device.path, { status: 429, headers: { "retry-after": "40" } });
  const busy = await refusedWith();
  assert.deepEqual([busy.permanent, busy.retryAfter], [false, 40]);
  standIn.behaveAt(device.path, "accept");
  await channel.send(message, context);
  const shown = JSON.parse(await device.decrypt(standIn.received.at(-1)!.bytes));
  assert.equal(shown.link, "/reminders");
});
