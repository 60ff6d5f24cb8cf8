import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { app } from "../../functions/notifications/app.ts";
import { MailError, type MailMessage, type MailProvider } from "../../shared/providers/mail/mail_provider.ts";
import { joinBackground } from "../../shared/jobs/background.ts";
import { createHttpMail } from "../../shared/providers/mail/http_mail.ts";
import { deliverDueMessages, type MessageDelivery, retryDelay } from "../../supabase/local/deliver_messages.ts";
import { mailProviderOf } from "../../supabase/local/message_channels.ts";
import { startWorker } from "../../supabase/local/worker.ts";
import { mailOnly } from "./addressees.ts";
import { send } from "../support/app_client.ts";
import { type Behaviour, startMailStandIn } from "../support/mail_stand_in.ts";
import { openWorld, processEnvironment, type TestActor, testConfig, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;

function deliverDueMail({ provider, ...others }: Omit<MessageDelivery, "channels"> & { provider: MailProvider }) {
  return deliverDueMessages({ ...others, channels: mailOnly(provider) });
}

interface Mail {
  to?: string;
  subject?: string;
  body?: string;
  cc?: string[];
  attachments?: unknown[];
}

/** Queues a message as the given person, or as a job. */
async function queue(tenant: TestTenant, actor: TestActor | null, mail: Mail = {}): Promise<string> {
  const { to = "client@example.ch", subject = "Invoice", body = "Hello", cc = [], attachments = [] } = mail;
  return await sql.begin(async (tx) => {
    if (actor) {
      const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
      await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
    } else await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    const [row] = await tx`
      select notifications.queue_email(${to}, ${cc}, ${subject}, ${body}, ${
      tx.json(attachments as never)
    }, 'invoice', null) as id`;
    return row.id as string;
  });
}

async function messageOf(id: string) {
  const [row] = await sql`
    select status, attempts, provider_id, last_error, lease_id, sent_at, extract(epoch from next_attempt_at - now()) as wait
    from notifications.outgoing_messages where id = ${id}`;
  return { ...row, wait: Math.round(Number(row.wait)) } as {
    status: string;
    attempts: number;
    provider_id: string | null;
    last_error: string | null;
    lease_id: string | null;
    sent_at: string | null;
    wait: number;
  };
}

/** Makes a waiting message due, as time would. */
async function fastForward(id: string) {
  await sql`update notifications.outgoing_messages set next_attempt_at = now() where id = ${id}`;
}

/** A provider that remembers, and does as told. */
function recorder(act: (message: MailMessage) => Promise<void> | void = () => {}) {
  const sent: MailMessage[] = [];
  const provider: MailProvider = {
    name: "recorder",
    async send(message) {
      sent.push(message);
      await act(message);
      return { provider_id: `p_${message.id}` };
    },
  };
  return { provider, sent };
}

async function until(condition: () => Promise<boolean>, what: string, patienceMs = 10_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`never came true: ${what}`);
}

Deno.test("the worker delivers a queued message in the name of the organisation", async () => {
  const tenant = await world.tenant({ name: "Garage, du <Lac>" });
  const id = await queue(tenant, null, { cc: ["Copy@Example.ch"], subject: "Line\r\nbreak", body: "Bonjour" });
  const { provider, sent } = recorder();
  assert.equal(await deliverDueMail({ runtime, provider }), 1);
  const [{ date, ...message }] = sent;
  assert.match(date, /^\d{4}-/);
  assert.deepEqual(message, {
    id,
    from: "Garage du Lac <no-reply@comptoir.invalid>",
    to: "client@example.ch",
    cc: ["copy@example.ch"],
    subject: "Line break",
    text: "Bonjour",
    attachments: [],
  });
  const { status, attempts, provider_id, lease_id, sent_at } = await messageOf(id);
  assert.deepEqual([status, attempts, provider_id, lease_id], ["sent", 1, `p_${id}`, null]);
  assert.ok(sent_at);
  assert.equal(await deliverDueMail({ runtime, provider }), 0, "once");
});

