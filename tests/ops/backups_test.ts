import assert from "node:assert/strict";
import { unpackTar } from "modern-tar";
import { app as documents } from "../../functions/documents/app.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { app as identity } from "../../functions/identity/app.ts";
import { app } from "../../functions/ops/app.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../supabase/local/demo_accounts.ts";
import { seed } from "../../supabase/local/migrate.ts";
import { openFileWorld } from "../files/file_world.ts";
import { send } from "../support/app_client.ts";
import type { TestActor } from "../support/world.ts";
import { backupsOf, toldIn } from "./backup_scenario.ts";

const world = await openFileWorld({ STREAM_SECONDS: "60" });
await seed(world.db.url);
Deno.test.afterAll(() => world.close());
const { sql, admin } = world.db;
const { backUp, restore, list, rows, drain } = backupsOf(world);

async function signedIn(email: string): Promise<TestActor> {
  const answer = await send(identity, null, "POST /auth/login", { body: { email, password: DEMO_PASSWORD } });
  const { session_id, data: { user, access_token } } = answer.body;
  return { tenantId: user.tenantId, userId: user.id, sessionId: session_id, token: access_token, email };
}

const owner = await signedIn(DEMO_ACCOUNTS.find(({ role }) => role === "owner")!.email);

const uploadFile = async (actor: TestActor, content: string) => {
  const form = new FormData();
  form.set("file", new File([content], "note.txt"));
  return (await send(documents, actor, "POST /files", { form })).body.data.id as string;
};
const lastOf = (told: ReturnType<typeof toldIn>) => told.at(-1)!;

