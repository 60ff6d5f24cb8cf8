import assert from "node:assert/strict";
import { dataOf, storageWorld } from "./storage_world.ts";

const world = await storageWorld({ maxFileBytes: 2_000_000 });
Deno.test.afterAll(() => world.close());

const service = world.service();
dataOf(await service.createBucket("files", { public: false }));
const files = service.from("files");

const text = (blob: Blob) => blob.text();
const download = async (path: string) => await text(dataOf(await files.download(path)));

Deno.test("storage.upload stores a Blob with its type, size and cache time", async () => {
  const uploaded = dataOf(
    await files.upload("kinds/blob.txt", new Blob(["hello"], { type: "text/plain" }), { cacheControl: "60" }),
  );
  assert.equal(uploaded.path, "kinds/blob.txt");
  assert.equal(uploaded.fullPath, "files/kinds/blob.txt");
  const blob = dataOf(await files.download("kinds/blob.txt"));
  assert.equal(await blob.text(), "hello");
  assert.equal(blob.type, "text/plain");
  const info = dataOf(await files.info("kinds/blob.txt"));
  assert.equal(info.id, uploaded.id);
  assert.equal(info.size, 5);
  assert.equal(info.contentType, "text/plain");
  assert.equal(info.cacheControl, "max-age=60");
  assert.equal(info.etag, '"5d41402abc4b2a76b9719d911017c592"');
});

Deno.test("storage.upload stores a File and the metadata attached to it", async () => {
  const file = new File([new Uint8Array([0, 13, 10, 45, 45, 255])], "à la carte.bin", { type: "application/x-thing" });
  dataOf(await files.upload("kinds/file.bin", file, { metadata: { original_name: "à la carte.bin", pages: 3 } }));
  const bytes = new Uint8Array(await dataOf(await files.download("kinds/file.bin")).arrayBuffer());
  assert.deepEqual([...bytes], [0, 13, 10, 45, 45, 255]);
  const info = dataOf(await files.info("kinds/file.bin"));
  assert.deepEqual(info.metadata, { originalName: "à la carte.bin", pages: 3 });
  assert.equal(info.contentType, "application/x-thing");
});

Deno.test("storage.upload stores raw bytes under the content type and metadata given", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  dataOf(
    await files.upload("kinds/raw.pdf", bytes, {
      contentType: "application/pdf",
      cacheControl: "7200",
      metadata: { source: "é" },
    }),
  );
  const blob = dataOf(await files.download("kinds/raw.pdf"));
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), bytes);
  assert.equal(blob.type, "application/pdf");
  const info = dataOf(await files.info("kinds/raw.pdf"));
  assert.equal(info.cacheControl, "max-age=7200");
  assert.deepEqual(info.metadata, { source: "é" });
});

Deno.test("storage.upload stores a stream of unknown length", async () => {
  const parts = ["one ", "two ", "three"];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
  dataOf(await files.upload("kinds/stream.txt", stream, { contentType: "text/plain", duplex: "half" }));
  assert.equal(await download("kinds/stream.txt"), "one two three");
});

Deno.test("storage.upload stores an empty file", async () => {
  dataOf(await files.upload("kinds/empty.txt", new Blob([], { type: "text/plain" })));
  assert.equal(dataOf(await files.download("kinds/empty.txt")).size, 0);
  assert.equal(dataOf(await files.info("kinds/empty.txt")).size, 0);
});

Deno.test("storage.upload stores a name with spaces and the other characters of the alphabet", async () => {
  const name = "kinds/Déclaration".replace("é", "e") + " (v1.2) - $5 & co, 'final'!*=@:;+.txt";
  dataOf(await files.upload(name, new Blob(["named"])));
  assert.equal(await download(name), "named");
  const signed = dataOf(await files.createSignedUrl(name, 60));
  assert.equal(await (await fetch(signed.signedUrl)).text(), "named");
});

Deno.test("storage.upload refuses a second object of the same name and keeps the first", async () => {
  dataOf(await files.upload("once.txt", new Blob(["first"])));
  const { error } = await files.upload("once.txt", new Blob(["second"]));
  assert.deepEqual(shape(error), { status: 400, statusCode: "409", message: "The resource already exists" });
  assert.equal(await download("once.txt"), "first");
});

