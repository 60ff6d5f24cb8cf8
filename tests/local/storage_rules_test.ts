import assert from "node:assert/strict";
import fc from "fast-check";
import { isNotModified, isRangeCurrent, parseRange } from "../../supabase/local/storage/conditional_rules.ts";
import { folderPrefix, isValidBucketId, isValidKey } from "../../supabase/local/storage/key_rules.ts";
import { formParts, multipartBoundary } from "../../supabase/local/storage/multipart.ts";
import { matchRoute } from "../../supabase/local/storage/routes.ts";
import {
  isMimeTypeAllowed,
  mediaType,
  parseFileSize,
  parseUserMetadata,
} from "../../supabase/local/storage/upload_rules.ts";

const ALPHABET = [..."abcXYZ019_!-.*'()&$@=;:+,? "];

Deno.test("isValidKey accepts every name of the alphabet and no dot segments", () => {
  const segment = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 12 })
    .filter((text) => text !== "." && text !== "..");
  fc.assert(fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), (parts) => isValidKey(parts.join("/"))));
  for (
    const name of ["", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "a/./b", "é", "a\nb", "a\0b", "a\\b", "a%b"]
  ) {
    assert.equal(isValidKey(name), false, JSON.stringify(name));
  }
  assert.equal(isValidKey("x".repeat(1024)), true);
  assert.equal(isValidKey("x".repeat(1025)), false);
  assert.equal(isValidKey("a/..b/c.."), true);
});

Deno.test("isValidBucketId refuses separators, outer spaces and what has no name", () => {
  for (const id of ["files", "my.bucket-1", "A b", "x".repeat(100)]) assert.equal(isValidBucketId(id), true, id);
  for (const id of ["", "a/b", " a", "a ", "..", ".", "é", "x".repeat(101)]) {
    assert.equal(isValidBucketId(id), false, id);
  }
});

Deno.test("folderPrefix is empty or ends with one slash", () => {
  for (const [path, prefix] of [["", ""], ["/", ""], ["a", "a/"], ["a/", "a/"], ["/a/b//", "a/b/"]]) {
    assert.equal(folderPrefix(path), prefix, path);
  }
});

Deno.test("parseFileSize reads bytes and decimal units and nothing else", () => {
  const sizes: [number | string, number | undefined][] = [
    [1024, 1024],
    ["0B", 0],
    ["30KB", 30_000],
    ["1.5mb", 1_500_000],
    ["20GB", 20_000_000_000],
    [-1, undefined],
    [1.5, undefined],
    ["20", undefined],
    ["MB", undefined],
    ["20TB", undefined],
    ["99999999999GB", undefined],
  ];
  for (const [text, bytes] of sizes) assert.equal(parseFileSize(text), bytes, String(text));
});

Deno.test("isMimeTypeAllowed compares types without their parameters", () => {
  assert.equal(isMimeTypeAllowed("text/plain;charset=UTF-8", ["text/plain"]), true);
  assert.equal(isMimeTypeAllowed("Image/PNG", ["image/*"]), true);
  assert.equal(isMimeTypeAllowed("image/png", ["image/jpeg", "video/*"]), false);
  assert.equal(isMimeTypeAllowed("imagex/png", ["image/*"]), false);
  assert.equal(isMimeTypeAllowed("nonsense", ["text/plain"]), false);
  assert.equal(isMimeTypeAllowed("anything/at-all", null), true);
  assert.equal(isMimeTypeAllowed("anything/at-all", []), true);
  assert.equal(isMimeTypeAllowed("anything/at-all", ["*/*"]), true);
  assert.equal(mediaType(" Text/HTML ; charset=x"), "text/html");
});

Deno.test("parseUserMetadata keeps objects and drops the rest", () => {
  assert.deepEqual(parseUserMetadata('{"a":[1]}'), { a: [1] });
  for (const text of [undefined, "", "null", "3", "[1]", '"text"', "{broken"]) {
    assert.equal(parseUserMetadata(text), undefined, String(text));
  }
});

Deno.test("parseRange returns a part that lies inside the file, or none", () => {
  fc.assert(fc.property(fc.nat(50), fc.option(fc.nat(60)), fc.option(fc.nat(60)), (size, from, to) => {
    const range = parseRange(`bytes=${from ?? ""}-${to ?? ""}`, size);
    if (range === undefined || range === "unsatisfiable") return;
    assert.ok(0 <= range.first && range.first <= range.last && range.last < size);
    if (from !== null) assert.equal(range.first, from);
    else assert.equal(range.last - range.first + 1, Math.min(to!, size));
  }));
  assert.equal(parseRange("bytes=0-", 0), "unsatisfiable");
  assert.equal(parseRange("bytes=-0", 5), "unsatisfiable");
  assert.equal(parseRange(null, 5), undefined);
  assert.equal(parseRange("bytes=-", 5), undefined);
});

