import assert from "node:assert/strict";
import { chatBody, createChatChannel } from "../../shared/providers/messaging/chat_channel.ts";
import { ChannelError, type ChannelMessage } from "../../shared/providers/messaging/message_channel.ts";
import { messageSenders } from "../../shared/providers/messaging/message_senders.ts";
import { rememberedMessages } from "../../shared/providers/messaging/message_outbox.ts";
import { createSmsChannel } from "../../shared/providers/messaging/sms_channel.ts";
import { createWhatsAppCloud } from "../../shared/providers/messaging/whatsapp_sender.ts";
import { createMessageFiles } from "../../supabase/local/message_files.ts";
import { type MessageBehaviour, startMessageStandIn } from "../support/message_stand_in.ts";
import { testConfig } from "../support/world.ts";

const standIn = startMessageStandIn();
Deno.test.afterAll(() => standIn.close());
const TIMEOUT = 300;

const context = { tenantId: crypto.randomUUID(), transact: () => Promise.reject(new Error("nobody asked for this")) };
const message: ChannelMessage = {
  id: crypto.randomUUID(),
  to: "+41791234567",
  sender: "Garage",
  subject: "Your car",
  text: "It is ready <soon> & clean",
  data: { kind: "test" },
  cc: [],
  attachments: [],
  headers: {},
  date: "2026-01-15T10:00:00.000Z",
};

async function errorOf(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(() => undefined, (thrown) => thrown);
  assert.ok(error instanceof ChannelError, `refused with ${error}`);
  return error;
}

const cloud = (more: Partial<Parameters<typeof createWhatsAppCloud>[0]> = {}) =>
  createWhatsAppCloud({
    url: `${standIn.origin}/v21.0`,
    accessToken: "first",
    phoneNumberId: "123456",
    timeoutMs: TIMEOUT,
    ...more,
  });
const whatsapp = { id: "1", to: "whatsapp:+41 79 123 45 67", text: "Hello", allowTemplate: true };
const meta = (status: number, code: number): MessageBehaviour => ({
  status,
  body: { error: { code, message: "private" } },
});
const sentBodies = (from: number) => standIn.received.slice(from).map(({ text }) => JSON.parse(text));

Deno.test("whatsapp sends a text to the digits of a number and answers the id of the message", async () => {
  standIn.behave("accept");
  const before = standIn.received.length;
  const sent = await cloud().send(whatsapp);
  assert.match(sent.provider_id, /^wamid\./);
  assert.equal(sent.used_template, false);
  const [got] = standIn.received.slice(before);
  assert.equal(got.path, "/v21.0/123456/messages");
  assert.equal(got.headers.get("authorization"), "Bearer first");
  const [body] = sentBodies(before);
  assert.equal(body.to, "41791234567");
  assert.equal(body.text.body, "Hello");
});

for (const code of [131047, 470]) {
  Deno.test(`whatsapp uses the approved template once where ${code} says that the window is closed`, async () => {
    const before = standIn.received.length;
    standIn.behave(meta(400, code), "accept");
    const sent = await cloud({ template: "reminder", templateLanguage: "de" }).send({ ...whatsapp, text: "a\n b" });
    assert.equal(sent.used_template, true);
    const [, body] = sentBodies(before);
    assert.equal(body.type, "template");
    assert.deepEqual(body.template.language, { code: "de" });
    assert.equal(body.template.components[0].parameters[0].text, "a b");
    standIn.behave(meta(400, code));
    const again = standIn.received.length;
    await errorOf(cloud({ template: "reminder" }).send(whatsapp));
    assert.equal(standIn.received.length - again, 2, "a template that is refused is not tried again");
    const refused = await errorOf(cloud({ template: "reminder" }).send({ ...whatsapp, allowTemplate: false }));
    assert.equal(refused.permanent, true);
    assert.equal(standIn.received.length - again, 3, "no template where none is allowed");
  });
}

Deno.test("whatsapp exchanges an expired token once and goes on with the new one", async () => {
  standIn.behave(meta(401, 190), "accept", "accept", "accept");
  const before = standIn.received.length;
  const sender = cloud({ appId: "app", appSecret: "secret" });
  await sender.send(whatsapp);
  await sender.send(whatsapp);
  const calls = standIn.received.slice(before);
  assert.deepEqual(calls.map(({ path }) => path.split("/").at(-1)), [
    "messages",
    "access_token",
    "messages",
    "messages",
  ]);
  const tokens = calls.filter(({ path }) => path.endsWith("messages")).map(({ headers }) =>
    headers.get("authorization")
  );
  assert.equal(tokens[0], "Bearer first");
  assert.match(tokens[1]!, /^Bearer fresh-/);
  assert.equal(tokens[2], tokens[1]);
  standIn.behave(meta(401, 190));
  const stale = standIn.received.length;
  await errorOf(cloud().send(whatsapp));
  assert.equal(standIn.received.length - stale, 1, "without the app nothing can be exchanged");
});

