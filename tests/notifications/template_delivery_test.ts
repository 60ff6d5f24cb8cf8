import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { background } from "../../functions/notifications/background.ts";
import { createConsumerRunner } from "../../shared/jobs/run_consumers.ts";
import {
  ChannelError,
  type ChannelMessage,
  type ChannelName,
  type MessageChannel,
} from "../../shared/providers/messaging/message_channel.ts";
import { deliverDueMessages } from "../../supabase/local/deliver_messages.ts";
import { channelMap } from "../../supabase/local/message_channels.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { openWorld } from "../support/world.ts";
import { addressees } from "./addressees.ts";
import { everywhere, prefer, quietNow, sendTemplate } from "./sending.ts";

const world = await openWorld({ config: { APP_URL: "https://app.example.com" } });
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;
const { notify, memberWith } = addressees(world);

/** A channel that remembers, and does as told. */
function recorder(channel: ChannelName = "email", act: (message: ChannelMessage) => void = () => {}) {
  const sent: ChannelMessage[] = [];
  const recording: MessageChannel = {
    channel,
    provider: "recorder",
    send(message) {
      sent.push(message);
      act(message);
      return Promise.resolve({ provider_id: `p_${message.id}` });
    },
  };
  return { sent, deliver: () => deliverDueMessages({ runtime, channels: channelMap(recording) }) };
}

async function people() {
  const tenant = await world.tenant({ name: "Garage" });
  return {
    tenant,
    sender: await tenant.actor({ notifications: "rw" }),
    reader: await tenant.actor({ tasks: "r" }),
  };
}

async function statusOf(id: string) {
  const [row] = await sql`
    select status, reason, attempts, next_attempt_at from notifications.outgoing_messages where id = ${id}`;
  return row as { status: string; reason: string | null; attempts: number; next_attempt_at: string };
}

/** Makes a waiting message due, as time would. */
const fastForward = (id: string) =>
  sql`update notifications.outgoing_messages set next_attempt_at = now() where id = ${id}`;

const marketing = { template_id: "offer", variables: { name: "Ada" } };

Deno.test("a template's mail leaves with both bodies, in the name of the organisation", async () => {
  const { sender, reader } = await people();
  await send(app, sender, "POST /notifications/templates", { body: everywhere("hello", "transactional") });
  await sendTemplate(sender, reader.userId, { template_id: "hello", variables: { name: "<Ada>" } });
  const { sent, deliver } = recorder();
  assert.equal(await deliver(), 1);
  const [{ to, sender: from, subject, text, html, headers }] = sent;
  assert.deepEqual([to, from, subject, text, html, headers], [
    reader.email,
    "Garage",
    "Bonjour <Ada>",
    "Texte <Ada>",
    "<p>Texte &lt;Ada&gt;</p>",
    {},
  ]);
});

Deno.test("a message is decided again when it leaves: who has unsubscribed since, sleeps or has left gets nothing now", async () => {
  const { sender, reader } = await people();
  const { sent, deliver } = recorder();
  const approval = { template_id: "approval_request", variables: { name: "A", subject: "S", requester: "R" } };
  const order = async () => (await sendTemplate(sender, reader.userId, approval)).notification_ids[0];

  const unwanted = await order();
  await prefer(reader, { global_unsubscribe: true });
  await deliver();
  const { status, reason } = await statusOf(unwanted);
  assert.deepEqual([status, reason], ["unsubscribed", "GLOBAL_UNSUBSCRIBE"]);

  await prefer(reader, { global_unsubscribe: false });
  const late = await order();
  const { quiet, end } = quietNow();
  await prefer(reader, quiet);
  await deliver();
  const deferred = await statusOf(late);
  assert.deepEqual([deferred.status, deferred.reason, deferred.attempts], ["deferred", "QUIET_HOURS", 0]);
  assert.ok(Math.abs(Date.parse(deferred.next_attempt_at) - end.getTime()) < 5000);
  assert.equal(sent.length, 0);
  await prefer(reader, { quiet_hours: null });
  await fastForward(late);
  await deliver();
  assert.deepEqual([(await statusOf(late)).status, sent.length], ["sent", 1]);

  const gone = await order();
  await sql`update identity.memberships set status = 'DISABLED' where user_id = ${reader.userId}`;
  await deliver();
  assert.deepEqual([(await statusOf(gone)).reason, sent.length], ["RECIPIENT_UNKNOWN", 1]);
});

Deno.test("a scheduled notification is shown when its time comes, once, also with two workers", async () => {
  const { sender, reader } = await people();
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const { notification_ids: [id] } = await sendTemplate(sender, reader.userId, { scheduled_at, channels: ["in_app"] });
  await fastForward(id);
  await Promise.all([recorder().deliver(), recorder().deliver()]);
  const { body } = await send(app, reader, "GET /notifications");
  assert.deepEqual(body.notifications.map((n: { title: string }) => n.title), ["Rapport prêt"]);
  assert.equal((await statusOf(id)).status, "delivered");
});

Deno.test("an address that a provider calls invalid gets nothing more until it is released", async () => {
  const { sender, reader } = await people();
  const bouncing = recorder("email", () => {
    throw new ChannelError("the address does not exist", { invalidAddress: true });
  });
  const { notification_ids: [id] } = await sendTemplate(sender, reader.userId);
  await bouncing.deliver();
  assert.equal((await statusOf(id)).status, "bounced");
  const codes = { template_id: "backup_codes_low", variables: { name: "Ada", remaining: 2 } };
  const [refused] = (await sendTemplate(sender, reader.userId, codes)).results;
  assert.deepEqual([refused.status, refused.reason], ["suppressed", "ADDRESS_SUPPRESSED"]);
  const { body } = await send(app, sender, "GET /notifications/suppressed-addresses");
  const [{ id: addressId, address, channel, message_id }] = body.addresses;
  assert.deepEqual([address, channel, message_id], [reader.email, "email", id]);
  const stranger = await (await world.tenant()).actor({ "*": "rw" });
  const route = `DELETE /notifications/suppressed-addresses/${addressId}`;
  assert.equal((await send(app, stranger, route)).status, 404);
  assert.equal((await send(app, sender, route)).status, 204);
  assert.equal((await sendTemplate(sender, reader.userId)).results[0].status, "queued");
});

