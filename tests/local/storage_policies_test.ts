import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import {
  accessToken,
  contentFiles,
  dataOf,
  JWT_SECRET,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  storageWorld,
} from "./storage_world.ts";

const signing = await generateKeyPair("ES256", { extractable: true });
const jwk = { ...await exportJWK(signing.publicKey), kid: "key-1", alg: "ES256" } as JsonWebKey;
const world = await storageWorld({ jwks: { keys: [jwk] } });
Deno.test.afterAll(() => world.close());

const TENANT_A = crypto.randomUUID();
const TENANT_B = crypto.randomUUID();
const USER_A = crypto.randomUUID();

const service = world.service();
dataOf(await service.createBucket("papers", { public: false }));
dataOf(await service.createBucket("dropbox", { public: false }));
await world.database.sql.unsafe(`
  create policy tenant_reads on storage.objects for select to authenticated using (
    bucket_id = 'papers' and (storage.foldername(name))[1] = (select auth.jwt()) ->> 'tenant_id');
  create policy tenant_creates on storage.objects for insert to authenticated with check (
    bucket_id = 'papers' and (storage.foldername(name))[1] = (select auth.jwt()) ->> 'tenant_id');
  create policy tenant_updates on storage.objects for update to authenticated using (
    bucket_id = 'papers' and (storage.foldername(name))[1] = (select auth.jwt()) ->> 'tenant_id');
  create policy tenant_deletes on storage.objects for delete to authenticated using (
    bucket_id = 'papers' and (storage.foldername(name))[1] = (select auth.jwt()) ->> 'tenant_id');
  create policy drops on storage.objects for insert to authenticated with check (bucket_id = 'dropbox');
  create table public.seen (name text, setting text, value text);
  create function public.watch() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into public.seen
    select new.name, setting, current_setting(setting, true) from unnest(array['role', 'request.jwt',
      'request.jwt.claims', 'request.jwt.claim.sub', 'request.jwt.claim.role', 'request.headers', 'request.method',
      'request.path', 'storage.operation']) as setting;
    return new;
  end $$;
  create trigger watch after insert on storage.objects for each row when (new.name like '%/watched.txt')
    execute function public.watch();
`);

const a = (await world.user({ sub: USER_A, tenant_id: TENANT_A })).from("papers");
const b = (await world.user({ sub: crypto.randomUUID(), tenant_id: TENANT_B })).from("papers");
const visitor = world.visitor().from("papers");
const SECRET_FILE = `${TENANT_A}/contract.pdf`;
dataOf(await a.upload(SECRET_FILE, new Blob(["signed by A"])));

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, apikey: PUBLISHABLE_KEY } });
const read = (init: RequestInit) => world.request(`/object/papers/${SECRET_FILE}`, init);

Deno.test("storage.upload records the subject of the token as owner", async () => {
  const [row] = await world.database.sql`
    select owner_id, owner::text from storage.objects where name = ${SECRET_FILE}`;
  assert.deepEqual({ ...row }, { owner_id: USER_A, owner: USER_A });
});

Deno.test("storage.upload into another tenant's folder is refused and stores nothing", async () => {
  const before = await contentFiles(world.filesDir);
  const { error } = await b.upload(`${TENANT_A}/planted.pdf`, new Blob(["from B"]));
  assert.equal(error?.statusCode, "403");
  assert.match(error?.message ?? "", /row-level security/);
  const replaced = await b.upload(SECRET_FILE, new Blob(["from B"]), { upsert: true });
  assert.equal(replaced.error?.statusCode, "403");
  assert.deepEqual(await contentFiles(world.filesDir), before);
  assert.equal(await dataOf(await a.download(SECRET_FILE)).text(), "signed by A");
});

Deno.test("storage.objects of another tenant are invisible to every operation", async () => {
  const notFound = "Object not found";
  assert.deepEqual(dataOf(await b.list()), []);
  assert.deepEqual(dataOf(await b.list(TENANT_A)), []);
  assert.equal((await b.download(SECRET_FILE)).error?.message, notFound);
  assert.equal((await b.info(SECRET_FILE)).error?.message, notFound);
  assert.equal((await b.exists(SECRET_FILE)).data, false);
  assert.equal((await b.createSignedUrl(SECRET_FILE, 60)).error?.message, notFound);
  const [signed] = dataOf(await b.createSignedUrls([SECRET_FILE], 60));
  assert.equal(signed.signedUrl, null);
  assert.equal((await b.move(SECRET_FILE, `${TENANT_B}/stolen.pdf`)).error?.message, notFound);
  assert.equal((await b.copy(SECRET_FILE, `${TENANT_B}/stolen.pdf`)).error?.message, notFound);
  assert.deepEqual(dataOf(await b.remove([SECRET_FILE])), []);
  assert.equal((await b.createSignedUploadUrl(SECRET_FILE)).error?.statusCode, "403");
  assert.equal(await dataOf(await a.download(SECRET_FILE)).text(), "signed by A");
});

