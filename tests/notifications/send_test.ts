import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { configuredChannels } from "../../shared/notifications/configured_channels.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { everywhere, prefer, quietNow, sendTemplate } from "./sending.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

/** What becomes of a message on a channel that is configured or not. */
const ready = (channel: string) =>
  configuredChannels(world.runtime.config).some((one) => one.channel === channel)
    ? `${channel} queued`
    : `${channel} failed NO_PROVIDER`;

async function people(name?: string) {
  const tenant = await world.tenant(name ? { name } : {});
  const sender = await tenant.actor({ notifications: "rw" });
  const reader = await tenant.actor({ tasks: "r" });
  return { tenant, sender, reader };
}

type Result = { channel: string; status: string; reason?: string; send_at?: string };
const told = ({ results }: { results: Result[] }) =>
  results.map(({ channel, status, reason }) => [channel, status, ...(reason ? [reason] : [])].join(" "));

Deno.test("notifications.send reaches a member on the channels of the template and shows it in the product at once", async () => {
  const { sender, reader } = await people();
  const answer = await sendTemplate(sender, reader.userId, { channels: undefined });
  assert.deepEqual(told(answer), ["email queued", ready("push"), "in_app delivered"]);
  assert.deepEqual(answer.notification_ids, answer.results.map((r: { notification_id: string }) => r.notification_id));
  const { body } = await send(app, reader, "GET /notifications");
  const [{ title, body: text, type, category, read }] = body.notifications;
  assert.deepEqual([title, text, type, category, read], [
    "Rapport prêt",
    "Mars",
    "report_ready",
    "transactional",
    false,
  ]);
  const [mail] = await sql`
    select to_address, subject, body, recipient from notifications.outgoing_messages where id = ${
    answer.notification_ids[0]
  }`;
  assert.deepEqual({ ...mail }, {
    to_address: reader.email,
    subject: "Rapport prêt : Mars",
    body: "Bonjour Ada,\n\nle rapport « Mars » est prêt.\n",
    recipient: reader.userId,
  });
});

Deno.test("notifications.send writes to the address, and in the language, a member prefers", async () => {
  const { sender, reader } = await people();
  await sql`update identity.users set locale = 'de-CH' where id = ${reader.userId}`;
  await prefer(reader, { email_override: "elsewhere@example.ch", phone_override: "+41791234567" });
  await send(app, sender, "POST /notifications/templates", { body: everywhere("hello", "transactional") });
  const given = { template_id: "hello", channels: ["email", "sms", "webhook"] };
  // By address too, the member's own preferences count.
  const answer = await sendTemplate(sender, reader.email.toUpperCase(), given);
  assert.deepEqual(told(answer), ["email queued", "sms failed NO_CONTENT", "webhook failed NO_CONTENT"]);
  const { body } = await send(app, sender, "GET /notifications/deliveries", {
    query: { id: answer.notification_ids[0] },
  });
  const [delivery] = body.deliveries;
  assert.deepEqual([delivery.to_address, delivery.subject], ["elsewhere@example.ch", "Hallo Ada"]);
});

Deno.test("notifications.send reaches addresses outside the organisation, as far as they reach", async () => {
  const { sender } = await people();
  await send(app, sender, "POST /notifications/templates", { body: everywhere("hello", "transactional") });
  const given = { template_id: "hello", channels: ["email", "sms", "in_app", "slack"] };
  assert.deepEqual(told(await sendTemplate(sender, "Client@Example.ch", given)), [
    "email queued",
    "sms failed NO_ADDRESS",
    "in_app failed NO_ADDRESS",
    "slack failed NO_ADDRESS",
  ]);
  assert.deepEqual(told(await sendTemplate(sender, "+41 79 123 45 67", { ...given, channels: ["email", "sms"] })), [
    "email failed NO_ADDRESS",
    "sms suppressed CATEGORY_NOT_ON_CHANNEL",
  ]);
  assert.deepEqual(told(await sendTemplate(sender, "https://hooks.example.com/x", { ...given, channels: ["slack"] })), [
    ready("slack"),
  ]);
});

