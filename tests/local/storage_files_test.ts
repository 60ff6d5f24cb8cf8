import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { relative } from "node:path";
import { createStorageDatabase } from "../../supabase/local/storage/database.ts";
import { openFileStore } from "../../supabase/local/storage/files.ts";
import { createStorage } from "../../supabase/local/storage/server.ts";
import { sweepOrphans } from "../../supabase/local/storage/sweep.ts";
import { contentFiles, dataOf, JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY, storageWorld } from "./storage_world.ts";

const world = await storageWorld({ maxFileBytes: 5_000_000 });
Deno.test.afterAll(() => world.close());

const service = world.service();
const { admin } = world.database;
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

async function bucket(id: string) {
  dataOf(await service.createBucket(id, { public: false }));
  return service.from(id);
}

const filesOf = async (id: string) =>
  (await contentFiles(world.filesDir)).filter((path) => path.startsWith(`${world.filesDir}/${id}/`));

/** Asserts that each row of the bucket has its file, whole, and that no other file is there. */
async function assertAgreement(id: string, filesDir = world.filesDir): Promise<number> {
  const rows = await admin<{ path: string; etag: string; size: number }[]>`
    select bucket_id || '/' || id || '/' || version as path, metadata ->> 'eTag' as etag,
      (metadata ->> 'size')::integer as size
    from storage.objects where bucket_id = ${id} order by 1`;
  for (const row of rows) {
    const content = await Deno.readFile(`${filesDir}/${row.path}`);
    assert.equal(content.length, row.size, row.path);
    assert.equal(`"${createHash("md5").update(content).digest("hex")}"`, row.etag, row.path);
  }
  const stored = (await contentFiles(filesDir)).map((path) => relative(filesDir, path));
  assert.deepEqual(stored.filter((path) => path.startsWith(`${id}/`)).sort(), rows.map((row) => row.path));
  return rows.length;
}

Deno.test("storage.upload names files after ids, never after objects", async () => {
  const names = await bucket("names");
  dataOf(await names.upload("tenant/..hidden/etc.passwd", new Blob(["x"])));
  const [path, ...others] = await filesOf("names");
  assert.deepEqual(others, []);
  assert.match(path, new RegExp(`/names/${UUID}/${UUID}$`));
});

Deno.test("storage refuses names that climb, on every way in", async () => {
  const climb = await bucket("climb");
  dataOf(await climb.upload("safe.txt", new Blob(["x"])));
  for (const name of ["../../escape.txt", "a/../../../escape.txt", "/absolute.txt", "a//b.txt", "..", "a/\0b"]) {
    assert.equal((await climb.copy("safe.txt", name)).error?.message, `Invalid key: ${name}`);
    assert.equal((await climb.move("safe.txt", name)).error?.message, `Invalid key: ${name}`);
  }
  for (const path of ["..%2f..%2fescape.txt", "%2e%2e%2fescape.txt", "a%2f..%2fb", "a%5c..%5cb", "a%00b"]) {
    const response = await world.request(`/object/climb/${path}`, {
      method: "POST",
      headers: { apikey: SECRET_KEY },
      body: "x",
    });
    assert.equal((await response.json()).code, "InvalidKey", path);
  }
  assert.equal(await assertAgreement("climb"), 1);
});

Deno.test("storage keeps buckets of any name inside its folder", async () => {
  await admin`insert into storage.buckets (id, name) values ('../outside', 'odd'), ('..', 'odder')`;
  for (const id of ["../outside", ".."]) {
    const path = `/object/${encodeURIComponent(id).replaceAll(".", "%2e")}/x.txt`;
    const response = await world.request(path, { method: "POST", headers: { apikey: SECRET_KEY }, body: id });
    await response.body?.cancel();
  }
  const odd = await contentFiles(world.filesDir);
  assert.ok(odd.some((path) => path.startsWith(`${world.filesDir}/~`)));
  assert.deepEqual([...Deno.readDirSync(`${world.filesDir}/..`)].map((entry) => entry.name), ["files"]);
});

Deno.test("storage.download never leaves its folder for a version written by SQL", async () => {
  const sql = await bucket("sql");
  for (const [name, version] of [["a", "../../../../../../../../etc/passwd"], ["b", ".."], ["c", null]]) {
    await admin`insert into storage.objects (bucket_id, name, version) values ('sql', ${name}, ${version})`;
    assert.equal((await sql.download(name!)).error?.message, "The resource was not found", name!);
    assert.equal(dataOf(await sql.remove([name!])).length, 1);
  }
});