Deno.test("storage.upload with upsert replaces the content and keeps the object's id", async () => {
  const first = dataOf(await files.upload("twice.txt", new Blob(["first"]), { upsert: true }));
  const before = dataOf(await files.info("twice.txt"));
  const second = dataOf(await files.upload("twice.txt", new Blob(["second"]), { upsert: true }));
  const after = dataOf(await files.info("twice.txt"));
  assert.equal(second.id, first.id);
  assert.notEqual(after.version, before.version);
  assert.equal(await download("twice.txt"), "second");
});

Deno.test("storage.update replaces the content of an object", async () => {
  dataOf(await files.upload("updated.txt", new Blob(["old"])));
  dataOf(await files.update("updated.txt", new TextEncoder().encode("new"), { contentType: "text/plain" }));
  assert.equal(await download("updated.txt"), "new");
});

Deno.test("storage.upload refuses names outside the alphabet", async () => {
  for (const name of ["snowman ☃.txt", "tilde~.txt", "brace{}.txt", "percent%25.txt"]) {
    const { error } = await files.upload(name, new Blob(["x"]));
    assert.equal(error?.statusCode, "400", name);
    assert.match(error?.message ?? "", /^Invalid key/, name);
  }
});

Deno.test("storage.upload refuses a bucket that does not exist", async () => {
  const { error } = await service.from("nowhere").upload("a.txt", new Blob(["x"]));
  assert.deepEqual(shape(error), { status: 400, statusCode: "404", message: "Bucket not found" });
});

Deno.test("storage.upload refuses more bytes than the bucket takes, whatever the kind of body", async () => {
  dataOf(await service.createBucket("small", { public: false, fileSizeLimit: "1KB" }));
  const small = service.from("small");
  dataOf(await small.upload("fits", new Uint8Array(1000)));
  const stream = new Blob([new Uint8Array(100_000)]).stream();
  for (const body of [new Uint8Array(1001), new Blob([new Uint8Array(1001)]), stream]) {
    const { error } = await small.upload("too_large", body, { duplex: "half" });
    assert.deepEqual(shape(error), {
      status: 400,
      statusCode: "413",
      message: "The object exceeded the maximum allowed size",
    });
  }
  assert.deepEqual(dataOf(await small.list()).map((entry) => entry.name), ["fits"]);
});

Deno.test("storage.upload refuses more bytes than the server takes", async () => {
  for (const size of [2_000_001, 40_000_000]) {
    const { error } = await files.upload("huge", new Blob([new Uint8Array(size)]));
    assert.equal(error?.statusCode, "413", String(error?.message));
    const raw = await files.upload("huge", new Uint8Array(size));
    assert.equal(raw.error?.statusCode, "413", String(raw.error?.message));
  }
});

Deno.test("storage.upload refuses media types the bucket does not list", async () => {
  dataOf(await service.createBucket("images", { public: false, allowedMimeTypes: ["image/*", "application/pdf"] }));
  const images = service.from("images");
  dataOf(await images.upload("a.png", new Blob(["x"], { type: "image/png" })));
  dataOf(await images.upload("b.pdf", new TextEncoder().encode("x"), { contentType: "application/pdf; version=1.7" }));
  for (const body of [new Blob(["x"], { type: "text/html" }), new TextEncoder().encode("x")]) {
    const { error } = await images.upload("c", body, { contentType: "text/html" });
    assert.deepEqual(shape(error), { status: 400, statusCode: "415", message: "mime type text/html is not supported" });
  }
});

Deno.test("storage.download answers a missing object as not found", async () => {
  const { data, error } = await files.download("missing.txt");
  assert.equal(data, null);
  assert.deepEqual(shape(error), { status: 400, statusCode: "404", message: "Object not found" });
});

Deno.test("storage.exists tells present from missing objects", async () => {
  dataOf(await files.upload("there.txt", new Blob(["x"])));
  assert.equal((await files.exists("there.txt")).data, true);
  assert.equal((await files.exists("not_there.txt")).data, false);
});

