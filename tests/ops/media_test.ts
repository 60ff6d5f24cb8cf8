import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { readFrames } from "../support/frames.ts";
import { openWorld, type TestActor, testConfig, type TestTenant } from "../support/world.ts";

const world = await openWorld();
const { sql, admin } = world.db;

/** Removes what it is told to, except what the test wants it to fail at. */
const refused = new Set<string>();
const storage = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
  const [bucket, ...key] = new URL(request.url).pathname.split("/").slice(4).map(decodeURIComponent);
  const name = key.join("/");
  if (request.method !== "DELETE" || refused.has(name)) return new Response("{}", { status: 403 });
  await admin.begin(async (tx) => {
    await tx`select set_config('storage.allow_delete_query', 'true', true)`;
    await tx`delete from storage.objects where bucket_id = ${bucket} and name = ${name}`;
  });
  return Response.json({ message: "Successfully deleted" });
});
const runtime = createRuntime(
  testConfig(world.db.url, {
    SUPABASE_URL: `http://127.0.0.1:${storage.addr.port}`,
    SUPABASE_SECRET_KEYS: '{"default":"sb_secret_media"}',
  }),
  { log: () => {}, pool: world.runtime.pool },
);
useRuntime(runtime);
Deno.test.afterAll(async () => {
  await runtime.close();
  await storage.shutdown();
  await world.close();
});

const BASE = "/server-management";
const keyOf = (tenant: TestTenant, kind = "document") => `${tenant.id}/${kind}/${crypto.randomUUID()}.pdf`;

async function object(name: string, { bucket = "documents", hours = 25, size = 10 } = {}): Promise<string> {
  await admin`insert into storage.objects (bucket_id, name, metadata, created_at, updated_at)
    values (${bucket}, ${name}, ${JSON.stringify({ size })}::text::jsonb, now() - ${`${hours} hours`}::interval,
      now() - ${`${hours} hours`}::interval)`;
  return name;
}

async function file(tenant: TestTenant, key: string, { size = 10, status = "stored" } = {}): Promise<string> {
  const [{ id }] = await sql`
    insert into documents.files (tenant_id, original_name, storage_key, size, sha256, media_type, status)
    values (${tenant.id}, 'a.pdf', ${key}, ${size}, ${"a".repeat(64)}, 'application/pdf', ${status}) returning id`;
  return id;
}

const objects = async (tenant: TestTenant) =>
  (await admin`select name from storage.objects where name like ${`${tenant.id}/%`} order by name`).map((o) => o.name);

async function organisation() {
  const tenant = await world.tenant();
  return { tenant, owner: await tenant.actor({ settings: "rw" }) };
}

const clean = async (actor: TestActor, query = {}) =>
  (await send(app, actor, `POST ${BASE}/media-cleanup`, { query })).body.data.cleanup;

Deno.test("ops.media.diagnostic names files that are missing or of another size first, of the organisation alone", async () => {
  const { tenant, owner } = await organisation();
  const other = await world.tenant();
  const whole = await file(tenant, await object(keyOf(tenant)));
  const missing = await file(tenant, keyOf(tenant));
  const larger = await file(tenant, await object(keyOf(tenant), { size: 11 }));
  await file(tenant, keyOf(tenant), { status: "pending" });
  await file(other, keyOf(other));
  const { body } = await send(app, owner, `GET ${BASE}/media-diagnostic`);
  const { ok, results, settings } = body.data;
  assert.deepEqual([ok, settings.isConfigured], [false, true]);
  const found = new Map(results.map((one: { id: string }) => [one.id, one]));
  assert.equal(found.size, 3);
  const { path, resolved_path, ...row } = found.get(missing) as Record<string, unknown>;
  assert.equal(resolved_path, `documents/${path}`);
  const link = `/api/files/${missing}/download`;
  assert.deepEqual(row, {
    model: "file",
    id: missing,
    field: "storage_key",
    exists: false,
    url: null,
    file_link: link,
    discrepancy: "missing",
  });
  const discrepancy = (id: string) => (found.get(id) as { discrepancy: string | null }).discrepancy;
  assert.deepEqual([discrepancy(larger), discrepancy(whole)], ["size", null]);
  assert.equal(results.at(-1).id, whole);
  const reader = await tenant.actor({ settings: "r", documents: "rw" });
  assert.equal((await send(app, reader, `GET ${BASE}/media-diagnostic`)).status, 403);
});

