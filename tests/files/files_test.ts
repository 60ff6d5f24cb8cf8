import assert from "node:assert/strict";
import { app } from "../../functions/documents/app.ts";
import { background } from "../../functions/documents/background.ts";
import { signFileLink } from "../../shared/auth/file_links.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { plainPicture } from "../images/pictures.ts";
import { send } from "../support/app_client.ts";
import { EICAR, startScanStandIn } from "../support/scan_stand_in.ts";
import type { TestActor } from "../support/world.ts";
import { openFileWorld } from "./file_world.ts";

const scanner = startScanStandIn();
const world = await openFileWorld({ SCAN_URL: scanner.url, SCAN_TOKEN: "scan-token", SCAN_TIMEOUT_MS: "300" });
Deno.test.afterAll(async () => {
  await world.close();
  await scanner.close();
});
const { sql } = world.db;
const tenant = await world.tenant();

const upload = (
  actor: TestActor,
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
) => {
  const form = new FormData();
  form.set("file", new File([content], name, { type: "image/svg+xml" }));
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  return send(app, actor, "POST /files", { form, headers });
};
const rows = (tenantId = tenant.id) =>
  sql`select * from documents.files where tenant_id = ${tenantId} order by created_at, id`;

Deno.test("documents.files.upload keeps what the content says under a key of its own, and hands out the same bytes by id and by link", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const picture = await plainPicture("png", 9, 9);
  const entity_id = crypto.randomUUID();
  const answer = await upload(actor, picture, "../été\u202egnp.exe", {
    kind: "passport",
    entity: "contact",
    entity_id,
  });
  assert.equal(answer.status, 201, answer.text);
  const { id, ...shown } = answer.body.data;
  assert.equal(shown.name, "étégnp.exe");
  assert.deepEqual(
    [shown.media_type, shown.size, shown.kind, shown.entity_id, shown.status, shown.scan_status, shown.created_by],
    ["image/png", picture.byteLength, "passport", entity_id, "stored", "clean", actor.userId],
  );
  const [{ storage_key }] = await sql`select storage_key from documents.files where id = ${id}`;
  assert.match(storage_key, new RegExp(`^${tenant.id}/passport/[0-9a-f-]{36}\\.png$`));
  assert.ok((await world.stored("documents")).includes(storage_key));
  assert.equal(scanner.asked.at(-1)!.authorization, "Bearer scan-token");

  const direct = await send(app, actor, `GET /files/${id}/download`);
  assert.deepEqual([direct.status, direct.headers.get("content-type")], [200, "image/png"]);
  assert.match(direct.headers.get("content-disposition")!, /^attachment; .*filename\*=UTF-8''%C3%A9t%C3%A9gnp\.exe$/);
  assert.deepEqual(direct.bytes, picture);
  const link = await send(app, actor, `GET /files/${id}/link`);
  const { pathname } = new URL(link.body.data.url);
  const shared = await app.fetch(new Request(link.body.data.url));
  assert.deepEqual(new Uint8Array(await shared.arrayBuffer()), picture);
  assert.ok(Date.parse(link.body.data.expires_at) > Date.now() + 14 * 60_000);

  const forged = await app.fetch(new Request(`http://localhost${pathname.slice(0, -3)}abc`));
  assert.equal(forged.status, 404, await forged.text());
  const real = Date.now;
  Date.now = () => real() - 16 * 60_000;
  const old = await signFileLink(world.runtime.config, { tenantId: tenant.id, fileId: id }).finally(() =>
    Date.now = real
  );
  const expired = await app.fetch(new Request(`http://localhost/documents/files/shared/${old}`));
  assert.equal(expired.status, 404, await expired.text());

  assert.equal((await send(app, actor, `DELETE /files/${id}`)).status, 204);
  assert.ok(!(await world.stored("documents")).includes(storage_key));
  for (const path of [`/files/${id}`, `/files/${id}/download`, pathname.slice("/documents".length)]) {
    assert.equal((await send(app, actor, `GET ${path}`)).status, 404, path);
  }
});