Deno.test("storage.remove deletes several objects at once and returns the rows removed", async () => {
  for (const name of ["gone/a.txt", "gone/b.txt", "gone/c.txt"]) dataOf(await files.upload(name, new Blob([name])));
  const removed = dataOf(await files.remove(["gone/a.txt", "gone/c.txt", "gone/never.txt"]));
  assert.deepEqual(removed.map((row) => row.name).sort(), ["gone/a.txt", "gone/c.txt"]);
  assert.ok(removed.every((row) => row.bucket_id === "files" && row.id && row.metadata?.size === 10));
  assert.deepEqual(dataOf(await files.list("gone")).map((entry) => entry.name), ["b.txt"]);
  assert.equal((await files.download("gone/a.txt")).error?.message, "Object not found");
});

Deno.test("storage.remove of an outdated version leaves the object alone", async () => {
  dataOf(await files.upload("versioned.txt", new Blob(["1"])));
  const { version } = dataOf(await files.info("versioned.txt"));
  dataOf(await files.upload("versioned.txt", new Blob(["2"]), { upsert: true }));
  assert.deepEqual(dataOf(await files.remove([{ path: "versioned.txt", versionId: version }])), []);
  assert.equal(await download("versioned.txt"), "2");
});

Deno.test("storage.move renames an object, content and id unchanged", async () => {
  const { id } = dataOf(await files.upload("from/here.txt", new Blob(["moving"])));
  assert.equal(dataOf(await files.move("from/here.txt", "to/there.txt")).message, "Successfully moved");
  assert.equal(await download("to/there.txt"), "moving");
  assert.equal(dataOf(await files.info("to/there.txt")).id, id);
  assert.equal((await files.exists("from/here.txt")).data, false);
});

Deno.test("storage.move takes an object into another bucket", async () => {
  dataOf(await service.createBucket("archive", { public: false }));
  dataOf(await files.upload("leaving.txt", new Blob(["bye"])));
  dataOf(await files.move("leaving.txt", "2026/arrived.txt", { destinationBucket: "archive" }));
  assert.equal(await text(dataOf(await service.from("archive").download("2026/arrived.txt"))), "bye");
  assert.equal((await files.exists("leaving.txt")).data, false);
});

Deno.test("storage.move refuses a taken name and a missing source", async () => {
  dataOf(await files.upload("m1.txt", new Blob(["1"])));
  dataOf(await files.upload("m2.txt", new Blob(["2"])));
  assert.equal((await files.move("m1.txt", "m2.txt")).error?.statusCode, "409");
  assert.equal(await download("m2.txt"), "2");
  assert.equal((await files.move("m0.txt", "m3.txt")).error?.statusCode, "404");
});

Deno.test("storage.copy makes an independent object with the same content and metadata", async () => {
  dataOf(await files.upload("origin.txt", new Blob(["same"], { type: "text/plain" }), { metadata: { a: 1 } }));
  assert.equal(dataOf(await files.copy("origin.txt", "copies/twin.txt")).path, "files/copies/twin.txt");
  dataOf(await files.update("origin.txt", new Blob(["changed"])));
  assert.equal(await download("copies/twin.txt"), "same");
  const twin = dataOf(await files.info("copies/twin.txt"));
  assert.equal(twin.contentType, "text/plain");
  assert.deepEqual(twin.metadata, { a: 1 });
  assert.notEqual(twin.id, dataOf(await files.info("origin.txt")).id);
});

Deno.test("storage.copy into another bucket can change the file's metadata", async () => {
  dataOf(await service.createBucket("shelf", { public: false }));
  dataOf(await files.upload("plain.txt", new Blob(["x"]), { metadata: { secret: true } }));
  dataOf(
    await files.copy("plain.txt", "rich.json", {
      destinationBucket: "shelf",
      copyMetadata: false,
      metadata: { mimetype: "application/json" },
    }),
  );
  const info = dataOf(await service.from("shelf").info("rich.json"));
  assert.equal(info.contentType, "application/json");
  assert.equal(info.metadata, null);
  assert.equal((await files.copy("plain.txt", "rich.json", { destinationBucket: "shelf" })).error?.statusCode, "409");
  assert.equal(
    (await files.copy("plain.txt", "x", { destinationBucket: "nowhere" })).error?.message,
    "Bucket not found",
  );
});

