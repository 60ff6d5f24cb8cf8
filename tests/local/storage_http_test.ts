import assert from "node:assert/strict";
import { dataOf, SECRET_KEY, storageWorld } from "./storage_world.ts";

const world = await storageWorld();
Deno.test.afterAll(() => world.close());

const service = world.service();
dataOf(await service.createBucket("web", { public: true }));
dataOf(await service.createBucket("vault", { public: false }));
const web = service.from("web");
const vault = service.from("vault");
dataOf(await web.upload("digits.txt", new Blob(["0123456789"], { type: "text/plain" }), { cacheControl: "31536000" }));
const DIGITS = "/object/public/web/digits.txt";

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  world.request(path, { method, headers });

async function tokenOf(path: string, expiresIn = 60): Promise<string> {
  const { signedUrl } = dataOf(await vault.createSignedUrl(path, expiresIn));
  return new URL(signedUrl).searchParams.get("token")!;
}

Deno.test("storage.download sends a validator, length, cache time and type", async () => {
  const response = await get(DIGITS);
  assert.equal(await response.text(), "0123456789");
  assert.equal(response.headers.get("etag"), '"781e5e245d69b566979b86e28d23f2c7"');
  assert.equal(response.headers.get("content-length"), "10");
  assert.equal(response.headers.get("content-type"), "text/plain");
  assert.equal(response.headers.get("cache-control"), "max-age=31536000");
  assert.equal(response.headers.get("accept-ranges"), "bytes");
  assert.ok(Math.abs(Date.parse(response.headers.get("last-modified")!) - Date.now()) < 60_000);
});

Deno.test("storage.download answers HEAD with the headers alone", async () => {
  const response = await get(DIGITS, {}, "HEAD");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-length"), "10");
  assert.equal(response.headers.get("etag"), '"781e5e245d69b566979b86e28d23f2c7"');
  assert.equal(await response.text(), "");
  assert.equal((await get("/object/public/web/none.txt", {}, "HEAD")).status, 400);
});

Deno.test("storage.download serves a part of a file", async () => {
  const cases = [["bytes=2-4", "234", "bytes 2-4/10"], ["bytes=7-", "789", "bytes 7-9/10"], [
    "bytes=-3",
    "789",
    "bytes 7-9/10",
  ], ["bytes=8-99", "89", "bytes 8-9/10"]];
  for (const [range, content, contentRange] of cases) {
    const response = await get(DIGITS, { range });
    assert.equal(response.status, 206, range);
    assert.equal(response.headers.get("content-range"), contentRange);
    assert.equal(response.headers.get("content-length"), String(content.length));
    assert.equal(await response.text(), content);
  }
});

Deno.test("storage.download refuses a range outside the file and ignores those it may ignore", async () => {
  const outside = await get(DIGITS, { range: "bytes=10-12" });
  assert.equal(outside.status, 416);
  assert.equal(outside.headers.get("content-range"), "bytes */10");
  assert.equal((await outside.json()).statusCode, "416");
  for (const range of ["bytes=0-1,4-5", "lines=1-2", "bytes=5-2", "bytes=a-b"]) {
    const whole = await get(DIGITS, { range });
    assert.equal(whole.status, 200, range);
    assert.equal(await whole.text(), "0123456789");
  }
});

Deno.test("storage.download serves a large file in pieces that add up", async () => {
  const bytes = new Uint8Array(700_001).map((_, index) => index * 31 % 251);
  dataOf(await web.upload("large.bin", bytes, { contentType: "application/octet-stream" }));
  const path = "/object/public/web/large.bin";
  const whole = new Uint8Array(await (await get(path)).arrayBuffer());
  assert.deepEqual(whole, bytes);
  const pieces: Blob[] = [];
  for (let first = 0; first < bytes.length; first += 300_000) {
    const piece = await get(path, { range: `bytes=${first}-${first + 299_999}` });
    pieces.push(await piece.blob());
  }
  assert.deepEqual(new Uint8Array(await new Blob(pieces).arrayBuffer()), bytes);
});