Deno.test("a backup with users of the demo organisation restores every row, and leaves everybody else's alone", async () => {
  const fileId = await uploadFile(owner, "the only copy");
  const told = toldIn(await backUp(owner, { include_users: true }));
  assert.deepEqual([told[0].event, lastOf(told).event], ["backup_started", "backup_finished"]);
  const [made] = await list(owner);
  assert.match(made.filename, /^backup-\d{8}-\d{6}_with_users\.tar\.gz$/);
  assert.equal(lastOf(told).resultPath, `/api/backups/download/${made.filename}`);
  assert.equal(made.includedFiles, 1);
  const [before, others] = [await rows(owner.tenantId), await rows(owner.tenantId, "others")];
  assert.ok(Object.values(before).flat().length > 100, "the demo organisation has something to lose");

  const lost = before["crm.contacts"].length;
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update crm.contacts set last_name = 'Wrecked', email = null where tenant_id = ${owner.tenantId}`;
    await tx`delete from crm.vehicles where tenant_id = ${owner.tenantId}`;
    await tx`delete from sales.quote_lines where tenant_id = ${owner.tenantId}`;
    await tx`delete from identity.role_permissions where tenant_id = ${owner.tenantId} and permission_key <> '*'`;
    await tx`delete from documents.files where tenant_id = ${owner.tenantId}`;
    await tx`select set_config('storage.allow_delete_query', 'true', true)`;
    await tx`delete from storage.objects where bucket_id = 'documents'`;
    await tx`delete from app.list_counts where tenant_id = ${owner.tenantId}`;
    await tx`insert into crm.contacts (tenant_id, company_name) values (${owner.tenantId}, 'Newcomer')`;
  });
  const ended = lastOf(toldIn(await restore(owner, { file: made.filename, include_users: true })));
  assert.equal(ended.event, "restore_finished", JSON.stringify(ended));
  const after = await rows(owner.tenantId);
  // Tokens from before no longer say what their bearer may do.
  const steady = (found: string[]) => found.map((row) => row.replace(/"perm_version": \d+/, ""));
  for (const [model, expected] of Object.entries(before)) {
    assert.deepEqual(steady(after[model]), steady(expected), model);
  }
  assert.deepEqual(await rows(owner.tenantId, "others"), others);
  assert.equal((await send(documents, owner, `GET /files/${fileId}/download`)).text, "the only copy");
  const contacts = await send(crm, owner, "GET /contacts");
  const [{ n }] = await sql`
    select count(*)::int as n from crm.contacts where tenant_id = ${owner.tenantId} and deleted_at is null`;
  assert.deepEqual([contacts.body.pagination.total, after["crm.contacts"].length], [n, lost]);
  const [event] = await sql`
    select actor_type, context from audit.events where tenant_id = ${owner.tenantId} and action = 'backup_restored'`;
  assert.equal(event.context.filename, made.filename);
  assert.ok((await list(owner)).some(({ filename }) => filename.includes("_before_restore")), "and the wreck is kept");
});

Deno.test("a restore takes nothing back that was booked since, and keeps what it refers to", async () => {
  assert.equal(lastOf(toldIn(await backUp(owner))).event, "backup_finished");
  const [made] = await list(owner);
  const [{ id: contact }] = await admin`
    insert into crm.contacts (tenant_id, company_name) values (${owner.tenantId}, 'Client since') returning id`;
  const [{ id: invoice }] = await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const [model] =
      await tx`select * from finance.invoices where tenant_id = ${owner.tenantId} and invoice_number is not null limit 1`;
    const copy: Record<string, unknown> = {
      ...model,
      id: crypto.randomUUID(),
      client_id: contact,
      invoice_number: "SINCE-1",
    };
    const generated = await tx`
      select attname from pg_attribute where attrelid = 'finance.invoices'::regclass and attgenerated <> ''`;
    for (const { attname } of generated) delete copy[attname];
    return await tx`insert into finance.invoices ${tx(copy)} returning id`;
  });
  await admin`insert into crm.contacts (tenant_id, company_name) values (${owner.tenantId}, 'Nobody refers to')`;
  const books = Object.entries(await rows(owner.tenantId)).filter(([model]) => model.startsWith("finance."));
  assert.equal(lastOf(toldIn(await restore(owner, { file: made.filename }))).event, "restore_finished");
  const after = await rows(owner.tenantId);
  for (const [model, expected] of books) assert.deepEqual(after[model], expected, model);
  const names = await sql`select company_name from crm.contacts where tenant_id = ${owner.tenantId}`;
  assert.ok(names.some((row) => row.company_name === "Client since"));
  assert.ok(!names.some((row) => row.company_name === "Nobody refers to"));
  const [{ found }] = await sql`select count(*)::int as found from finance.invoices where id = ${invoice}`;
  assert.equal(found, 1);
});

Deno.test("an archive holds no secret, and without users nobody", async () => {
  const tenant = await world.tenant();
  const company = await tenant.company("ACME");
  await tenant.client(company);
  const actor = await tenant.actor({ "*": "rw" });
  await tenant.apiKey(["*"]);
  for (const include_users of [false, true]) {
    await backUp(actor, { include_users });
    const [made] = await list(actor);
    const download = await send(app, actor, `GET /backups/download/${made.filename}`);
    assert.equal(download.bytes.byteLength, made.size);
    const gunzipped = new Blob([download.bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
    const members = await unpackTar(gunzipped as unknown as ReadableStream<Uint8Array>);
    assert.deepEqual(members.map(({ header }) => header.name), ["data.json", "manifest.json"]);
    const data: { model: string; fields: Record<string, unknown> }[] = JSON.parse(
      new TextDecoder().decode(members[0].data),
    );
    const models = new Set(data.map(({ model }) => model));
    const fields = new Set(data.flatMap((row) => Object.keys(row.fields).map((field) => `${row.model}.${field}`)));
    const hashes = [...fields].filter((field) => /_(hash|enc|sealed|secret|token)$/.test(field));
    assert.deepEqual(hashes, include_users ? ["sales.portal_accounts.password_hash"] : []);
    assert.equal(models.has("identity.users"), include_users);
    assert.ok(models.has("crm.contacts") && !models.has("identity.sessions") && !models.has("identity.api_keys"));
    const manifest = JSON.parse(new TextDecoder().decode(members[1].data));
    assert.deepEqual([manifest.tenant_id, manifest.has_users], [tenant.id, include_users]);
  }
  const objects = await admin`select storage_key from ops.backups where tenant_id = ${tenant.id}`;
  assert.equal(objects.length, 2);
});

Deno.test("a restore that fails changes nothing, and the organisation writes on", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const create = (name: string) =>
    send(crm, actor, "POST /contacts", { body: { first_name: "A", last_name: name, email: `${name}@example.com` } });
  await create("first");
  await backUp(actor);
  const [made] = await list(actor);
  // A row that stays, and whose address clashes with the archived one.
  await admin.begin(async (tx) => {
    await tx`update crm.contacts set email = null where tenant_id = ${tenant.id}`;
    const [clash] = await tx`
      insert into crm.contacts (tenant_id, company_name, email) values (${tenant.id}, 'Clash', 'first@example.com') returning id`;
    const company = await tenant.company("ACME");
    await tx`set local session_replication_role = replica`;
    await tx`insert into sales.portal_accounts (tenant_id, owner_company_id, contact_id, email, status, activated_at, password_hash)
      values (${tenant.id}, ${company}, ${clash.id}, 'x@example.com', 'active', now(), 'none')`;
  });
  const before = await rows(tenant.id);
  const ended = lastOf(toldIn(await restore(actor, { file: made.filename })));
  assert.deepEqual([ended.event, typeof ended.error], ["restore_failed", "string"]);
  assert.deepEqual(await rows(tenant.id), before);
  assert.equal((await create("second")).status, 201);
});

Deno.test("while a backup is restored others read and do not write; afterwards, however it ended, they do", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const key = await tenant.apiKey(["*"]);
  const write = (sent = {}) =>
    send(crm, actor, "POST /contacts", { body: { first_name: "A", last_name: "B" }, ...sent });
  const job = crypto.randomUUID();
  await sql`insert into ops.jobs (id, tenant_id, kind, status) values (${job}, ${tenant.id}, 'backups.restore', 'pending')`;
  await sql`update identity.tenants set restoring_job = ${job} where id = ${tenant.id}`;
  for (const answer of [await write(), await write({ apiKey: key })]) {
    assert.deepEqual([answer.status, answer.body.code], [503, "TENANT_RESTORING"]);
  }
  assert.equal((await send(crm, actor, "GET /contacts")).status, 200);
  assert.equal((await send(app, actor, "GET /backups")).status, 200);
  assert.equal((await send(app, actor, "GET /backups/start")).body.details.reason, "backup_running");
  const other = await (await world.tenant()).actor({ "*": "rw" });
  assert.equal((await send(crm, other, "POST /contacts", { body: { first_name: "A", last_name: "B" } })).status, 201);
  await sql`update ops.jobs set status = 'failed', progress = 100, finished_at = now() where id = ${job}`;
  assert.equal((await write()).status, 201);
});

Deno.test("one backup at a time: of ten starts at once one runs and nine are refused", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const starts = Array.from({ length: 10 }, () => send(app, actor, "GET /backups/start"));
  const refused = starts.map((start) => start.then((answer) => answer.status));
  const settled = (await Promise.all(
    refused.map((status) =>
      Promise.race([status, new Promise<number>((resolve) => setTimeout(() => resolve(0), 1500))])
    ),
  )).filter((status) => status === 409).length;
  await drain();
  const answers = await Promise.all(starts);
  assert.equal(answers.filter(({ status }) => status === 409).length, 9);
  assert.ok(settled <= 9);
  assert.equal(lastOf(toldIn(answers.find(({ status }) => status === 200)!)).event, "backup_finished");
  assert.equal((await list(actor)).length, 1);
});

Deno.test("a stream is taken up again after the event that was seen last, and a key starts one backup", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const told = toldIn(await backUp(actor, { idempotency_key: "monday" }));
  const again = toldIn(await send(app, actor, "GET /backups/start", { query: { replay: true } }));
  assert.deepEqual(again, told);
  const rest = toldIn(await send(app, actor, "GET /backups/start", { headers: { "last-event-id": told[1].id } }));
  assert.deepEqual(rest, told.slice(2));
  assert.deepEqual(toldIn(await backUp(actor, { idempotency_key: "monday" })), told);
  assert.equal((await list(actor)).length, 1);
  const numbers = told.map(({ id }) => Number(id.split("-")[1]));
  assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
});

Deno.test("a backup that the storage interrupts is made by the next run, and nothing of the first is left", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  world.intercept((request) => request.method === "POST" ? new Response("no", { status: 500 }) : undefined);
  const streaming = send(app, actor, "GET /backups/start");
  const waiting = async () =>
    (await sql`select attempts from ops.jobs where tenant_id = ${tenant.id} and kind = 'backups.make' and status = 'pending'`)[
      0
    ]
      ?.attempts;
  while (await waiting() !== 1) await drain();
  world.intercept(undefined);
  await sql`update ops.jobs set run_at = now() where tenant_id = ${tenant.id}`;
  await drain();
  assert.equal(lastOf(toldIn(await streaming)).event, "backup_finished");
  const kept =
    await sql`select status, deleted_at is null as live from ops.backups where tenant_id = ${tenant.id} order by id`;
  assert.deepEqual(kept.map((row) => [row.status, row.live]), [["pending", false], ["stored", true]]);
  assert.equal((await world.stored("backups")).filter((name) => name.startsWith(tenant.id)).length, 1);
});

Deno.test("ops.backups.upload takes an archive back, and only one that was made for this organisation is restored", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const actor = await tenant.actor({ "*": "rw" });
  const stranger = await other.actor({ "*": "rw" });
  await send(crm, actor, "POST /contacts", { body: { first_name: "A", last_name: "B" } });
  await backUp(actor);
  const [made] = await list(actor);
  const { bytes } = await send(app, actor, `GET /backups/download/${made.filename}`);
  const upload = async (as: TestActor, content: Uint8Array, name = "../../my archive.tar.gz") => {
    const form = new FormData();
    form.set("backup_file", new File([content as BlobPart], name));
    return await send(app, as, "POST /backups/upload", { form });
  };
  const own = await upload(actor, bytes);
  assert.match(own.body.data.filename, /^uploaded-\d{8}-\d{6}-my_archive\.tar\.gz$/);
  const end = async (as: TestActor, filename: string) => lastOf(toldIn(await restore(as, { file: filename })));
  await sql`update crm.contacts set last_name = 'Changed' where tenant_id = ${tenant.id}`;
  assert.equal((await end(actor, own.body.data.filename)).event, "restore_finished");
  assert.equal((await sql`select last_name from crm.contacts where tenant_id = ${tenant.id}`)[0].last_name, "B");

  const foreign = (await upload(stranger, bytes, "theirs.tar.gz")).body.data.filename;
  assert.equal((await end(stranger, foreign)).error, "The backup belongs to another organisation.");
  const tampered = await retarred(bytes, (name, text) => name === "data.json" ? text.replace('"B"', '"X"') : text);
  const evil = (await upload(stranger, tampered, "evil.tgz")).body.data.filename;
  assert.ok((await end(stranger, evil)).error);
  const changed = (await upload(actor, tampered, "changed.tgz")).body.data.filename;
  assert.equal((await end(actor, changed)).error, "The content of the backup is not what its manifest says.");
  const renamed = await retarred(
    bytes,
    (name, text) => name === "manifest.json" ? text.replace(/"has_users": false/, '"has_users": true') : text,
  );
  const forged = (await upload(actor, renamed, "forged.tgz")).body.data.filename;
  assert.equal((await end(actor, forged)).error, "The backup was not made by this product.");
  const cut = (await upload(actor, bytes.slice(0, bytes.length - 30), "cut.tgz")).body.data.filename;
  assert.equal((await end(actor, cut)).event, "restore_failed");
  const path = await retarred(bytes, (_, text) => text, (name) => name === "data.json" ? "../data.json" : name);
  const climbing = (await upload(actor, path, "path.tgz")).body.data.filename;
  assert.equal((await end(actor, climbing)).error, "The archive holds a path that does not belong in it.");

  assert.equal((await upload(actor, bytes, "a.exe")).status, 400);
  assert.equal((await upload(actor, new Uint8Array(), "a.json")).status, 400);
  for (const file of ["nobody.tar.gz", "../x.tar.gz", foreign]) {
    assert.equal((await send(app, actor, "POST /backups/restore", { query: { file } })).status, 400, file);
  }
});

async function retarred(
  bytes: Uint8Array,
  change: (name: string, text: string) => string,
  rename = (name: string) => name,
): Promise<Uint8Array> {
  const { packTar } = await import("modern-tar");
  const opened = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  const members = await unpackTar(opened as unknown as ReadableStream<Uint8Array>);
  const packed = await packTar(members.map(({ header, data }) => {
    const body = new TextEncoder().encode(change(header.name, new TextDecoder().decode(data)));
    return { header: { name: rename(header.name), size: body.byteLength }, body };
  }));
  const zipped = new Blob([packed as BlobPart]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

Deno.test("backups are removed one by one, several or all, and are nobody else's", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const stranger = await (await world.tenant()).actor({ "*": "rw" });
  const clerk = await tenant.actor({ settings: "rw", "admin.users": "rw" });
  const names: string[] = [];
  for (const name of ["a.json", "b.json.gz", "c.tar.zst"]) {
    const form = new FormData();
    form.set("backup_file", new File(["{}"], name));
    names.push((await send(app, actor, "POST /backups/upload", { form })).body.data.filename);
  }
  const listed = (await send(app, actor, "GET /backups")).body.data.backups;
  assert.deepEqual(listed.map((b: { type: string }) => b.type).sort(), ["json", "json.gz", "tar.zst"]);
  assert.deepEqual(await list(stranger), []);
  for (const route of ["GET /backups/download/", "DELETE /backups/delete/"]) {
    for (const name of [names[0], "..%2f..%2fx", "nobody"]) {
      assert.equal((await send(app, stranger, route + name)).status, 404, route + name);
    }
    assert.equal((await send(app, clerk, route + names[0])).status, 403);
  }
  assert.equal((await send(app, actor, `DELETE /backups/delete/${names[0]}`)).status, 200);
  const many = await send(app, actor, "POST /backups/delete-multiple", {
    body: { filenames: [names[1], "nobody", "../x"] },
  });
  assert.deepEqual(many.body.data.deleted, [names[1]]);
  assert.deepEqual(many.body.data.errors.map((e: { filename: string }) => e.filename), ["nobody", "../x"]);
  assert.equal((await send(app, actor, "DELETE /backups/delete-all")).status, 400);
  assert.equal(
    (await send(app, actor, "DELETE /backups/delete-all", { query: { confirm: true } })).body.data.deleted,
    1,
  );
  assert.equal((await world.stored("backups")).filter((name) => name.startsWith(tenant.id)).length, 0);
});