Deno.test("storage.list shows one level with folders, pages, order and search", async () => {
  dataOf(await service.createBucket("tree", { public: false }));
  const tree = service.from("tree");
  for (const name of ["b.txt", "A.txt", "docs/1.pdf", "docs/2.pdf", "docs/deep/3.pdf", "zoo/x", "50_/y", "c_d.txt"]) {
    dataOf(await tree.upload(name, new Blob([name])));
  }
  const names = async (...args: Parameters<typeof tree.list>) =>
    dataOf(await tree.list(...args)).map((entry) => entry.name);

  assert.deepEqual(await names(), ["50_", "A.txt", "b.txt", "c_d.txt", "docs", "zoo"]);
  assert.deepEqual(await names("docs"), ["1.pdf", "2.pdf", "deep"]);
  assert.deepEqual(await names("docs/"), ["1.pdf", "2.pdf", "deep"]);
  assert.deepEqual(await names("docs/deep"), ["3.pdf"]);
  assert.deepEqual(await names("nothing"), []);
  assert.deepEqual(await names("", { limit: 2, offset: 3 }), ["c_d.txt", "docs"]);
  assert.deepEqual(await names("", { sortBy: { column: "name", order: "desc" }, limit: 2 }), ["zoo", "docs"]);
  assert.deepEqual(await names("", { sortBy: { column: "created_at", order: "desc" } }), [
    "zoo",
    "docs",
    "50_",
    "c_d.txt",
    "A.txt",
    "b.txt",
  ]);
  assert.deepEqual(await names("", { search: "D" }), ["docs"]);
  assert.deepEqual(await names("", { search: "c_" }), ["c_d.txt"]);
  assert.deepEqual(await names("", { search: "%" }), []);

  const [folder, file] = dataOf(await tree.list("docs", { sortBy: { column: "name", order: "desc" } }));
  assert.deepEqual(folder, {
    name: "deep",
    id: null,
    updated_at: null,
    created_at: null,
    last_accessed_at: null,
    metadata: null,
  });
  assert.ok(file.id && !Number.isNaN(Date.parse(file.created_at!)));
  assert.equal(file.metadata?.size, "docs/2.pdf".length);
  assert.equal(file.metadata?.httpStatusCode, 200);
});

Deno.test("storage.list refuses an order it does not know", async () => {
  const { error } = await files.list("", { sortBy: { column: "metadata" } });
  assert.equal(error?.statusCode, "400");
  assert.match(error?.message ?? "", /^body\/sortBy\/column/);
});

Deno.test("storage.createSignedUrl gives an address that works without credentials", async () => {
  dataOf(await files.upload("signed/one.txt", new Blob(["signed"], { type: "text/plain" })));
  const { signedUrl } = dataOf(await files.createSignedUrl("signed/one.txt", 60, { download: "resume 2.txt" }));
  const response = await fetch(signedUrl);
  assert.equal(await response.text(), "signed");
  assert.equal(response.headers.get("content-type"), "text/plain");
  assert.equal(
    response.headers.get("content-disposition"),
    `attachment; filename="resume%202.txt"; filename*=UTF-8''resume%202.txt`,
  );
  const expires = Date.parse(response.headers.get("expires")!) - Date.now();
  assert.ok(expires > 50_000 && expires <= 60_000, `expires in ${expires} ms`);
});

Deno.test("storage.createSignedUrl refuses an object that does not exist", async () => {
  assert.equal((await files.createSignedUrl("signed/none.txt", 60)).error?.message, "Object not found");
});

Deno.test("storage.createSignedUrls answers path by path", async () => {
  dataOf(await files.upload("signed/two words.txt", new Blob(["two"])));
  const [missing, found] = dataOf(await files.createSignedUrls(["signed/none.txt", "signed/two words.txt"], 60));
  assert.equal(missing.signedUrl, null);
  assert.equal(missing.error, "Either the object does not exist or you do not have access to it");
  assert.equal(found.error, null);
  assert.equal(found.path, "signed/two words.txt");
  assert.equal(await (await fetch(found.signedUrl!)).text(), "two");
});