const whatsappRefusals: [MessageBehaviour, Partial<ChannelError>][] = [
  ["hang", { permanent: false }],
  ["garbage", { permanent: false }],
  [{ status: 500 }, { permanent: false }],
  [{ status: 429, headers: { "retry-after": "9" } }, { permanent: false, retryAfter: 9 }],
  [meta(400, 130429), { permanent: false }],
  [meta(400, 131026), { permanent: true, invalidAddress: true }],
  [meta(400, 100), { permanent: true, invalidAddress: false }],
];
for (const [behaviour, expected] of whatsappRefusals) {
  Deno.test(`whatsapp tells what ${JSON.stringify(behaviour)} means and quotes nothing`, async () => {
    standIn.behave(behaviour);
    const error = await errorOf(cloud().send(whatsapp));
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name as keyof ChannelError], value, name);
    assert.ok(!error.message.includes("private"));
  });
}

const sms = createSmsChannel({
  url: `${standIn.origin}/sms`,
  user: "AC1",
  password: "pass",
  from: "Garage",
  timeoutMs: TIMEOUT,
});

Deno.test("sms posts the form of Twilio with its credentials", async () => {
  standIn.behave("accept");
  assert.match((await sms.send(message, context)).provider_id!, /^SM/);
  const got = standIn.received.at(-1)!;
  assert.equal(got.headers.get("authorization"), `Basic ${btoa("AC1:pass")}`);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(got.text)), {
    To: message.to,
    From: "Garage",
    Body: message.text,
  });
});

const smsRefusals: [MessageBehaviour, Partial<ChannelError>][] = [
  ["hang", { permanent: false }],
  ["garbage", { permanent: false }],
  [{ status: 503 }, { permanent: false }],
  [{ status: 429, headers: { "retry-after": "30" } }, { permanent: false, retryAfter: 30 }],
  [{ status: 400, body: { code: 21614 } }, { permanent: true, invalidAddress: true }],
  [{ status: 401 }, { permanent: true, invalidAddress: false }],
];
for (const [behaviour, expected] of smsRefusals) {
  Deno.test(`sms tells what ${JSON.stringify(behaviour)} means`, async () => {
    standIn.behave(behaviour);
    const error = await errorOf(sms.send(message, context));
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name as keyof ChannelError], value, name);
  });
}

const policy = { production: false, allowedOrigins: [] };
const webhook = createChatChannel("webhook", { policy, timeoutMs: TIMEOUT });
const toChat = { ...message, to: `${standIn.origin}/chat` };

Deno.test("chat channels post what their kind wants, under the id of the message", async () => {
  standIn.behave("accept");
  await webhook.send(toChat, context);
  const got = standIn.received.at(-1)!;
  assert.equal(got.headers.get("idempotency-key"), message.id);
  assert.deepEqual(JSON.parse(got.text), chatBody("webhook", toChat));
  assert.deepEqual(chatBody("slack", toChat), { text: "*Your car*\nIt is ready &lt;soon&gt; &amp; clean" });
  assert.ok(JSON.stringify(chatBody("teams", toChat)).includes("AdaptiveCard"));
});

const chatRefusals: [MessageBehaviour, Partial<ChannelError>][] = [
  ["hang", { permanent: false }],
  [{ status: 500 }, { permanent: false }],
  [{ status: 429, headers: { "retry-after": "5" } }, { permanent: false, retryAfter: 5 }],
  [{ status: 410 }, { permanent: true, invalidAddress: true }],
  [{ status: 400 }, { permanent: true, invalidAddress: false }],
];
for (const [behaviour, expected] of chatRefusals) {
  Deno.test(`chat channels tell what ${JSON.stringify(behaviour)} means`, async () => {
    standIn.behave(behaviour);
    const error = await errorOf(webhook.send(toChat, context));
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name as keyof ChannelError], value, name);
  });
}

Deno.test("chat channels call no address inside the network", async () => {
  const before = standIn.received.length;
  const guarded = createChatChannel("slack", { policy: { ...policy, production: true } });
  for (const to of [toChat.to, "https://169.254.169.254/latest", "https://metadata.google.internal/"]) {
    assert.equal((await errorOf(guarded.send({ ...message, to }, context))).invalidAddress, true, to);
  }
  assert.equal(standIn.received.length, before);
});

const url = "postgres://localhost/none";

Deno.test("without credentials messages stay in the local outbox, and in production the provider is missing", async () => {
  const { push, whatsapp: here, sms: local } = messageSenders(testConfig(url));
  assert.deepEqual([push?.provider, here?.provider, local?.provider], ["outbox", "outbox", "outbox"]);
  await local!.send(message, context);
  assert.equal(rememberedMessages().at(-1)!.id, message.id);
  const production = messageSenders(testConfig(url, { APP_ENV: "production" }));
  assert.deepEqual([production.push, production.whatsapp, production.sms], [undefined, undefined, undefined]);
});

Deno.test("message files keep one file per message, written over by a repetition", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const files = createMessageFiles(`${dir}/messages`);
    const entry = { id: "a/../b", channel: "sms" as const, to: "+41791234567", content: { text: "one" }, at: "now" };
    await files.keep(entry);
    await files.keep({ ...entry, content: { text: "two" } });
    const names = [...Deno.readDirSync(`${dir}/messages`)].map(({ name }) => name);
    assert.deepEqual(names, ["sms-a_.._b.json"]);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(`${dir}/messages/${names[0]}`)).content, { text: "two" });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