Deno.test("documents.files.upload refuses what is empty, runs in a browser or is not what its name says, and keeps nothing", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const [before, objects] = [await rows(), await world.stored("documents")];
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(40)]);
  const refused: [string | Uint8Array<ArrayBuffer>, string, number, string][] = [
    ["", "a.txt", 400, "FILE_EMPTY"],
    ["<svg onload='alert(1)'/>", "a.xml", 415, "FILE_TYPE_REFUSED"],
    ["<!doctype html><p>", "a.txt", 415, "FILE_TYPE_REFUSED"],
    ["MZ\u0090\u0000", "a.pdf", 415, "FILE_TYPE_REFUSED"],
    ["plain", "a.exe", 415, "FILE_TYPE_REFUSED"],
    ["a\u0000b", "a.csv", 415, "FILE_TYPE_REFUSED"],
    [new Uint8Array([0xff, 0xfe, 0x80]), "a.txt", 415, "FILE_TYPE_REFUSED"],
    [zip, "a.docx", 415, "FILE_TYPE_REFUSED"],
    [new Uint8Array(25 * 1024 * 1024 + 1), "a.txt", 413, "UPLOAD_TOO_LARGE"],
    [new Uint8Array(26 * 1024 * 1024), "a.txt", 413, "PAYLOAD_TOO_LARGE"],
  ];
  for (const [content, name, status, code] of refused) {
    const answer = await upload(actor, content, name);
    assert.deepEqual([answer.status, answer.body.code], [status, code], `${name}: ${answer.text}`);
  }
  for (
    const fields of [{ kind: "../x" }, { kind: "quarantine" }, { entity: "contact" }, { owner: "x" }] as Record<
      string,
      string
    >[]
  ) {
    assert.equal((await upload(actor, "text", "a.txt", fields)).status, 400);
  }
  assert.deepEqual([await rows(), await world.stored("documents")], [before, objects]);
});

Deno.test("documents.files.upload puts an infected file in quarantine, and nobody gets it", async () => {
  const actor = await tenant.actor({ "*": "rw" });
  const answer = await upload(actor, EICAR, "invoice.txt");
  assert.deepEqual([answer.status, answer.body.code], [422, "FILE_INFECTED"]);
  const id = answer.body.details.file_id;
  const [row] = await sql`select status, scan_status, storage_key from documents.files where id = ${id}`;
  assert.deepEqual([row.status, row.scan_status], ["quarantined", "infected"]);
  assert.match(row.storage_key, /\/quarantine\/[0-9a-f-]+\.bin$/);
  for (const path of ["download", "link"]) {
    const asked = await send(app, actor, `GET /files/${id}/${path}`);
    assert.deepEqual([asked.status, asked.body.details.reason], [409, "file_quarantined"]);
  }
  const { error } = await world.client(actor).from("documents").download(row.storage_key);
  assert.ok(error, "nor straight from Storage");
});

Deno.test("documents.files.upload takes nothing while the scanner hangs, fails or talks nonsense", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const before = await rows();
  for (const behaviour of ["hang", "garbage", "flood", "short", { status: 500 }, { status: 302 }] as const) {
    scanner.behave(behaviour);
    const answer = await upload(actor, "text", "a.txt");
    assert.deepEqual([answer.status, answer.body.details.reason], [502, "scan_failed"], JSON.stringify(behaviour));
  }
  scanner.behave("honest");
  assert.deepEqual(await rows(), before);
});

Deno.test("documents.files.upload repeated with its key keeps one file", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const objects = (await world.stored("documents")).length;
  const bytes = await plainPicture("png", 3, 3);
  const form = () => {
    const made = new FormData();
    made.set("file", new File([bytes], "a.png"));
    return made;
  };
  // The boundary of a form is drawn anew each time; a client that repeats a request repeats its bytes.
  const request = new Request("http://x", { method: "POST", body: form() });
  const type = request.headers.get("content-type")!;
  const content = await request.arrayBuffer();
  const post = () =>
    app.fetch(
      new Request("http://localhost/documents/files", {
        method: "POST",
        body: content,
        headers: { authorization: `Bearer ${actor.token}`, "content-type": type, "idempotency-key": "one" },
      }),
    );
  const [first, again] = [await post(), await post()];
  assert.equal(first.status, 201);
  assert.equal(await again.text(), await first.text());
  assert.equal((await world.stored("documents")).length, objects + 1);
});

Deno.test("files stay within their tenant and their scope", async () => {
  const team = await tenant.team();
  const owner = await tenant.actor({ documents: ["SELF", "SELF"] }, { teams: [team] });
  const mate = await tenant.actor({ documents: ["GROUP", "GROUP"] }, { teams: [team] });
  const reader = await tenant.actor({ documents: "r" });
  const loner = await tenant.actor({ documents: ["SELF", "SELF"] });
  const foreigner = await (await world.tenant()).actor({ "*": "rw" });
  const { id } = (await upload(owner, "mine", "a.txt")).body.data;
  const headers = { "x-request-id": "same" };
  const missing = await send(app, owner, `GET /files/${crypto.randomUUID()}`, { headers });
  for (const [actor, status] of [[owner, 200], [mate, 200], [reader, 200], [loner, 404], [foreigner, 404]] as const) {
    for (const path of [`/files/${id}`, `/files/${id}/download`]) {
      const answer = await send(app, actor, `GET ${path}`, { headers });
      assert.equal(answer.status, status);
      if (status === 404) assert.equal(answer.text, missing.text);
    }
  }
  assert.equal((await send(app, reader, `DELETE /files/${id}`)).status, 403);
  assert.equal((await send(app, loner, `DELETE /files/${id}`)).status, 404);
  assert.equal((await send(app, mate, `DELETE /files/${id}`)).status, 204);
});