Deno.test("storage.download answers 304 while the client's copy is current", async () => {
  const first = await get(DIGITS);
  await first.body?.cancel();
  const etag = first.headers.get("etag")!;
  const modified = first.headers.get("last-modified")!;
  assert.equal((await get(DIGITS, { "if-none-match": etag })).status, 304);
  assert.equal((await get(DIGITS, { "if-none-match": `"other", W/${etag}` })).status, 304);
  assert.equal((await get(DIGITS, { "if-modified-since": modified })).status, 304);
  for (
    const [header, value] of [["if-none-match", '"other"'], ["if-modified-since", "Tue, 01 Jan 2019 00:00:00 GMT"]]
  ) {
    const fresh = await get(DIGITS, { [header]: value });
    assert.equal(fresh.status, 200);
    await fresh.body?.cancel();
  }
});

Deno.test("storage.download resumes only the content the client began with", async () => {
  const etag = '"781e5e245d69b566979b86e28d23f2c7"';
  assert.equal(await (await get(DIGITS, { range: "bytes=8-", "if-range": etag })).text(), "89");
  assert.equal(await (await get(DIGITS, { range: "bytes=8-", "if-range": '"older"' })).text(), "0123456789");
});

Deno.test("storage.download offers the file under another name when asked", async () => {
  const named = await get(`${DIGITS}?download=${encodeURIComponent("Zählung (2).txt")}`);
  await named.body?.cancel();
  assert.equal(
    named.headers.get("content-disposition"),
    `attachment; filename="Z%C3%A4hlung%20%282%29.txt"; filename*=UTF-8''Z%C3%A4hlung%20%282%29.txt`,
  );
  const plain = await get(`${DIGITS}?download=`);
  await plain.body?.cancel();
  assert.equal(plain.headers.get("content-disposition"), "attachment");
});

Deno.test("storage.download never serves a stored page as HTML", async () => {
  dataOf(await web.upload("page.html", new Blob(["<script>alert(1)</script>"], { type: "text/html;charset=utf-8" })));
  const response = await get("/object/public/web/page.html");
  assert.equal(await response.text(), "<script>alert(1)</script>");
  assert.equal(response.headers.get("content-type"), "text/plain");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
});

Deno.test("storage.download names the encoding of stored bytes", async () => {
  const stream = new Blob(["compressed text"]).stream().pipeThrough(new CompressionStream("gzip"));
  const gzip = new Uint8Array(await new Response(stream).arrayBuffer());
  const options = { contentType: "text/plain", contentEncoding: "gzip" };
  dataOf(await web.upload("raw.txt", gzip, options));
  dataOf(await web.upload("form.txt", new Blob([gzip], { type: "text/plain" }), options));
  for (const name of ["raw.txt", "form.txt"]) {
    const response = await get(`/object/public/web/${name}`);
    assert.equal(await response.text(), "compressed text", name);
    assert.equal(dataOf(await web.info(name)).contentEncoding, "gzip");
  }
});

Deno.test("storage signed downloads end at their time", async () => {
  dataOf(await vault.upload("brief.txt", new Blob(["brief"])));
  const token = await tokenOf("brief.txt", 1);
  const url = `/object/sign/vault/brief.txt?token=${token}`;
  const now = await get(url);
  assert.equal(await now.text(), "brief");
  const { exp } = JSON.parse(atob(token.split(".")[1]));
  while (Date.now() < exp * 1000) await new Promise((resolve) => setTimeout(resolve, 50));
  const late = await get(url);
  assert.equal(late.status, 400);
  const { statusCode, error } = await late.json();
  assert.deepEqual({ statusCode, error }, { statusCode: "400", error: "InvalidJWT" });
});