Deno.test("storage removes the file an upsert replaces and the file of a removed object", async () => {
  const replaced = await bucket("replaced");
  dataOf(await replaced.upload("a.txt", new Blob(["1"])));
  const [first] = await filesOf("replaced");
  dataOf(await replaced.upload("a.txt", new Blob(["2"]), { upsert: true }));
  const [second, ...others] = await filesOf("replaced");
  assert.deepEqual(others, []);
  assert.notEqual(second, first);
  dataOf(await replaced.copy("a.txt", "b.txt"));
  dataOf(await replaced.move("b.txt", "c.txt"));
  assert.equal(await assertAgreement("replaced"), 2);
  dataOf(await replaced.remove(["a.txt", "c.txt"]));
  assert.deepEqual(await filesOf("replaced"), []);
  assert.deepEqual([...Deno.readDirSync(`${world.filesDir}/replaced`)], []);
});

Deno.test("storage.move between buckets takes the file along", async () => {
  const left = await bucket("left");
  await bucket("right");
  dataOf(await left.upload("a.txt", new Blob(["a"])));
  dataOf(await left.move("a.txt", "a.txt", { destinationBucket: "right" }));
  assert.equal(await assertAgreement("left"), 0);
  assert.equal(await assertAgreement("right"), 1);
});

Deno.test("storage.upload that is refused or fails leaves no file and the old content in place", async () => {
  const failing = await bucket("failing");
  dataOf(await failing.upload("kept.txt", new Blob(["kept"])));
  await admin.unsafe(`
    create function public.refuse() returns trigger language plpgsql as $$
    begin
      if new.metadata is not null then raise exception 'no more files today'; end if;
      return new;
    end $$;
    create trigger refuse before insert or update on storage.objects for each row when (new.bucket_id = 'failing')
      execute function public.refuse()`);
  const operations = [
    failing.upload("kept.txt", new Blob(["lost"]), { upsert: true }),
    failing.upload("new.txt", new Blob(["lost"])),
    failing.copy("kept.txt", "copied.txt"),
    failing.upload("large.bin", new Blob([new Uint8Array(5_000_001)])),
    failing.upload("kept.txt", new Blob(["lost"])),
  ];
  for (const operation of operations) assert.ok((await operation).error);
  await admin`drop trigger refuse on storage.objects`;
  assert.equal(await dataOf(await failing.download("kept.txt")).text(), "kept");
  assert.equal(await assertAgreement("failing"), 1);
  assert.deepEqual([...Deno.readDirSync(`${world.filesDir}/.incoming`)], []);
  assert.ok(world.lines.some((line) => line.includes("no more files today")));
});

Deno.test("storage.copy and move that fail at the commit leave no file", async () => {
  const late = await bucket("late");
  await bucket("later");
  dataOf(await late.upload("kept.txt", new Blob(["kept"])));
  await admin.unsafe(`
    create function public.refuse_late() returns trigger language plpgsql as $$
    begin raise exception 'refused at the commit'; end $$;
    create constraint trigger refuse_late after insert or update on storage.objects deferrable initially deferred
      for each row when (new.bucket_id in ('late', 'later')) execute function public.refuse_late()`);
  assert.match((await late.copy("kept.txt", "copied.txt")).error!.message, /at the commit/);
  assert.match((await late.move("kept.txt", "x", { destinationBucket: "later" })).error!.message, /at the commit/);
  assert.match((await late.upload("new.txt", new Blob(["x"]))).error!.message, /at the commit/);
  await admin`drop trigger refuse_late on storage.objects`;
  assert.equal(await assertAgreement("late"), 1);
  assert.equal(await assertAgreement("later"), 0);
});

Deno.test("storage.upload with upsert succeeds while another object moves to its name", async () => {
  const meeting = await bucket("meeting");
  dataOf(await meeting.upload("source.txt", new Blob(["moved"])));
  await admin.unsafe(`
    create function public.dawdle() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.3); return new; end $$;
    create trigger dawdle before insert on storage.objects for each row
      when (new.bucket_id = 'meeting' and new.metadata is not null) execute function public.dawdle()`);
  const upload = meeting.upload("target.txt", new Blob(["uploaded"]), { upsert: true });
  const deadline = Date.now() + 10_000;
  for (let writing = false; !writing;) {
    assert.ok(Date.now() < deadline, "the upload never reached its row");
    [{ writing }] = await admin<{ writing: boolean }[]>`
      select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep')
        as writing`;
  }
  assert.equal((await meeting.move("source.txt", "target.txt")).error?.message, "The resource already exists");
  assert.equal((await upload).error, null);
  await admin`drop trigger dawdle on storage.objects`;
  assert.equal(await dataOf(await meeting.download("target.txt")).text(), "uploaded");
  assert.equal(await assertAgreement("meeting"), 2);
});

