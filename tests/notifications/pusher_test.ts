import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { signSubscription } from "../../shared/providers/broker/signatures.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { startBrokerStandIn } from "../support/broker_stand_in.ts";
import { openWorld, type TestActor, testConfig } from "../support/world.ts";

const broker = startBrokerStandIn();
const world = await openWorld({ config: broker.config() });
Deno.test.afterAll(async () => {
  await world.close();
  await broker.close();
});
const { sql } = world.db;
const SOCKET = "123.456";

const auth = (actor: TestActor, channel_name: string, more: Record<string, unknown> = {}) =>
  send(app, actor, "POST /realtime/pusher/auth", { body: { socket_id: SOCKET, channel_name, ...more } });

/** Runs work in a runtime of its own configuration on the same database. */
async function configured<T>(config: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const other = createRuntime(testConfig(world.db.url, config), { log: () => {} });
  useRuntime(other);
  try {
    return await work();
  } finally {
    useRuntime(world.runtime);
    await other.close();
  }
}

Deno.test("notifications.pusher.auth signs the channels a person may hear, in JSON and as a form", async () => {
  const tenant = await world.tenant();
  const team = await tenant.team();
  const actor = await tenant.actor({ realtime: "r", contacts: ["GROUP", null] }, { teams: [team] });
  const [{ id: job }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by) values (${tenant.id}, 'probe.job', ${actor.userId}) returning id`;
  for (
    const name of [
      "private-global",
      `private-user-${actor.userId}`,
      `private-job-${job}`,
      `private-live-contacts,team,${team}`,
    ]
  ) {
    const channel = `${name}@${tenant.id}`;
    const answer = await auth(actor, channel);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.body, {
      auth: `${broker.app.key}:${signSubscription(broker.app.secret, SOCKET, channel)}`,
    });
    const form = new URLSearchParams({ socket_id: SOCKET, channel_name: channel }).toString();
    const sent = await send(app, actor, "POST /realtime/pusher/auth", {
      body: form,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    assert.deepEqual([sent.status, sent.body], [200, answer.body]);
  }
});

Deno.test("notifications.pusher.auth refuses what the caller may not hear", async () => {
  const tenant = await world.tenant();
  const [actor, colleague] = [await tenant.actor({ realtime: "r", contacts: ["SELF", null] }), await tenant.actor({})];
  const [{ id: job }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by) values (${tenant.id}, 'probe.job', ${colleague.userId}) returning id`;
  for (
    const name of [
      `private-user-${colleague.userId}`,
      `private-job-${job}`,
      `private-job-${crypto.randomUUID()}`,
      "private-job-automation-run-1",
      "private-live-contacts",
      "private-live-payments",
      `private-live-contacts,team,${await tenant.team()}`,
      "private-audit-12",
      "private-fiche-1762209",
      `presence-org-${crypto.randomUUID()}`,
      "private-realtime-test",
    ]
  ) {
    const answer = await auth(actor, `${name}@${tenant.id}`);
    assert.deepEqual([answer.status, answer.body.code], [403, "AUTHORIZATION_ERROR"], `${name}: ${answer.text}`);
  }
  const unknown = await auth(actor, `private-anything@${tenant.id}`);
  assert.deepEqual([unknown.status, unknown.body.code], [403, "CHANNEL_NOT_ALLOWED"]);
  for (const name of ["private global", "pusher-x", "x".repeat(201), ""]) {
    const answer = await auth(actor, name);
    assert.deepEqual([answer.status, answer.body.details?.[0].field], [400, "channel_name"], name);
  }
  const badSocket = await auth(actor, `private-global@${tenant.id}`, { socket_id: "123" });
  assert.deepEqual([badSocket.status, badSocket.body.details[0].field], [400, "socket_id"]);
});