Deno.test("notifications.send answers each refusal with its code and writes nothing", async () => {
  const { tenant, sender, reader } = await people();
  const stranger = await (await world.tenant()).actor({ tasks: "r" });
  const refused: [string, Record<string, unknown>, number, string][] = [
    [reader.userId, { template_id: "nothing" }, 404, "TEMPLATE_NOT_FOUND"],
    [reader.userId, { template_id: crypto.randomUUID() }, 404, "TEMPLATE_NOT_FOUND"],
    [reader.userId, { variables: { name: "Ada" } }, 422, "MISSING_VARIABLE"],
    [stranger.userId, {}, 422, "RECIPIENT_INVALID"],
    ["somebody", {}, 422, "RECIPIENT_INVALID"],
    [reader.userId, { channels: ["pigeon"] }, 400, "VALIDATION_ERROR"],
    [reader.userId, { channels: [] }, 400, "VALIDATION_ERROR"],
    [reader.userId, { scheduled_at: "tomorrow" }, 400, "VALIDATION_ERROR"],
  ];
  for (const [recipient, given, status, code] of refused) {
    assert.equal((await sendTemplate(sender, recipient, given, status)).code, code, JSON.stringify(given));
  }
  const [{ n }] = await sql`
    select count(*)::int as n from notifications.outgoing_messages where tenant_id = ${tenant.id}`;
  assert.equal(n, 0);
  await sendTemplate(reader, sender.userId, {}, 403);
});

Deno.test("notifications.send heeds preferences; a security message passes quiet hours and everything else", async () => {
  const { sender, reader } = await people();
  const { quiet, end } = quietNow();
  await prefer(reader, quiet);
  const [deferred] = (await sendTemplate(sender, reader.userId)).results;
  assert.deepEqual([deferred.status, deferred.reason], ["deferred", "QUIET_HOURS"]);
  assert.equal(Date.parse(deferred.send_at), end.getTime());
  const codes = { template_id: "backup_codes_low", variables: { name: "Ada", remaining: 2 } };
  assert.deepEqual(told(await sendTemplate(sender, reader.userId, codes)), ["email queued"]);
  assert.deepEqual(told(await sendTemplate(sender, reader.userId, { priority: "urgent" })), ["email queued"]);
  await prefer(reader, { global_unsubscribe: true, enabled_channels: [] });
  assert.deepEqual(told(await sendTemplate(sender, reader.userId, codes)), ["email queued"]);
  assert.deepEqual(told(await sendTemplate(sender, reader.userId)), ["email suppressed CHANNEL_DISABLED"]);
  const approval = { template_id: "approval_request", variables: { name: "A", subject: "S", requester: "R" } };
  assert.deepEqual(told(await sendTemplate(sender, reader.userId, approval)), [
    "email unsubscribed GLOBAL_UNSUBSCRIBE",
  ]);
});

Deno.test("notifications.send lets a minute have ten messages per person and channel, also when they race", async () => {
  const { sender, reader } = await people();
  const all = await Promise.all(Array.from({ length: 14 }, () => sendTemplate(sender, reader.userId)));
  const slots = await sql`
    select date_trunc('minute', slot_at) as minute, count(*)::int as n from notifications.outgoing_messages
    where recipient = ${reader.userId} group by 1 order by 1`;
  assert.ok(slots.every(({ n }) => n <= 10), JSON.stringify(slots));
  assert.equal(slots.reduce((sum, { n }) => sum + n, 0), 14);
  const late = all.map(({ results: [result] }) => result).filter((result) => result.status === "deferred");
  assert.ok(late.length >= 4 || slots.length > 1);
  for (const { reason, send_at } of late) {
    assert.equal(reason, "THROTTLED");
    assert.equal(Date.parse(send_at) % 60_000, 0, "the beginning of a minute");
  }
  assert.deepEqual(told(await sendTemplate(sender, "other@example.ch")), ["email queued"], "another person's minute");
  const codes = { template_id: "backup_codes_low", variables: { name: "Ada", remaining: 2 } };
  assert.deepEqual(told(await sendTemplate(sender, reader.userId, codes)), ["email queued"], "security is exempt");
});