Deno.test("marketing mail goes to who asked for it, and is stopped with the one click of RFC 8058", async () => {
  const { sender, reader } = await people();
  await send(app, sender, "POST /notifications/templates", { body: everywhere("offer", "marketing") });
  assert.equal((await sendTemplate(sender, reader.userId, marketing)).results[0].reason, "OPT_IN_REQUIRED");
  await prefer(reader, { category_preferences: { marketing: true, reminder: true } });
  await sendTemplate(sender, reader.userId, marketing);
  const { sent, deliver } = recorder();
  await deliver();
  const { headers } = sent.find(({ to }) => to === reader.email)!;
  assert.equal(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
  const url = /^<(https:\/\/app\.example\.com\/api\/notifications\/unsubscribe\/([^<>\s]+))>$/.exec(
    headers["List-Unsubscribe"],
  );
  assert.ok(url, headers["List-Unsubscribe"]);
  const oneClick = () =>
    app.fetch(
      new Request(url[1], {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      }),
    );
  for (let click = 0; click < 2; click++) {
    const answer = await oneClick();
    assert.equal(answer.status, 200, await answer.text());
  }
  const { body } = await send(app, reader, "GET /notifications/preferences");
  assert.deepEqual(body.data.category_preferences, { marketing: false, reminder: true });
  assert.equal((await sendTemplate(sender, reader.userId, marketing)).results[0].reason, "CATEGORY_DISABLED");
  const forged = await send(app, null, `POST /notifications/unsubscribe/${url[2].slice(0, -3)}AAA`);
  assert.deepEqual([forged.status, forged.body.code], [404, "UNSUBSCRIBE_LINK_INVALID"]);
  const accessToken = await send(app, null, `POST /notifications/unsubscribe/${reader.token}`);
  assert.equal(accessToken.status, 404, "another kind of token");
});

Deno.test("urgent notifications come by mail too, to each addressee who wants them, once", async () => {
  const { tenant, reader } = await people();
  const admin = await memberWith(tenant, "admin");
  const owner = await memberWith(tenant, "owner");
  const deaf = await memberWith(tenant, "admin");
  await prefer(deaf, { unsubscribed_templates: ["notification_copy"] });
  const runner = createConsumerRunner(runtime, [...background.consumers!]);
  await runner.round();
  const told = [
    await notify(tenant, "role:admin", { title: "Double paiement", priority: "critical", type: "payment_duplicate" }),
    await notify(tenant, reader.userId, { title: "Pour vous", priority: "high" }),
  ];
  await notify(tenant, reader.userId, { title: "Rien d'urgent", priority: "normal" });
  await notify(tenant, reader.userId, { title: "E-mail perdu", priority: "high", type: "email_failed" });
  const copies = () =>
    sql`
      select to_address, subject, body, status, source_id from notifications.outgoing_messages
      where tenant_id = ${tenant.id} order by subject, to_address`;
  await until(async () => {
    await runner.round();
    return (await copies()).length >= 4;
  }, "the copies are queued");
  await runner.round();
  const rows = await copies();
  const wanted = rows.filter(({ status }) => status === "queued").map((
    { to_address, subject },
  ) => [to_address, subject]);
  const duplicates = [admin.email, owner.email].sort().map((address) => [address, "Double paiement"]);
  assert.deepEqual(wanted, [...duplicates, [reader.email, "Pour vous"]]);
  assert.deepEqual([...new Set(rows.map(({ source_id }) => source_id))].sort(), told.sort());
  assert.equal(rows.find(({ to_address }) => to_address === deaf.email)?.status, "unsubscribed");
  assert.equal(rows[0].body, "text\n\nhttps://app.example.com/here");
});

Deno.test("notifications.list of another channel shows what was sent to the caller there", async () => {
  const { sender, reader } = await people();
  await sendTemplate(sender, reader.userId);
  await sendTemplate(sender, sender.userId);
  await recorder().deliver();
  const { body } = await send(app, reader, "GET /notifications", { query: { channel: "email" } });
  assert.equal(body.total, 1);
  const [{ title, channel, type, read }] = body.notifications;
  assert.deepEqual([title, channel, type, read], ["Rapport prêt : Mars", "email", "report_ready", false]);
});

Deno.test("the clean-up keeps the newest 500 notifications of an addressee", async () => {
  const { tenant, reader, sender } = await people();
  await sql`
    insert into notifications.notifications (tenant_id, title, recipient, created_at)
    select ${tenant.id}, 'n' || n, ${reader.userId}, now() - n * interval '1 minute' from generate_series(1, 503) n`;
  await notify(tenant, sender.userId);
  await sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}'), ops.purge_expired()`;
  });
  const left = await sql`
    select recipient, count(*)::int as n from notifications.notifications where tenant_id = ${tenant.id} group by 1`;
  assert.deepEqual(
    new Map(left.map(({ recipient, n }) => [recipient, n])),
    new Map([[reader.userId, 500], [sender.userId, 1]]),
  );
  const [{ oldest }] = await sql`
    select max(substr(title, 2)::int) as oldest from notifications.notifications where recipient = ${reader.userId}`;
  assert.equal(oldest, 500);
});