Deno.test("the worker waits 5, 10 and 15 minutes, then gives up and tells the creator", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ invoices: "rw" });
  const id = await queue(tenant, actor, { to: "lost@example.ch", subject: "Facture 7" });
  const { provider, sent } = recorder(() => {
    throw new MailError("the mail service answered 500");
  });
  const waits = [];
  for (let attempt = 1; attempt <= 4; attempt++) {
    await deliverDueMail({ runtime, provider });
    const row = await messageOf(id);
    assert.deepEqual([row.attempts, row.last_error], [attempt, "the mail service answered 500"]);
    if (row.status === "queued") waits.push(row.wait);
    assert.equal(await deliverDueMail({ runtime, provider }), 0, "not before its time");
    await fastForward(id);
  }
  assert.deepEqual(waits, [300, 600, 900]);
  assert.equal((await messageOf(id)).status, "failed");
  assert.equal(sent.length, 4);
  const { body } = await send(app, actor, "GET /notifications");
  assert.equal(body.total, 1);
  const [{ type, priority, title, recipient, metadata, body: text }] = body.notifications;
  assert.deepEqual([type, priority, title, recipient], ["email_failed", "high", "E-mail non remis", actor.userId]);
  assert.equal(text, "Le message « Facture 7 » à lost@example.ch n'a pas pu être remis.");
  assert.deepEqual(metadata, { message_id: id, entity_type: "invoice", entity_id: null });
});

Deno.test("the worker waits as long as the service asks, an hour at most", () => {
  assert.equal(retryDelay(1, 400), 400);
  assert.equal(retryDelay(1, 5), 300);
  assert.equal(retryDelay(3, 86_400), 3600);
  assert.equal(retryDelay(2), 600);
});

Deno.test("the worker gets past a mail service that hangs, hangs up, limits, fails and talks nonsense", async () => {
  const standIn = startMailStandIn();
  try {
    const tenant = await world.tenant();
    const provider = createHttpMail({ url: standIn.url, token: "t", timeoutMs: 300 });
    const plans: Behaviour[][] = [
      ["hang", "drop", "garbage"],
      [{ status: 429, headers: { "retry-after": "120" } }, { status: 500 }],
    ];
    for (const bad of plans) {
      standIn.behave(...bad, "accept");
      const before = standIn.received.length;
      const id = await queue(tenant, null);
      for (const behaviour of bad) {
        await deliverDueMail({ runtime, provider });
        assert.equal((await messageOf(id)).status, "queued", JSON.stringify(behaviour));
        await fastForward(id);
      }
      await deliverDueMail({ runtime, provider });
      const row = await messageOf(id);
      assert.deepEqual([row.status, row.attempts, row.provider_id], ["sent", bad.length + 1, `sent_${id}`]);
      const keys = standIn.received.slice(before).map((r) => r.key);
      assert.deepEqual(keys, Array(bad.length + 1).fill(id), "always the same key");
    }
    assert.equal(standIn.delivered.size, 2);

    standIn.behave({ status: 422 });
    const refused = await queue(tenant, null);
    await deliverDueMail({ runtime, provider });
    const failed = await messageOf(refused);
    assert.deepEqual([failed.status, failed.attempts], ["failed", 1], "a permanent refusal is not repeated");
  } finally {
    standIn.close();
  }
});