Deno.test("storage.uploadToSignedUrl stores one object without credentials", async () => {
  const grant = dataOf(await files.createSignedUploadUrl("inbox/by link.txt"));
  const visitor = world.visitor().from("files");
  const stored = dataOf(await visitor.uploadToSignedUrl(grant.path, grant.token, new Blob(["sent"])));
  assert.equal(stored.fullPath, "files/inbox/by link.txt");
  assert.equal(await download("inbox/by link.txt"), "sent");
  const again = await visitor.uploadToSignedUrl(grant.path, grant.token, new Blob(["again"]), { upsert: true });
  assert.equal(again.error?.statusCode, "409");
  assert.equal(await download("inbox/by link.txt"), "sent");
});

Deno.test("storage.uploadToSignedUrl replaces the object only when signed for that", async () => {
  dataOf(await files.upload("inbox/draft.txt", new Blob(["1"])));
  assert.equal((await files.createSignedUploadUrl("inbox/draft.txt")).error?.statusCode, "409");
  const grant = dataOf(await files.createSignedUploadUrl("inbox/draft.txt", { upsert: true }));
  dataOf(await world.visitor().from("files").uploadToSignedUrl(grant.path, grant.token, new TextEncoder().encode("2")));
  assert.equal(await download("inbox/draft.txt"), "2");
});

Deno.test("storage.getPublicUrl serves objects of a public bucket to everyone and of no other", async () => {
  dataOf(await service.createBucket("public", { public: true }));
  const open = service.from("public");
  dataOf(await open.upload("logo.svg", new Blob(["<svg/>"], { type: "image/svg+xml" })));
  const response = await fetch(open.getPublicUrl("logo.svg").data.publicUrl);
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "<svg/>");
  assert.equal(response.headers.get("cache-control"), "max-age=3600");
  assert.equal(await text(dataOf(await world.visitor().from("public").download("logo.svg"))), "<svg/>");

  dataOf(await files.upload("private.txt", new Blob(["private"])));
  const refused = await fetch(files.getPublicUrl("private.txt").data.publicUrl);
  assert.equal(refused.status, 400);
  assert.equal((await refused.json()).message, "Bucket not found");
});

Deno.test("storage.buckets can be listed, read, changed, emptied and deleted with the secret key", async () => {
  dataOf(await service.createBucket("life", { public: false, fileSizeLimit: 500, allowedMimeTypes: ["text/plain"] }));
  assert.equal((await service.createBucket("life", { public: true })).error?.statusCode, "409");
  const created = dataOf(await service.getBucket("life"));
  assert.equal(created.public, false);
  assert.equal(created.file_size_limit, 500);
  assert.deepEqual(created.allowed_mime_types, ["text/plain"]);
  dataOf(await service.updateBucket("life", { public: true, fileSizeLimit: null }));
  const changed = dataOf(await service.getBucket("life"));
  assert.equal(changed.public, true);
  assert.equal(changed.file_size_limit, null);
  assert.deepEqual(changed.allowed_mime_types, ["text/plain"]);
  const listed = dataOf(await service.listBuckets({ search: "LIF", limit: 5, sortColumn: "name" }));
  assert.deepEqual(listed.map((bucket) => bucket.id), ["life"]);

  dataOf(await service.from("life").upload("a/b.txt", new Blob(["x"], { type: "text/plain" })));
  assert.equal((await service.deleteBucket("life")).error?.message, "The bucket you tried to delete is not empty");
  dataOf(await service.emptyBucket("life"));
  assert.deepEqual(dataOf(await service.from("life").list()), []);
  dataOf(await service.deleteBucket("life"));
  assert.equal((await service.getBucket("life")).error?.message, "Bucket not found");
  assert.equal((await service.deleteBucket("life")).error?.message, "Bucket not found");
});

Deno.test("storage.buckets refuses invalid names and limits", async () => {
  assert.equal((await service.createBucket("a/b")).error?.message, "Bucket name invalid");
  assert.equal((await service.createBucket("..")).error?.message, "Bucket name invalid");
  const limit = await service.createBucket("odd", { public: false, fileSizeLimit: "lots" });
  assert.match(limit.error?.message ?? "", /^Invalid file size format/);
  const above = await service.createBucket("odd", { public: false, fileSizeLimit: "1GB" });
  assert.equal(above.error?.statusCode, "413");
});

function shape(error: { message: string } | null) {
  const { status, statusCode, message } = error as unknown as { status: number; statusCode: string; message: string };
  return { status, statusCode, message };
}