Deno.test("storage.move and copy cannot plant an object in another tenant's folder", async () => {
  dataOf(await b.upload(`${TENANT_B}/own.pdf`, new Blob(["B"])));
  assert.equal((await b.move(`${TENANT_B}/own.pdf`, `${TENANT_A}/x.pdf`)).error?.statusCode, "403");
  assert.equal((await b.copy(`${TENANT_B}/own.pdf`, `${TENANT_A}/x.pdf`)).error?.statusCode, "403");
  assert.deepEqual(dataOf(await a.list(TENANT_A)).map((entry) => entry.name), ["contract.pdf"]);
});

Deno.test("storage.objects under a tenant policy serve the tenant's own files in every operation", async () => {
  const own = (name: string) => `${TENANT_A}/own/${name}`;
  dataOf(await a.upload(own("1.txt"), new Blob(["1"])));
  dataOf(await a.upload(own("1.txt"), new Blob(["one"]), { upsert: true }));
  dataOf(await a.copy(own("1.txt"), own("2.txt")));
  dataOf(await a.move(own("2.txt"), own("3.txt")));
  const { signedUrl } = dataOf(await a.createSignedUrl(own("3.txt"), 60));
  assert.equal(await (await fetch(signedUrl)).text(), "one");
  assert.deepEqual(dataOf(await a.list(`${TENANT_A}/own`)).map((entry) => entry.name), ["1.txt", "3.txt"]);
  assert.equal(dataOf(await a.remove([own("1.txt"), own("3.txt")])).length, 2);
});

Deno.test("storage.objects refuse visitors", async () => {
  assert.equal((await visitor.upload(`${TENANT_A}/v.pdf`, new Blob(["v"]))).error?.statusCode, "403");
  assert.equal((await visitor.download(SECRET_FILE)).error?.message, "Object not found");
  assert.deepEqual(dataOf(await visitor.list(TENANT_A)), []);
  assert.deepEqual(dataOf(await visitor.remove([SECRET_FILE])), []);
});

Deno.test("storage.objects refuse requests without any credential", async () => {
  const download = await read({});
  assert.equal(download.status, 400);
  assert.equal((await download.json()).error, "Bucket not found");
  for (const [method, path] of [["POST", "/object/papers/x.txt"], ["POST", "/object/list/papers"]]) {
    const response = await world.request(path, { method, body: "{}" });
    assert.equal(response.status, 400);
    const { statusCode, error } = await response.json();
    assert.deepEqual({ statusCode, error }, { statusCode: "403", error: "Unauthorized" });
  }
});

Deno.test("storage refuses tokens that are forged, expired, endless or of another role", async () => {
  const claims = { sub: USER_A, tenant_id: TENANT_A };
  const endless = await new SignJWT({ ...claims, role: "authenticated" }).setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(JWT_SECRET));
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"role":"service_role","exp":9999999999}')}.`.replaceAll("=", "");
  const tokens = {
    forged: await accessToken(claims, { secret: "another-secret-that-is-long-enough-0123456789" }),
    expired: await accessToken(claims, { expiresIn: -1 }),
    endless,
    unsigned,
    superuser: await accessToken({ ...claims, role: "postgres" }),
    owner: await accessToken({ ...claims, role: "supabase_storage_admin" }),
  };
  for (const [kind, token] of Object.entries(tokens)) {
    const response = await read(bearer(token));
    assert.equal(response.status, 400, kind);
    assert.equal((await response.json()).statusCode, "403", kind);
  }
  assert.equal((await read(bearer(await accessToken(claims)))).status, 200);
});

Deno.test("storage refuses keys it does not know", async () => {
  for (const [header, value] of [["apikey", "sb_secret_guessed"], ["authorization", "Bearer sb_publishable_guessed"]]) {
    assert.equal((await read({ headers: { [header]: value } })).status, 401);
  }
});