Deno.test("the bucket documents shows a member the files they see, and takes nothing past the functions", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const { id } = (await upload(actor, "a;b\n1;2\n", "a.csv")).body.data;
  const [{ storage_key: key }] = await sql`select storage_key from documents.files where id = ${id}`;
  const bucket = world.client(actor).from("documents");
  assert.equal(await (await bucket.download(key)).data!.text(), "a;b\n1;2\n");
  assert.ok((await bucket.createSignedUrl(key, 60)).data?.signedUrl);

  const others = [await (await world.tenant()).actor({ "*": "rw" }), await tenant.actor({ contacts: "rw" })];
  for (const other of others) {
    assert.ok((await world.client(other).from("documents").download(key)).error);
    assert.deepEqual((await world.client(other).from("documents").list(`${tenant.id}/document`)).data, []);
  }
  for (const path of [`${tenant.id}/document/x.txt`, `${tenant.id}/../${tenant.id}/x.txt`, "x.txt", key]) {
    assert.ok((await bucket.upload(path, new Blob(["x"], { type: "text/plain" }), { upsert: true })).error, path);
  }
  assert.ok((await bucket.move(key, `${tenant.id}/document/moved.csv`)).error);
  assert.ok((await bucket.copy(key, `${tenant.id}/document/copied.csv`)).error);
  assert.deepEqual((await bucket.remove([key])).data, []);
  for (const name of ["exports", "backups"]) {
    assert.ok((await world.client(actor).from(name).upload(`${tenant.id}/x`, new Blob(["x"]))).error, name);
  }
  assert.equal(await (await bucket.download(key)).data!.text(), "a;b\n1;2\n", "still there, unchanged");
});

Deno.test("documents.files.upload answers 502 when the storage fails, and what it left behind is gone after a day", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  world.intercept(() => new Response("overloaded", { status: 500 }));
  const failed = await upload(actor, "text", "a.txt");
  world.intercept(undefined);
  assert.deepEqual([failed.status, failed.body.details.reason], [502, "storage_failed"]);
  assert.ok(!failed.text.includes("overloaded"));
  const kept = (await upload(actor, "kept", "kept.txt")).body.data.id;
  const lost = (await upload(actor, "lost", "lost.txt")).body.data.id;
  const crashed = (await upload(actor, "crashed", "crashed.txt")).body.data.id;
  const orphan = (await upload(actor, "orphan", "orphan.txt")).body.data.id;
  const keyOf = async (id: string) =>
    (await sql`select storage_key from documents.files where id = ${id}`)[0].storage_key as string;
  const keys = { kept: await keyOf(kept), crashed: await keyOf(crashed), orphan: await keyOf(orphan) };
  const { admin } = world.db;
  const [pending] = await sql`
    select id from documents.files where tenant_id = ${tenant.id} and status = 'pending' and original_name = 'a.txt'`;
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update documents.files set status = 'pending' where id = ${crashed}`;
    await tx`delete from documents.files where id = ${orphan}`;
    await tx`delete from storage.objects where name = ${await keyOf(lost)}`;
  });
  const clean = async () => {
    await sql`select app.enqueue('files.clean', p_tenant => ${tenant.id})`;
    const runner = createJobRunner(world.runtime, background.jobs!);
    await runner.drain(Date.now() + 20_000).finally(() => runner.stop());
    return (await sql`select result from ops.jobs where kind = 'files.clean' order by id desc limit 1`)[0].result;
  };
  assert.deepEqual(await clean(), { removed: 0, lost: 0 }, "what is young may be under way");

  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update documents.files set created_at = now() - interval '25 hours'
      where id = any (${[kept, lost, crashed, pending.id]})`;
    await tx`update storage.objects set created_at = now() - interval '25 hours' where name = any (${
      Object.values(keys)
    })`;
  });
  assert.deepEqual(await clean(), { removed: 3, lost: 1 });
  const objects = await world.stored("documents");
  assert.deepEqual(Object.values(keys).map((key) => objects.includes(key)), [true, false, false]);
  assert.equal((await send(app, actor, `GET /files/${kept}/download`)).text, "kept");
  const gone = await send(app, actor, `GET /files/${lost}/download`);
  assert.deepEqual([gone.status, gone.body.details?.reason], [404, "file_lost"]);
  assert.equal((await send(app, actor, `GET /files/${crashed}`)).status, 404);
  assert.deepEqual(await clean(), { removed: 0, lost: 0 });
});

Deno.test("documents.files.download passes on nothing but the bytes that were uploaded", async () => {
  const actor = await tenant.actor({ documents: "rw" });
  const { id } = (await upload(actor, "the truth", "a.txt")).body.data;
  world.intercept((request) => request.method === "GET" ? new Response("something else") : undefined);
  const answer = await send(app, actor, `GET /files/${id}/download`);
  world.intercept(undefined);
  assert.equal(answer.status, 502);
  assert.ok(!answer.text.includes("something else"));
});
