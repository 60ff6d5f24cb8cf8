import assert from "node:assert/strict";
import { createFcm } from "../../shared/providers/messaging/fcm_sender.ts";
import { ChannelError } from "../../shared/providers/messaging/message_channel.ts";
import { createPushRouter } from "../../shared/providers/messaging/push_sender.ts";
import { fromBase64url } from "../../shared/providers/messaging/web_push_encryption.ts";
import { type MessageBehaviour, startMessageStandIn } from "../support/message_stand_in.ts";

const standIn = startMessageStandIn();
Deno.test.afterAll(() => standIn.close());
const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const pair = await crypto.subtle.generateKey(
  { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  true,
  ["sign", "verify"],
);
const der = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
const TOKEN_PATH = "/token";
const account = {
  project_id: "garage",
  client_email: "push@garage.example",
  private_key: `-----BEGIN PRIVATE KEY-----\n${
    btoa(String.fromCharCode(...der)).replace(/(.{64})/g, "$1\n")
  }\n-----END PRIVATE KEY-----\n`,
  token_uri: standIn.origin + TOKEN_PATH,
};
const token: MessageBehaviour = { status: 200, body: { access_token: "granted", expires_in: 3600 } };
const accepted: MessageBehaviour = { status: 200, body: { name: "projects/garage/messages/1" } };
const fcm = () => createFcm(account, { url: standIn.origin, timeoutMs: 300 });
const device = { kind: "fcm" as const, address: "registration-token" };
const message = { id: "1", title: "Hello", body: "You", data: { type: "test", count: 2 }, link: "/tasks" };

async function errorOf(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(() => undefined, (thrown) => thrown);
  assert.ok(error instanceof ChannelError, `refused with ${error}`);
  return error;
}

Deno.test("fcm vouches for itself, fetches a token once and sends with it", async () => {
  standIn.behaveAt(TOKEN_PATH, token);
  standIn.behave(accepted);
  const sender = fcm();
  assert.deepEqual(await sender.send(device, message), { provider_id: "projects/garage/messages/1" });
  await sender.send(device, message);
  assert.deepEqual(standIn.received.map(({ path }) => path), [
    TOKEN_PATH,
    "/v1/projects/garage/messages:send",
    "/v1/projects/garage/messages:send",
  ]);
  const assertion = new URLSearchParams(standIn.received[0].text).get("assertion")!;
  const [head, claims, signature] = assertion.split(".");
  const signed = new TextEncoder().encode(`${head}.${claims}`);
  assert.ok(await crypto.subtle.verify(algorithm, pair.publicKey, fromBase64url(signature), signed));
  const { iss, aud } = JSON.parse(new TextDecoder().decode(fromBase64url(claims)));
  assert.deepEqual([iss, aud], [account.client_email, account.token_uri]);
  assert.equal(standIn.received[1].headers.get("authorization"), "Bearer granted");
  assert.deepEqual(JSON.parse(standIn.received[1].text).message, {
    token: "registration-token",
    notification: { title: "Hello", body: "You" },
    data: { type: "test", count: "2", link: "/tasks" },
  });
});

Deno.test("fcm fetches a token that is refused anew, once", async () => {
  standIn.behaveAt(TOKEN_PATH, token);
  standIn.behave({ status: 401 }, accepted);
  await fcm().send(device, message);
  standIn.behave({ status: 401 });
  assert.equal((await errorOf(fcm().send(device, message))).permanent, true);
});

const unregistered = { error: { details: [{ errorCode: "UNREGISTERED" }] } };
const refusals: [MessageBehaviour, Partial<ChannelError>][] = [
  [{ status: 404, body: unregistered }, { permanent: true, invalidAddress: true }],
  [{ status: 403, body: { error: { details: [{ errorCode: "SENDER_ID_MISMATCH" }] } } }, { invalidAddress: true }],
  [{ status: 400 }, { permanent: true, invalidAddress: false }],
  [{ status: 429, headers: { "retry-after": "60" } }, { permanent: false, retryAfter: 60 }],
  [{ status: 503 }, { permanent: false }],
  ["garbage", { permanent: false }],
  ["hang", { permanent: false }],
];
for (const [behaviour, expected] of refusals) {
  Deno.test(`fcm tells what ${JSON.stringify(behaviour)} means for the device`, async () => {
    standIn.behaveAt(TOKEN_PATH, token);
    standIn.behave(behaviour);
    const error = await errorOf(fcm().send(device, message));
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name as keyof ChannelError], value, name);
  });
}

Deno.test("fcm cannot send without a token and says whether that may change", async () => {
  for (const [behaviour, permanent] of [[{ status: 400 }, true], ["garbage", false], ["hang", false]] as const) {
    standIn.behaveAt(TOKEN_PATH, behaviour);
    assert.equal((await errorOf(fcm().send(device, message))).permanent, permanent, JSON.stringify(behaviour));
  }
});

Deno.test("a device whose service is not configured is told so and kept", async () => {
  const error = await errorOf(createPushRouter({}).send(device, message));
  assert.deepEqual([error.permanent, error.invalidAddress], [true, false]);
});