Deno.test("isNotModified lets the validator decide over the date", () => {
  const changed = new Date("2026-01-02T03:04:05.678Z");
  const at = (headers: Record<string, string>) => isNotModified(new Headers(headers), '"v1"', changed);
  assert.equal(at({}), false);
  assert.equal(at({ "if-none-match": "*" }), true);
  assert.equal(at({ "if-none-match": '"v0"', "if-modified-since": changed.toUTCString() }), false);
  assert.equal(at({ "if-modified-since": changed.toUTCString() }), true);
  assert.equal(at({ "if-modified-since": "Fri, 02 Jan 2026 03:04:04 GMT" }), false);
  assert.equal(at({ "if-modified-since": "yesterday" }), false);
});

Deno.test("isRangeCurrent compares dates to the second and validators strongly", () => {
  const changed = new Date("2026-01-02T03:04:05.678Z");
  const at = (validator: string) => isRangeCurrent(new Headers({ "if-range": validator }), '"v1"', changed);
  assert.equal(at('"v1"'), true);
  assert.equal(at('W/"v1"'), false);
  assert.equal(at(changed.toUTCString()), true);
  assert.equal(at("Fri, 02 Jan 2026 03:04:06 GMT"), false);
});

Deno.test("formParts finds the same parts however the body is cut", async () => {
  const content = fc.uint8Array({ maxLength: 200 });
  // Contents made of pieces of the delimiter are the hard ones.
  const lookalike = fc.array(fc.constantFrom("\r\n", "--", "XX", "\r\n--X", "\n--XX", "\r\n--XY", "\r"), {
    maxLength: 20,
  })
    .map((pieces) => new TextEncoder().encode(pieces.join("")));
  const file = fc.record({ name: fc.constantFrom("", "file", "métadonnées"), content: fc.oneof(content, lookalike) }, {
    noNullPrototype: true,
  })
    .filter(({ content }) => !new TextDecoder("latin1").decode(content).includes("\r\n--XX"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 60 }),
      async (files, cut) => {
        const chunks: BlobPart[] = ["preamble\r\n"];
        for (const { name, content } of files) {
          chunks.push(`--XX\r\nContent-Disposition: form-data; name="${name}"; filename="f"\r\n`);
          chunks.push("Content-Type: text/plain\r\n\r\n", content as BlobPart, "\r\n");
        }
        const body = new Uint8Array(await new Blob([...chunks, "--XX--\r\nepilogue"]).arrayBuffer());
        const found = [];
        for await (const part of formParts(slices(body, cut), "XX")) {
          found.push({ name: part.name, content: await collect(part.content) });
          assert.equal(part.filename, "f");
          assert.equal(part.contentType, "text/plain");
        }
        assert.deepEqual(found, files);
      },
    ),
  );
});

Deno.test("formParts skips what the reader of a part leaves", async () => {
  const body = new TextEncoder().encode(
    '--XX\r\ncontent-disposition: form-data; name=a\r\n\r\nignored\r\n--XX\r\ncontent-disposition: form-data; name="b"\r\n\r\n2\r\n--XX--',
  );
  const names = [];
  for await (const part of formParts(slices(body, 7), "XX")) names.push(part.name);
  assert.deepEqual(names, ["a", "b"]);
});

Deno.test("formParts refuses headers without end and bodies without delimiter", async () => {
  const read = async (text: string) => {
    for await (const part of formParts(slices(new TextEncoder().encode(text), 50), "XX")) await collect(part.content);
  };
  await assert.rejects(read(`--XX\r\n${"a: b\r\n".repeat(5000)}`), /headers of a form part are too long/);
  await assert.rejects(read("--XX\r\ncontent-type: text/plain\r\n\r\nx\r\n--XX--"), /no content-disposition/);
  await assert.rejects(read("nothing here"), /ended early/);
});

Deno.test("multipartBoundary reads quoted and plain boundaries", () => {
  assert.equal(multipartBoundary("multipart/form-data; boundary=----abc"), "----abc");
  assert.equal(multipartBoundary('multipart/form-data; charset=utf-8; Boundary="a b"'), "a b");
  assert.equal(multipartBoundary("multipart/form-data"), undefined);
});

Deno.test("matchRoute tells fixed words from bucket names", () => {
  const at = (line: string) => {
    const [method, path] = line.split(" ");
    const match = matchRoute(method, path.split("/"));
    return match && [match.route.operation, match.bucketId, match.name];
  };
  assert.deepEqual(at("POST object/list/files"), ["storage.object.list", "files", ""]);
  assert.deepEqual(at("POST object/files/list/a"), ["storage.object.upload", "files", "list/a"]);
  assert.deepEqual(at("GET object/sign/files/a/b"), ["storage.object.get_signed", "files", "a/b"]);
  assert.deepEqual(at("HEAD object/files/a"), ["storage.object.get_authenticated", "files", "a"]);
  assert.deepEqual(at("DELETE object/files"), ["storage.object.delete_many", "files", ""]);
  assert.deepEqual(at("GET bucket"), ["storage.bucket.list", "", ""]);
  for (const line of ["GET object/files", "GET object/files/", "POST object//a", "PATCH bucket", "GET bucket/a/b"]) {
    assert.equal(at(line), undefined, line);
  }
});

async function* slices(body: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) yield body.slice(start, start + size);
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: BlobPart[] = [];
  for await (const chunk of content) chunks.push(chunk.slice() as BlobPart);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