Deno.test("no channel of an organisation is signed for another one, nor without its suffix", async () => {
  const [own, foreign] = [await world.tenant(), await world.tenant()];
  const intruder = await own.actor({ "*": "rw" });
  const victim = await foreign.actor({ "*": "rw" });
  const [{ id: job }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by) values (${foreign.id}, 'probe.job', ${victim.userId}) returning id`;
  const names = [
    "private-audit-12",
    "private-fiche-1762209",
    `private-job-${job}`,
    "private-global",
    `private-user-${victim.userId}`,
    "private-live-contacts",
    "presence-global",
    `presence-org-${foreign.id}`,
    "presence-realtime-test",
  ];
  for (const name of names) {
    for (const channel of [`${name}@${foreign.id}`, name, `${name}@${foreign.id}@${own.id}`]) {
      const answer = await auth(intruder, channel);
      assert.equal(answer.status, 403, channel);
      assert.deepEqual([answer.body.code, answer.body.details], [
        "CHANNEL_NOT_ALLOWED",
        { expected_suffix: `@${own.id}` },
      ]);
    }
    // Under the own suffix the name of somebody else's record is one of nothing.
    if (/^private-(job|user)|^presence-org/.test(name)) {
      assert.equal((await auth(intruder, `${name}@${own.id}`)).status, 403, name);
    }
  }
});

Deno.test("notifications.pusher.auth says on presence channels who somebody is, whatever the client says", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ realtime: "r" });
  const channel = `presence-global@${tenant.id}`;
  const answer = await auth(actor, channel, {
    user_info: { user_id: "forged", email: "forged@example.com", page: "home" },
  });
  assert.equal(answer.status, 200, answer.text);
  const { channel_data } = answer.body;
  const data = JSON.parse(channel_data);
  assert.deepEqual([data.user_id, data.user_info.email, data.user_info.page], [actor.userId, actor.email, "home"]);
  assert.ok(Array.isArray(data.user_info.roles));
  assert.ok(!("user_id" in data.user_info));
  assert.equal(
    answer.body.auth,
    `${broker.app.key}:${signSubscription(broker.app.secret, SOCKET, channel, channel_data)}`,
  );
  const form = new URLSearchParams({ socket_id: SOCKET, channel_name: channel, user_info: '{"page":"home"}' })
    .toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const sent = await send(app, actor, "POST /realtime/pusher/auth", { body: form, headers });
  assert.deepEqual([sent.status, JSON.parse(sent.body.channel_data).user_info.page], [200, "home"]);
  const broken = await send(app, actor, "POST /realtime/pusher/auth", { body: form.replace("%7B", ""), headers });
  assert.deepEqual([broken.status, broken.body.details[0].field], [400, "user_info"]);
});

Deno.test("an app of one organisation needs no suffix and signs for nobody else", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const [actor, stranger] = [await tenant.actor({ "*": "rw" }), await other.actor({ "*": "rw" })];
  await configured({ ...broker.config(), PUSHER_TENANT_ID: tenant.id }, async () => {
    assert.equal((await auth(actor, "private-global")).status, 200);
    assert.equal((await auth(actor, `private-global@${tenant.id}`)).status, 403);
    for (const channel of ["private-global", `private-global@${other.id}`]) {
      assert.deepEqual([(await auth(stranger, channel)).body.code], ["SERVICE_UNAVAILABLE"]);
    }
  });
});

Deno.test("without a broker both doors say so", async () => {
  const actor = await (await world.tenant()).actor({ "*": "rw" });
  await configured({}, async () => {
    assert.equal((await auth(actor, "private-global")).status, 503);
    assert.equal((await send(app, actor, "POST /realtime/pusher/test", { body: {} })).status, 503);
  });
});

Deno.test("notifications.pusher.test sends an event where its sender may listen", async () => {
  const tenant = await world.tenant();
  const tester = await tenant.actor({ realtime: "r", "realtime.test": "rw" });
  const sent = await send(app, tester, "POST /realtime/pusher/test", { body: {} });
  assert.equal(sent.status, 200, sent.text);
  const { channel, event, payload } = sent.body;
  assert.deepEqual([channel, event], [`private-realtime-test@${tenant.id}`, "realtime.test"]);
  assert.deepEqual(broker.delivered.at(-1), { channel, event, payload });
  assert.equal((await auth(tester, channel)).status, 200);
  const large = await send(app, tester, "POST /realtime/pusher/test", {
    body: { payload: { job_id: "j-1", text: "x".repeat(12_000) } },
  });
  assert.deepEqual(large.body.payload, { job_id: "j-1", truncated: true });
  assert.deepEqual(broker.delivered.at(-1)!.payload, { job_id: "j-1", truncated: true });
  const other = await world.tenant();
  for (const body of [{ channel: `private-global@${other.id}` }, { channel: "private-realtime-test" }]) {
    const refused = await send(app, tester, "POST /realtime/pusher/test", { body });
    assert.deepEqual([refused.status, refused.body.code], [403, "CHANNEL_NOT_ALLOWED"]);
  }
  const named = await send(app, tester, "POST /realtime/pusher/test", { body: { event: "pusher:forged" } });
  assert.deepEqual([named.status, named.body.details[0].field], [400, "event"]);
  const reader = await tenant.actor({ realtime: "r" });
  assert.equal((await send(app, reader, "POST /realtime/pusher/test", { body: {} })).status, 403);
  await configured({ ...broker.config(), APP_ENV: "production" }, async () => {
    const inProduction = await send(app, tester, "POST /realtime/pusher/test", { body: {} });
    assert.deepEqual([inProduction.status, inProduction.body.code], [403, "AUTHORIZATION_ERROR"]);
    const admin = await tenant.actor({ "*": "rw" });
    assert.equal((await send(app, admin, "POST /realtime/pusher/test", { body: {} })).status, 200);
  });
});

Deno.test("notifications.pusher.test answers for a broker that refuses, and bears one that stumbles", async () => {
  const tenant = await world.tenant();
  const tester = await tenant.actor({ "*": "rw" });
  const test = () => send(app, tester, "POST /realtime/pusher/test", { body: {} });
  try {
    broker.behave({ status: 403 }, "accept");
    const refused = await test();
    assert.deepEqual([refused.status, refused.body.code], [502, "BROKER_FAILED"]);
    broker.behave("hang", { status: 503 }, "accept");
    assert.equal((await test()).status, 200);
  } finally {
    broker.behave("accept");
  }
});