Deno.test("storage.upload refuses to commit a row whose file lies under another id", async () => {
  const shifted = await bucket("shifted");
  await admin.unsafe(`
    create function public.shift() returns trigger language plpgsql as $$
    begin new.id = gen_random_uuid(); return new; end $$;
    create trigger shift before insert on storage.objects for each row when (new.bucket_id = 'shifted')
      execute function public.shift()`);
  const { error } = await shifted.upload("a.txt", new Blob(["a"]), { upsert: true });
  await admin`drop trigger shift on storage.objects`;
  assert.equal(error?.statusCode, "423");
  assert.equal(await assertAgreement("shifted"), 0);
});

Deno.test("storage.upload keeps one whole object when many write the same name at once", async () => {
  const raced = await bucket("raced");
  const contents = Array.from({ length: 24 }, (_, index) => `${index}:`.repeat(1 + index * 40));
  const answers = await Promise.all(
    contents.map((content) => raced.upload("one.txt", new Blob([content]), { upsert: true })),
  );
  assert.deepEqual(answers.filter((answer) => answer.error), []);
  assert.equal(new Set(answers.map((answer) => answer.data!.id)).size, 1);
  assert.ok(contents.includes(await dataOf(await raced.download("one.txt")).text()));
  assert.equal(await assertAgreement("raced"), 1);

  const creations = await Promise.all(contents.map((content) => raced.upload("first.txt", new Blob([content]))));
  const winners = creations.filter((answer) => !answer.error);
  assert.equal(winners.length, 1);
  assert.ok(creations.every((answer) => !answer.error || answer.error.message === "The resource already exists"));
});

Deno.test("storage rows and files agree after uploads, moves, copies and removals that collide", async () => {
  const busy = await bucket("busy");
  const names = ["a.txt", "b.txt", "c.txt"];
  const pick = (seed: number) => names[seed % names.length];
  const acceptable = /Object not found|already exists|is locked|resource was not found/;
  const clients = Array.from({ length: 6 }, async (_, client) => {
    for (let round = 0; round < 25; round++) {
      const step = client * 7 + round * 5;
      const operation = [
        () => busy.upload(pick(step), new Blob([`${client}.${round}`]), { upsert: true }),
        () => busy.move(pick(step), pick(step + 1)),
        () => busy.copy(pick(step), pick(step + 2)),
        () => busy.remove([pick(step), pick(step + 1)]),
        () => busy.upload(pick(step), new Blob([`${client}.${round}`])),
      ][(client + round) % 5];
      const { error } = await operation();
      if (error) assert.match(error.message, acceptable);
    }
  });
  await Promise.all(clients);
  await assertAgreement("busy");
});

Deno.test("storage.download never fails while the object is replaced", async () => {
  const hot = await bucket("hot");
  dataOf(await hot.upload("x.txt", new Blob(["@".repeat(100_000)])));
  let writing = true;
  const writer = (async () => {
    for (let round = 1; round <= 40; round++) {
      dataOf(await hot.upload("x.txt", new Blob([String.fromCodePoint(64 + round).repeat(100_000)]), { upsert: true }));
    }
    writing = false;
  })();
  let reads = 0;
  while (writing) {
    const content = await dataOf(await hot.download("x.txt")).text();
    assert.equal(content.length, 100_000);
    assert.equal(new Set(content).size, 1);
    reads++;
  }
  await writer;
  assert.ok(reads > 0);
});