Deno.test("notifications.next_slot goes past a full minute, hour and day", async () => {
  const { tenant } = await people();
  const from = new Date("2030-05-05T10:15:30Z");
  const recipient = "busy@example.ch";
  const slotAfter = (fill: [string, number][]) =>
    sql.begin(async (tx) => {
      await tx`select app.enter_service(${tenant.id}, '{}')`;
      for (const [slot, count] of fill) {
        await tx`
          insert into notifications.outgoing_messages (tenant_id, to_address, subject, body, recipient, slot_at)
          select ${tenant.id}, ${recipient}, 's', '', ${recipient}, ${slot} from generate_series(1, ${count}::int)`;
      }
      const [{ slot }] = await tx`select notifications.next_slot(${recipient}, 'email', ${from}) as slot`;
      await tx`delete from notifications.outgoing_messages where tenant_id = ${tenant.id}`;
      return new Date(slot).toISOString();
    });
  assert.equal(await slotAfter([["2030-05-05T10:15:00Z", 9]]), "2030-05-05T10:15:30.000Z");
  assert.equal(await slotAfter([["2030-05-05T10:15:00Z", 10]]), "2030-05-05T10:16:00.000Z");
  const twoMinutes: [string, number][] = [["2030-05-05T10:15:59Z", 10], ["2030-05-05T10:16:00Z", 10]];
  assert.equal(await slotAfter(twoMinutes), "2030-05-05T10:17:00.000Z");
  assert.equal(await slotAfter([["2030-05-05T10:59:59Z", 50]]), "2030-05-05T11:00:00.000Z");
  assert.equal(await slotAfter([["2030-05-05T23:59:00Z", 200]]), "2030-05-06T00:00:00.000Z");
});

Deno.test("notifications.send reaches a recipient about one thing once per channel, also when requests race", async () => {
  const { sender, reader } = await people();
  const given = { source_id: "report:3", channels: ["email", "in_app"] };
  const all = await Promise.all(Array.from({ length: 5 }, () => sendTemplate(sender, reader.userId, given)));
  assert.equal(new Set(all.flatMap((one) => one.notification_ids)).size, 2);
  const fresh = all.flatMap((one) => one.results).filter((result: { duplicate: boolean }) => !result.duplicate);
  assert.equal(fresh.length, 2);
  const { body } = await send(app, reader, "GET /notifications");
  assert.equal(body.total, 1);
  const other = await sendTemplate(sender, reader.userId, { ...given, source_id: "report:4" });
  assert.ok(!all[0].notification_ids.includes(other.notification_ids[0]));
});

Deno.test("notifications.send keeps what is scheduled until its time", async () => {
  const { sender, reader } = await people();
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const { results } = await sendTemplate(sender, reader.userId, { scheduled_at, channels: ["email", "in_app"] });
  for (const { status, reason, send_at } of results) {
    assert.deepEqual([status, reason, Date.parse(send_at)], ["pending", "SCHEDULED", Date.parse(scheduled_at)]);
  }
  const { body } = await send(app, reader, "GET /notifications");
  assert.equal(body.total, 0);
  const past = await sendTemplate(sender, reader.userId, { scheduled_at: "2020-01-01T00:00:00Z" });
  assert.deepEqual(told(past), ["email queued"]);
});

Deno.test("notifications.deliveries show all to who may, others what they sent or got, and filter", async () => {
  const { tenant, sender, reader } = await people();
  const manager = await tenant.actor({ notifications: "r" });
  const helper = await tenant.actor({ notifications: ["SELF", null] });
  await sendTemplate(sender, reader.userId, { source_id: "a" });
  await sendTemplate(sender, "b@example.ch");
  await sendTemplate(sender, helper.userId);
  const ids = async (actor: typeof sender, query: Record<string, string> = {}) => {
    const { body } = await send(app, actor, "GET /notifications/deliveries", { query });
    assert.equal(body.meta.total, body.deliveries.length);
    return body.deliveries.map((d: { recipient: string }) => d.recipient);
  };
  assert.deepEqual(await ids(manager), [helper.userId, "b@example.ch", reader.userId]);
  assert.deepEqual(await ids(helper), [helper.userId]);
  assert.deepEqual(await ids(manager, { source_id: "a", channel: "email", status: "queued" }), [reader.userId]);
  assert.deepEqual(await ids(manager, { status: "sent" }), []);
});
