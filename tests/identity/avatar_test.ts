import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { codecs } from "../../shared/images/codecs.ts";
import { createStorage } from "../../supabase/local/storage/server.ts";
import { contentFiles, storageUrl } from "../local/storage_world.ts";
import { plainPicture } from "../images/pictures.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, testSecret } from "../support/world.ts";

const SECRET_KEY = "sb_secret_avatar_tests";
const PUBLISHABLE_KEY = "sb_publishable_avatar_tests";
let serve: (request: Request) => Promise<Response> = () => Promise.reject(new Error("not open yet"));
const http = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => serve(request));
const origin = `http://127.0.0.1:${http.addr.port}`;
const world = await openWorld({
  config: { SUPABASE_URL: origin, SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }) },
});
const folder = await Deno.makeTempDir({ prefix: "avatar_test_" });
const storage = await createStorage({
  databaseUrl: storageUrl(world.db),
  filesDir: folder,
  jwtSecret: testSecret,
  publishableKey: PUBLISHABLE_KEY,
  secretKey: SECRET_KEY,
});
serve = (request) => storage.fetch(request);
Deno.test.afterAll(async () => {
  await http.shutdown();
  await storage.close();
  await world.close();
  await Deno.remove(folder, { recursive: true });
});
const tenant = await world.tenant();
const { sql } = world.db;

const upload = (actor: TestActor, bytes: Uint8Array<ArrayBuffer>, name = "me.png") => {
  const form = new FormData();
  form.set("avatar", new File([bytes], name));
  return send(app, actor, "POST /user-profile/upload_avatar", { form });
};
const stored = async () => (await sql`select name from storage.objects where bucket_id = 'avatars'`).map((o) => o.name);

Deno.test("identity.profile.upload_avatar keeps a small new picture below the tenant, readable by members of it alone", async () => {
  const actor = await tenant.actor({});
  const answer = await upload(actor, await plainPicture("jpeg", 800, 600), "me.txt");
  assert.equal(answer.status, 200, answer.text);
  const { avatar } = answer.body.data;
  assert.match(avatar, /^\/user-profile\/avatars\/[0-9a-f-]{36}$/);
  const key = `${tenant.id}/avatars/${avatar.split("/").at(-1)}`;
  assert.ok((await stored()).includes(key));

  const read = await send(app, await tenant.actor({}), `GET ${avatar}`);
  assert.deepEqual([read.status, read.headers.get("content-type")], [200, "image/jpeg"]);
  assert.equal(read.headers.get("cache-control"), "private, max-age=86400, immutable");
  const { width, height } = await (await codecs()).decodeJpeg(new Uint8Array(read.bytes));
  assert.deepEqual([width, height], [512, 384]);

  const foreign = await send(app, await (await world.tenant()).actor({ "*": "rw" }), `GET ${avatar}`, {
    headers: { "x-request-id": "r" },
  });
  const missing = await send(app, actor, `GET /user-profile/avatars/${crypto.randomUUID()}`, {
    headers: { "x-request-id": "r" },
  });
  assert.deepEqual([foreign.status, foreign.text], [404, missing.text]);
  assert.equal((await send(app, null, `GET ${avatar}`)).status, 401);
});

Deno.test("identity.profile.upload_avatar removes the picture it replaces, and so does PUT /auth/me", async () => {
  const actor = await tenant.actor({});
  const before = await stored();
  for (const size of [10, 20]) assert.equal((await upload(actor, await plainPicture("png", size, size))).status, 200);
  assert.equal((await stored()).length, before.length + 1);
  const answer = await send(app, actor, "PUT /auth/me", { body: { avatar: "https://cdn.example.com/me.webp" } });
  assert.equal(answer.status, 200);
  assert.deepEqual((await stored()).sort(), before.sort());
  assert.equal((await contentFiles(folder)).length, before.length, "no file is left behind");
});

Deno.test("identity.profile.upload_avatar refuses what is no picture by its content, too large or missing, and keeps nothing", async () => {
  const actor = await tenant.actor({});
  const before = await stored();
  const html = new TextEncoder().encode("<svg onload='alert(1)'><script>alert(1)</script></svg>");
  const refusals = [
    await upload(actor, html, "me.png"),
    await upload(actor, new Uint8Array(), "empty.png"),
    await upload(actor, (await plainPicture("png", 30, 30)).slice(0, 60), "cut.png"),
    await upload(actor, new Uint8Array(5 * 1024 * 1024 + 1), "large.png"),
  ];
  for (const answer of refusals) {
    assert.deepEqual([answer.status, answer.body.code, answer.body.details.field], [400, "INVALID_FILE", "avatar"]);
  }
  const missing = await send(app, actor, "POST /user-profile/upload_avatar", { form: new FormData() });
  assert.deepEqual([missing.status, missing.body.details[0].field], [400, "avatar"]);
  assert.equal((await upload(actor, new Uint8Array(6 * 1024 * 1024))).status, 413);
  assert.deepEqual(await stored(), before);
});

Deno.test("the bucket avatars is closed to members who come past the functions", async () => {
  const actor = await tenant.actor({ "*": "rw" });
  const url = `${origin}/storage/v1/object/avatars/${tenant.id}/avatars/${crypto.randomUUID()}`;
  const headers = { authorization: `Bearer ${actor.token}`, apikey: PUBLISHABLE_KEY, "content-type": "image/png" };
  const written = await fetch(url, { method: "POST", headers, body: await plainPicture("png", 4, 4) });
  assert.equal(written.status, 400, await written.text());
  const [name] = await stored();
  const read = await fetch(`${origin}/storage/v1/object/avatars/${name}`, { headers });
  assert.equal(read.status, 400, await read.text());
});

Deno.test("identity.profile.upload_avatar answers 502 when the storage fails and leaves the profile as it was", async () => {
  const actor = await tenant.actor({});
  const working = serve;
  serve = () => Promise.resolve(new Response("overloaded", { status: 500 }));
  try {
    const answer = await upload(actor, await plainPicture("png", 8, 8));
    assert.deepEqual([answer.status, answer.body.code], [502, "EXTERNAL_API_ERROR"]);
    assert.ok(!answer.text.includes("overloaded"));
  } finally {
    serve = working;
  }
  assert.equal((await send(app, actor, "GET /user-profile/me")).body.data.avatar, null);
});