Deno.test("ops.media.repair relinks a file to the only object of its name, takes back what is there again, and guesses nothing", async () => {
  const { tenant, owner } = await organisation();
  const other = await world.tenant();
  const renamed = keyOf(tenant);
  const id = await file(tenant, renamed);
  const moved = await object(renamed.replace("/document/", "/moved/"));
  const back = await file(tenant, await object(keyOf(tenant)), { status: "lost" });
  const doubtful = keyOf(tenant);
  const unclear = await file(tenant, doubtful);
  for (const kind of ["one", "two"]) await object(doubtful.replace("/document/", `/${kind}/`));
  const deleted = keyOf(tenant);
  await file(tenant, deleted);
  const kept = await object(deleted.replace("/document/", "/deleted/"));
  await sql`update documents.files set deleted_at = now() where id = ${await file(tenant, kept)}`;
  const foreign = keyOf(tenant);
  await file(tenant, foreign);
  await object(foreign.replace(tenant.id, other.id));
  const { body } = await send(app, owner, `POST ${BASE}/media-repair`);
  assert.deepEqual(
    body.data.repairs.toSorted(),
    [
      `file ${id}: storage_key relinked to ${moved}`,
      `file ${back}: its object is there again`,
    ].toSorted(),
  );
  const rows = await sql`select id, storage_key, status from documents.files where tenant_id = ${tenant.id}`;
  const of = (one: string) => rows.find((row) => row.id === one)!;
  assert.deepEqual([of(id).storage_key, of(back).status, of(unclear).storage_key], [moved, "stored", doubtful]);
  assert.deepEqual((await send(app, owner, `POST ${BASE}/media-repair`)).body.data.repairs, []);
  const [{ n }] = await sql`
    select count(*)::int as n from audit.events where tenant_id = ${tenant.id} and action = 'media.repaired'`;
  assert.equal(n, 2);
});

Deno.test("ops.media.cleanup rehearses unless told otherwise, spares what is young or named, and removes the rest", async () => {
  const { tenant, owner } = await organisation();
  const other = await world.tenant();
  const named = await object(keyOf(tenant));
  await file(tenant, named);
  const uploading = await object(keyOf(tenant));
  await file(tenant, uploading, { status: "pending" });
  const young = await object(keyOf(tenant), { hours: 23 });
  const orphan = await object(keyOf(tenant), { size: 700 });
  const picture = await object(`${tenant.id}/avatars/old`, { bucket: "avatars", size: 300 });
  const theirs = await object(keyOf(other));
  const rehearsal = await clean(owner);
  assert.deepEqual([rehearsal.dryRun, rehearsal.scannedFiles, rehearsal.referencedFiles, rehearsal.deletedFiles], [
    true,
    5,
    2,
    0,
  ]);
  assert.deepEqual([rehearsal.orphanedFiles, rehearsal.totalOrphanBytes], [2, 1000]);
  assert.equal((await objects(tenant)).length, 5);
  const done = await clean(owner, { dryRun: "false" });
  assert.deepEqual([done.ok, done.deletedFiles, done.errors], [true, 2, []]);
  assert.deepEqual(done.files.map((one: { path: string }) => one.path), [picture, orphan]);
  assert.deepEqual(await objects(tenant), [named, uploading, young].toSorted());
  assert.deepEqual(await objects(other), [theirs]);
  const [event] = await sql`
    select context from audit.events where tenant_id = ${tenant.id} and action = 'media.cleaned'`;
  assert.deepEqual(event.context, { deleted_files: 2, bytes: 1000 });
  assert.equal((await clean(owner, { dryRun: "false" })).deletedFiles, 0);
});

Deno.test("ops.media.cleanup goes on past an object that cannot be removed and says so", async () => {
  const { tenant, owner } = await organisation();
  const keys = await Promise.all([1, 2, 3].map(() => object(keyOf(tenant))));
  refused.add(keys[1]);
  const done = await clean(owner, { dryRun: "false" });
  assert.deepEqual([done.ok, done.deletedFiles, done.errors], [false, 2, [`${keys[1]} could not be removed`]]);
  assert.deepEqual(await objects(tenant), [keys[1]]);
});

Deno.test("ops.media.cleanup removes nothing where no storage is configured", async () => {
  const { tenant, owner } = await organisation();
  await object(keyOf(tenant));
  useRuntime(world.runtime);
  try {
    assert.equal((await clean(owner)).orphanedFiles, 1);
    for (const route of [`POST ${BASE}/media-cleanup`, `GET ${BASE}/media-cleanup/stream`]) {
      const { status, body } = await send(app, owner, route, { query: { dryRun: "false" } });
      assert.deepEqual([status, body.code], [503, "SERVICE_UNAVAILABLE"]);
    }
  } finally {
    useRuntime(runtime);
  }
});

Deno.test("ops.media.cleanup_stream tells each step in order and ends with the whole result", async () => {
  const { tenant, owner } = await organisation();
  for (let i = 0; i < 26; i++) await object(keyOf(tenant));
  const url = `http://localhost/ops${BASE}/media-cleanup/stream?dryRun=false&token=${owner.token}`;
  const response = await app.fetch(new Request(url));
  assert.match(response.headers.get("content-type")!, /^text\/event-stream/);
  const events: [string | undefined, Record<string, unknown>][] = [];
  for await (const frame of readFrames(response)) events.push([frame.event, frame.data]);
  const names = events.map(([name]) => name);
  assert.deepEqual(names, [
    "media_cleanup_started",
    ...Array(25).fill("media_cleanup_found"),
    "media_cleanup_progress",
    "media_cleanup_found",
    "media_cleanup_progress",
    "media_cleanup_finished",
  ]);
  assert.deepEqual(events.at(-2)![1], { done: 26, total: 26, deleted: 26 });
  assert.equal((events.at(-1)![1].cleanup as { deletedFiles: number }).deletedFiles, 26);
  assert.deepEqual(await objects(tenant), []);
});