Deno.test("storage lets a user's token decide, not the secret key beside it", async () => {
  const token = await accessToken({ sub: crypto.randomUUID(), tenant_id: TENANT_B });
  const response = await read({ headers: { authorization: `Bearer ${token}`, apikey: SECRET_KEY } });
  assert.equal((await response.json()).message, "Object not found");
  assert.equal((await read({ headers: { apikey: SECRET_KEY } })).status, 200);
});

Deno.test("storage accepts tokens signed with a key of the key set and no others", async () => {
  const sign = (key: typeof signing.privateKey, kid: string) =>
    new SignJWT({ role: "authenticated", tenant_id: TENANT_A, sub: USER_A }).setProtectedHeader({ alg: "ES256", kid })
      .setExpirationTime("5m").sign(key);
  assert.equal((await read(bearer(await sign(signing.privateKey, "key-1")))).status, 200);
  assert.equal((await read(bearer(await sign(signing.privateKey, "key-2")))).status, 400);
  const other = await generateKeyPair("ES256");
  assert.equal((await read(bearer(await sign(other.privateKey, "key-1")))).status, 400);
});

Deno.test("storage.upload with the INSERT policy alone creates but neither replaces nor reads", async () => {
  const dropbox = (await world.user({ sub: USER_A, tenant_id: TENANT_A })).from("dropbox");
  dataOf(await dropbox.upload("note.txt", new Blob(["once"])));
  assert.equal((await dropbox.upload("note.txt", new Blob(["twice"]))).error?.statusCode, "409");
  assert.equal((await dropbox.upload("note.txt", new Blob(["twice"]), { upsert: true })).error?.statusCode, "403");
  assert.equal((await dropbox.download("note.txt")).error?.message, "Object not found");
  assert.equal((await dropbox.move("note.txt", "note2.txt")).error?.message, "Object not found");
  assert.equal(await dataOf(await service.from("dropbox").download("note.txt")).text(), "once");
});

Deno.test("storage.buckets refuse users and visitors without a policy", async () => {
  for (const storage of [await world.user({ sub: USER_A }), world.visitor()]) {
    assert.equal((await storage.createBucket("mine", { public: true })).error?.statusCode, "403");
    assert.deepEqual(dataOf(await storage.listBuckets()), []);
    assert.equal((await storage.getBucket("papers")).error?.message, "Bucket not found");
    assert.equal((await storage.updateBucket("papers", { public: true })).error?.message, "Bucket not found");
    assert.equal((await storage.emptyBucket("papers")).error?.message, "Bucket not found");
    assert.equal((await storage.deleteBucket("papers")).error?.message, "Bucket not found");
  }
  assert.equal((await read({ headers: { apikey: SECRET_KEY } })).status, 200);
});

Deno.test("storage gives policies and triggers the request settings of the platform", async () => {
  const token = await accessToken({ sub: USER_A, tenant_id: TENANT_A });
  const name = `${TENANT_A}/watched.txt`;
  const response = await world.request(`/object/papers/${name}`, {
    method: "POST",
    body: "x",
    headers: { authorization: `Bearer ${token}`, apikey: PUBLISHABLE_KEY, "x-probe": "7" },
  });
  assert.equal(response.status, 200);
  const rows = await world.database.sql`select setting, value from public.seen where name = ${name}`;
  const seen = Object.fromEntries(rows.map((row) => [row.setting, row.value]));
  assert.equal(seen["role"], "authenticated");
  assert.equal(seen["request.jwt"], token);
  assert.equal(JSON.parse(seen["request.jwt.claims"]).tenant_id, TENANT_A);
  assert.equal(seen["request.jwt.claim.sub"], USER_A);
  assert.equal(seen["request.jwt.claim.role"], "authenticated");
  assert.equal(JSON.parse(seen["request.headers"])["x-probe"], "7");
  assert.equal(seen["request.method"], "POST");
  assert.equal(seen["request.path"], `/object/papers/${name}`);
  assert.equal(seen["storage.operation"], "storage.object.upload");
});

Deno.test("storage keeps the rights of interleaved requests apart", async () => {
  const requests = Array.from({ length: 60 }, (_, index) => {
    const headers: Record<string, string>[] = [{ apikey: SECRET_KEY }, { apikey: PUBLISHABLE_KEY }];
    return read({ headers: headers[index % 2] });
  });
  const statuses = await Promise.all(requests.map(async (request) => {
    const response = await request;
    await response.body?.cancel();
    return response.status;
  }));
  assert.ok(statuses.every((status, index) => status === (index % 2 === 0 ? 200 : 400)), statuses.join());
});
