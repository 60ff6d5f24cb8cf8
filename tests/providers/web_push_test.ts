import assert from "node:assert/strict";
import fc from "fast-check";
import { ChannelError } from "../../shared/providers/messaging/message_channel.ts";
import { createWebPush, isPushAddress, pushPayload } from "../../shared/providers/messaging/push_sender.ts";
import {
  encryptPush,
  generateVapidKeys,
  isUsableSubscription,
  LONGEST_PAYLOAD,
  toBase64url,
} from "../../shared/providers/messaging/web_push_encryption.ts";
import { type MessageBehaviour, startMessageStandIn } from "../support/message_stand_in.ts";
import { openReceiver, vapidClaims } from "../support/push_receiver.ts";

const standIn = startMessageStandIn();
Deno.test.afterAll(() => standIn.close());
const vapid = { ...await generateVapidKeys(), subject: "mailto:ops@example.com" };
const here = { production: false, allowedOrigins: [] };
const sender = createWebPush(vapid, here, { timeoutMs: 300 });
const message = { id: crypto.randomUUID(), title: "Hello", body: "It works", data: { type: "test" }, link: "/tasks" };

Deno.test("encryptPush makes the message of RFC 8291, appendix A", async () => {
  const encrypted = await encryptPush(new TextEncoder().encode("When I grow up, I want to be a watermelon"), {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  }, {
    salt: "DGv6ra1nlYgDCS1FRnbzlw",
    publicKey: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
    privateKey: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  });
  assert.equal(
    toBase64url(encrypted),
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl" +
      "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

Deno.test("encryptPush is undone by the browser alone, whatever the text, and fits the limit of push services", async () => {
  const receiver = await openReceiver();
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 900, unit: "grapheme" }), async (text) => {
      const encrypted = await encryptPush(new TextEncoder().encode(text), receiver.keys);
      assert.equal(await receiver.decrypt(encrypted), new TextDecoder().decode(new TextEncoder().encode(text)));
    }),
    { numRuns: 25 },
  );
  assert.equal((await encryptPush(new Uint8Array(LONGEST_PAYLOAD), receiver.keys)).length, 4096);
});

Deno.test("web push delivers an encrypted message that is signed for the push service", async () => {
  const receiver = await openReceiver();
  const address = `${standIn.origin}/push/one`;
  assert.match((await sender.send({ kind: "web", address, ...receiver.keys }, message)).provider_id!, /^\/message\//);
  const got = standIn.received.at(-1)!;
  assert.equal(got.headers.get("content-encoding"), "aes128gcm");
  assert.ok(Number(got.headers.get("ttl")) > 0);
  const { id: _, ...shown } = message;
  assert.deepEqual(JSON.parse(await receiver.decrypt(got.bytes)), shown);
  const claims = await vapidClaims(got.headers.get("authorization")!);
  assert.equal(claims.aud, standIn.origin);
  assert.equal(claims.sub, "mailto:ops@example.com");
  const lasts = (claims.exp as number) - Date.now() / 1000;
  assert.ok(lasts > 0 && lasts <= 86_400, "RFC 8292 allows a day");
});

const refusals: [MessageBehaviour, Partial<ChannelError>][] = [
  [{ status: 410 }, { permanent: true, invalidAddress: true }],
  [{ status: 404 }, { permanent: true, invalidAddress: true }],
  [{ status: 429, headers: { "retry-after": "17" } }, { permanent: false, invalidAddress: false, retryAfter: 17 }],
  [{ status: 500 }, { permanent: false, invalidAddress: false }],
  [{ status: 403 }, { permanent: true, invalidAddress: false }],
  ["hang", { permanent: false, invalidAddress: false }],
];

for (const [behaviour, expected] of refusals) {
  Deno.test(`web push tells what ${JSON.stringify(behaviour)} means for the device`, async () => {
    const { keys } = await openReceiver();
    standIn.behaveAt("/push/bad", behaviour);
    const target = { kind: "web" as const, address: `${standIn.origin}/push/bad`, ...keys };
    const error = await sender.send(target, message).then(() => undefined, (thrown) => thrown);
    assert.ok(error instanceof ChannelError);
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name as keyof ChannelError], value, name);
  });
}

Deno.test("web push calls no address inside the network, and takes none into the books", async () => {
  const { keys } = await openReceiver();
  const production = createWebPush(vapid, { ...here, production: true });
  const target = { kind: "web" as const, address: `${standIn.origin}/push/one`, ...keys };
  const before = standIn.received.length;
  await assert.rejects(production.send(target, message), (error: ChannelError) => error.invalidAddress);
  assert.equal(standIn.received.length, before);
  assert.equal(isPushAddress("http://push.example.com/x", here), false);
  assert.equal(isPushAddress("https://push.example.com/x", here), true);
  assert.equal(isPushAddress("no address", here), false);
  assert.equal(isPushAddress(`${standIn.origin}/x`, { ...here, production: true }), false);
});

Deno.test("a push that is too long leaves its facts behind, not its text", () => {
  const long = pushPayload({ ...message, data: { text: "x".repeat(5000) } });
  assert.deepEqual(JSON.parse(new TextDecoder().decode(long)), { title: "Hello", body: "It works", link: "/tasks" });
});

Deno.test("isUsableSubscription refuses keys no message can be encrypted for", async () => {
  const { keys } = await openReceiver();
  assert.equal(await isUsableSubscription(keys), true);
  assert.equal(await isUsableSubscription({ ...keys, auth: "c2hvcnQ" }), false);
  assert.equal(await isUsableSubscription({ ...keys, p256dh: toBase64url(new Uint8Array(65).fill(4)) }), false);
});