Deno.test({
  name: "storage.download closes its file whether the content is read, refused, skipped or given up",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const closed = await bucket("closed");
    dataOf(await closed.upload("x.bin", new Blob([new Uint8Array(400_000)])));
    const download = (headers: Record<string, string>, method = "GET") =>
      world.server.fetch(
        new Request("http://x/storage/v1/object/closed/x.bin", { method, headers: { apikey: SECRET_KEY, ...headers } }),
      );
    const open = () =>
      [...Deno.readDirSync("/proc/self/fd")]
        .map(({ name }) => {
          try {
            return Deno.readLinkSync(`/proc/self/fd/${name}`);
          } catch {
            return "";
          }
        })
        .filter((path) => path.startsWith(`${world.filesDir}/closed/`));

    await (await download({})).arrayBuffer();
    await (await download({ range: "bytes=5-9" })).arrayBuffer();
    await (await download({ range: "bytes=900000-" })).arrayBuffer();
    await download({ "if-none-match": "*" });
    await download({}, "HEAD");
    const reader = (await download({})).body!.getReader();
    await reader.read();
    assert.equal(open().length, 1);
    await reader.cancel();
    assert.deepEqual(open(), []);
  },
});

Deno.test("storage keeps every acknowledged upload and no half one when the process is killed", async () => {
  await bucket("crash");
  const filesDir = await Deno.makeTempDir({ prefix: "storage_crash_" });
  const acknowledged = new Map<string, string>();
  for (const lines of [40, 90]) {
    const writer = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", new URL("storage_crash_writer.ts", import.meta.url).pathname, world.databaseUrl, filesDir],
      stdout: "piped",
    }).spawn();
    let text = "";
    for await (const chunk of writer.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.split("\n").length > lines) writer.kill("SIGKILL");
    }
    await writer.status;
    for (const line of text.split("\n").slice(0, -1)) {
      const [name, content] = line.split(" ");
      acknowledged.set(name, content);
    }
  }
  assert.equal(acknowledged.size, 12);

  const database = createStorageDatabase(world.databaseUrl);
  const files = await openFileStore(filesDir, () => {});
  await sweepOrphans(files, database, { minAgeMs: -1000, log: () => {} });
  await database.close();
  assert.equal(await assertAgreement("crash", filesDir), 12);
  assert.deepEqual([...Deno.readDirSync(`${filesDir}/.incoming`)], []);

  const keys = { jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY };
  const restarted = await createStorage({ databaseUrl: world.databaseUrl, filesDir, ...keys });
  for (const [name, content] of acknowledged) {
    const request = new Request(`http://x/storage/v1/object/crash/${name}`, { headers: { apikey: SECRET_KEY } });
    const stored = await (await restarted.fetch(request)).text();
    // A later upload may have been committed without its acknowledgement getting through; an earlier one may not be.
    assert.ok(roundOf(stored) >= roundOf(content), `${name}: ${stored.slice(0, 12)} after ${content.slice(0, 12)}`);
  }
  await restarted.close();
  await Deno.remove(filesDir, { recursive: true });
});

Deno.test("sweepOrphans removes old files no object points to and nothing else", async () => {
  const swept = await bucket("swept");
  dataOf(await swept.upload("kept.txt", new Blob(["kept"])));
  const [kept] = await filesOf("swept");
  const folder = kept.slice(0, kept.lastIndexOf("/"));
  const old = new Date(Date.now() - 7_200_000);
  const lost = [
    `${folder}/${crypto.randomUUID()}`,
    `${world.filesDir}/swept/${crypto.randomUUID()}/1`,
    `${world.filesDir}/.incoming/x`,
  ];
  const young = `${folder}/${crypto.randomUUID()}`;
  for (const path of [...lost, young]) {
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, "lost");
  }
  for (const path of [...lost, kept]) await Deno.utime(path, old, old);

  const database = createStorageDatabase(world.databaseUrl);
  const files = await openFileStore(world.filesDir, () => {});
  const lines: string[] = [];
  const sweep = () => sweepOrphans(files, database, { minAgeMs: 3_600_000, log: (line) => lines.push(line) });
  assert.equal(await sweep(), 2);
  assert.deepEqual((await filesOf("swept")).sort(), [kept, young].sort());
  assert.deepEqual([...Deno.readDirSync(`${world.filesDir}/.incoming`)], []);

  // The same folder with another database: there, every file would look lost.
  await Deno.writeTextFile(`${world.filesDir}/.database`, "other/database");
  await Deno.utime(young, old, old);
  assert.equal(await sweep(), 0);
  assert.ok(lines.some((line) => line.includes("another database")));
  assert.deepEqual((await filesOf("swept")).sort(), [kept, young].sort());
  await database.close();
});

function roundOf(content: string): number {
  return Number(content.split(".")[1]);
}