Deno.test("two workers send every message once", async () => {
  const tenants = await Promise.all([world.tenant(), world.tenant()]);
  const ids: string[] = [];
  for (let i = 0; i < 30; i++) ids.push(await queue(tenants[i % 2], null));
  const seen: string[] = [];
  const { provider } = recorder(async ({ id }) => {
    seen.push(id);
    await new Promise((done) => setTimeout(done, 5));
  });
  const workers = [1, 2].map(() =>
    startWorker(runtime, { channels: mailOnly(provider), background: joinBackground(), messagePollMs: 10 })
  );
  try {
    await until(async () => {
      const [{ n }] = await sql`
        select count(*)::int as n from notifications.outgoing_messages where id = any (${ids}) and status = 'sent'`;
      return n === 30;
    }, "all are sent");
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  assert.deepEqual(seen.sort(), ids.sort());
});

Deno.test("what a killed worker held is sent by another, under the same id, when the lease has ended", async () => {
  const tenant = await world.tenant();
  const id = await queue(tenant, null);
  let isSending = () => {};
  const sending = new Promise<void>((resolve) => isSending = resolve);
  let finish = () => {};
  const stuck = recorder(() => {
    isSending();
    return new Promise<void>((resolve) => finish = resolve);
  });
  const dying = deliverDueMail({ runtime, provider: stuck.provider, leaseSeconds: 1 });
  await sending;
  const other = recorder();
  assert.equal(await deliverDueMail({ runtime, provider: other.provider }), 0, "held by the first");
  await until(async () => await deliverDueMail({ runtime, provider: other.provider }) === 1, "the lease ends");
  assert.deepEqual([stuck.sent[0].id, other.sent[0].id], [id, id]);
  const settled = await messageOf(id);
  assert.deepEqual([settled.status, settled.attempts], ["sent", 2]);
  finish();
  await dying;
  assert.deepEqual(
    await messageOf(id),
    { ...settled, wait: (await messageOf(id)).wait },
    "the late one changes nothing",
  );
  assert.ok(world.logs.some((line) => line.event === "message.lease_lost" && line.message_id === id));
});

Deno.test("a worker process killed in the middle of a delivery loses nothing", async () => {
  const standIn = startMailStandIn();
  standIn.behave("hang");
  const id = await queue(await world.tenant(), null);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL("../../supabase/local/worker.ts", import.meta.url))],
    env: {
      ...processEnvironment(world.db.url),
      MAIL_PROVIDER: "http",
      MAIL_HTTP_URL: standIn.url,
      MAIL_HTTP_TOKEN: "t",
      MAIL_FROM: "no-reply@garage.example",
    },
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await until(() => Promise.resolve(standIn.received.length === 1), "the process is sending", 60_000);
    child.kill("SIGKILL");
    await child.status;
    const held = await messageOf(id);
    assert.deepEqual([held.status, held.attempts], ["queued", 1]);
    assert.ok(held.wait > 60, "held until the lease ends");
    await fastForward(id);
    standIn.behave("accept");
    await deliverDueMail({ runtime, provider: createHttpMail({ url: standIn.url, token: "t" }) });
    assert.equal((await messageOf(id)).status, "sent");
    assert.deepEqual(standIn.received.map((r) => r.key), [id, id]);
  } finally {
    standIn.close();
  }
});

Deno.test("a message that kills every worker ends as failed without being sent again", async () => {
  const tenant = await world.tenant();
  const id = await queue(tenant, null);
  await sql`update notifications.outgoing_messages set attempts = 4 where id = ${id}`;
  const { provider, sent } = recorder();
  await deliverDueMail({ runtime, provider });
  const row = await messageOf(id);
  assert.deepEqual([row.status, row.last_error, sent.length], ["failed", "every attempt was cut short", 0]);
});

Deno.test("the worker leaves the mail of a suspended organisation alone, and goes on with the others", async () => {
  const [suspended, active] = [await world.tenant(), await world.tenant()];
  const waiting = await queue(suspended, null);
  const other = await queue(active, null);
  await sql`update identity.tenants set status = 'suspended' where id = ${suspended.id}`;
  const { provider, sent } = recorder();
  await deliverDueMail({ runtime, provider });
  assert.deepEqual(sent.map((m) => m.id), [other]);
  assert.equal((await messageOf(waiting)).status, "queued");
});