Deno.test("storage signed downloads refuse tokens altered, missing or made for something else", async () => {
  for (const name of ["a.txt", "b.txt"]) dataOf(await vault.upload(name, new Blob([name])));
  const token = await tokenOf("a.txt");
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(atob(payload));
  const altered = btoa(JSON.stringify({ ...claims, url: "vault/b.txt" })).replaceAll("=", "");
  const upload = dataOf(await vault.createSignedUploadUrl("b.txt", { upsert: true })).token;
  const refused = [
    `vault/a.txt?token=${header}.${payload}.${signature.slice(0, -4)}AAAA`,
    `vault/b.txt?token=${header}.${altered}.${signature}`,
    `vault/b.txt?token=${token}`,
    `vault/b.txt?token=${upload}`,
    "vault/a.txt?token=",
    "vault/a.txt",
  ];
  for (const path of refused) {
    const response = await get(`/object/sign/${path}`);
    assert.equal(response.status, 400, path);
    assert.equal((await response.json()).statusCode, "400", path);
  }
  assert.equal((await get(`/object/sign/vault/a.txt?token=${token}`)).status, 200);
});

Deno.test("storage signed uploads refuse a download's token and another name", async () => {
  dataOf(await vault.upload("target.txt", new Blob(["kept"])));
  const download = await tokenOf("target.txt");
  const upload = dataOf(await vault.createSignedUploadUrl("elsewhere.txt")).token;
  for (const token of [download, upload, "", "a.b.c"]) {
    const response = await world.request(`/object/upload/sign/vault/target.txt?token=${token}`, {
      method: "PUT",
      body: "planted",
    });
    assert.equal(response.status, 400, token);
    await response.body?.cancel();
  }
  assert.equal(await dataOf(await vault.download("target.txt")).text(), "kept");
});

Deno.test("storage signed tokens are no access tokens", async () => {
  dataOf(await vault.upload("sealed.txt", new Blob(["x"])));
  const token = await tokenOf("sealed.txt");
  const response = await get("/object/vault/sealed.txt", { authorization: `Bearer ${token}` });
  assert.equal((await response.json()).statusCode, "403");
});

Deno.test("storage.upload accepts a form as browsers send it", async () => {
  const form = new FormData();
  form.append("cacheControl", "120");
  form.append("metadata", '{"from":"form"}');
  form.append("file", new File(["posted"], "posted.txt", { type: "text/plain" }));
  const response = await world.request("/object/vault/posted.txt", {
    method: "POST",
    headers: { apikey: SECRET_KEY },
    body: form,
  });
  assert.equal(response.status, 200);
  assert.equal((await response.json()).Key, "vault/posted.txt");
  const info = dataOf(await vault.info("posted.txt"));
  assert.equal(info.cacheControl, "max-age=120");
  assert.deepEqual(info.metadata, { from: "form" });
});

Deno.test("storage.upload refuses forms without a file and bodies that end early", async () => {
  const post = (body: BodyInit, contentType: string) =>
    world.request("/object/vault/broken.txt", {
      method: "POST",
      headers: { apikey: SECRET_KEY, "content-type": contentType },
      body,
    });
  const type = "multipart/form-data; boundary=XX";
  const field = '--XX\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n';
  const file = '--XX\r\ncontent-disposition: form-data; name=""; filename="f"\r\n\r\nhalf';
  for (const body of [`${field}--XX--\r\n`, `${field}${file}`, "no form at all", ""]) {
    const response = await post(body, type);
    assert.equal(response.status, 400, body);
    assert.equal((await response.json()).statusCode, "400", body);
  }
  assert.equal((await vault.exists("broken.txt")).data, false);
});

Deno.test("storage refuses paths it does not serve and bodies that are not JSON", async () => {
  for (const path of ["/", "/object", "/render/image/public/web/digits.txt", "/upload/resumable", "/s3/web"]) {
    const response = await get(path, { apikey: SECRET_KEY });
    assert.equal(response.status, 404, path);
    assert.equal((await response.json()).statusCode, "404");
  }
  assert.equal((await web.listV2()).error?.statusCode, "404");
  const response = await world.request("/object/list/web", {
    method: "POST",
    headers: { apikey: SECRET_KEY },
    body: "{",
  });
  assert.deepEqual(await response.json(), {
    statusCode: "400",
    code: "InvalidRequest",
    error: "InvalidRequest",
    message: "body must be JSON",
  });
});