Deno.test("attachments are made when the message leaves; one that fails may pass, one that is unknown or too large may not", async () => {
  const tenant = await world.tenant();
  const order = [{ kind: "invoice_pdf", id: crypto.randomUUID(), filename: "F-1.pdf" }];
  const pdf = new TextEncoder().encode("%PDF");
  const asked: string[] = [];
  const made = {
    invoice_pdf: (_: unknown, id: string) => {
      asked.push(id);
      return Promise.resolve({ bytes: pdf, filename: "own.pdf" });
    },
  };
  const good = recorder();
  await queue(tenant, null, { attachments: order });
  await deliverDueMail({ runtime, provider: good.provider, resolvers: made });
  assert.deepEqual(good.sent[0].attachments, [{ filename: "F-1.pdf", media_type: "application/pdf", bytes: pdf }]);
  assert.deepEqual(asked, [order[0].id]);

  const bad: [Record<string, () => Promise<{ bytes: Uint8Array; filename: string }>>, string, string][] = [
    [{ invoice_pdf: () => Promise.reject(new Error("private cause")) }, "queued", "the invoice_pdf could not be made"],
    [{}, "failed", "nobody makes attachments of kind invoice_pdf"],
    [
      { invoice_pdf: () => Promise.resolve({ bytes: new Uint8Array(21 * 1024 * 1024), filename: "x" }) },
      "failed",
      "the attachments are larger than 20 MB together",
    ],
  ];
  for (const [resolvers, status, reason] of bad) {
    const id = await queue(tenant, null, { attachments: order });
    const { provider, sent } = recorder();
    await deliverDueMail({ runtime, provider, resolvers });
    const row = await messageOf(id);
    assert.deepEqual([row.status, row.last_error, sent.length], [status, reason, 0]);
  }
});

Deno.test("a message whose document is gone fails for good", async () => {
  const tenant = await world.tenant();
  const gone = await queue(tenant, null, { attachments: [{ kind: "invoice_pdf", id: crypto.randomUUID() }] });
  const goneToo = await queue(tenant, null, { attachments: [{ kind: "quote_pdf", id: crypto.randomUUID() }] });
  const { provider, sent } = recorder();
  await deliverDueMail({ runtime, provider });
  assert.deepEqual((await messageOf(gone)).last_error, "the invoice_pdf is gone");
  assert.deepEqual((await messageOf(goneToo)).last_error, "the quote_pdf is gone");
  assert.deepEqual([(await messageOf(gone)).status, sent.length], ["failed", 0]);
});

Deno.test("only unattended work may claim and settle, only the owner may look across tenants", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const id = await queue(tenant, actor);
  const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
  const attempts: [string, RegExp][] = [
    ["select * from notifications.claim_messages(10, 60)", /authorization_error/],
    [`select notifications.settle_message('${id}', '${id}', 'sent', null, null, null)`, /authorization_error/],
    ["select ops.purge_expired()", /authorization_error/],
    ["select notifications.tenants_with_due_messages()", /permission denied/],
    ["select * from ops.claim_jobs('{quotes.expire}', 1, app.new_id(), 10)", /permission denied/],
    ["select * from ops.due_schedules(10)", /permission denied/],
    ["select * from app.event_horizon(0, null, null)", /permission denied/],
  ];
  for (const [attempt, refusal] of attempts) {
    const tried = sql.begin(async (tx) => {
      await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
      await tx.unsafe(attempt);
    });
    await assert.rejects(tried, refusal, attempt);
  }
  await sql`update notifications.outgoing_messages set status = 'failed' where id = ${id}`;
});

Deno.test("startWorker survives a round that fails and stops when told", async () => {
  const tenant = await world.tenant();
  const { provider, sent } = recorder();
  const lines: string[] = [];
  await sql`alter function notifications.tenants_with_due_messages() rename to tenants_with_due_messages_hidden`;
  const worker = startWorker(runtime, {
    channels: mailOnly(provider),
    background: joinBackground(),
    messagePollMs: 10,
    log: (line) => lines.push(line),
  });
  try {
    await until(
      () => Promise.resolve(world.logs.some((line) => line.event === "worker.round_failed")),
      "a round has failed",
    );
    await sql`alter function notifications.tenants_with_due_messages_hidden() rename to tenants_with_due_messages`;
    await queue(tenant, null);
    await until(() => Promise.resolve(sent.length === 1), "it goes on");
  } finally {
    await worker.stop();
  }
  assert.deepEqual(lines, ["delivering email with the provider recorder"]);
});

Deno.test("mailProviderOf follows the configuration", () => {
  assert.equal(mailProviderOf(testConfig(world.db.url)).name, "outbox");
  const http = {
    MAIL_PROVIDER: "http",
    MAIL_HTTP_URL: "https://mail.example",
    MAIL_HTTP_TOKEN: "t",
    MAIL_FROM: "a@b.ch",
  };
  assert.equal(mailProviderOf(testConfig(world.db.url, http)).name, "http");
});
