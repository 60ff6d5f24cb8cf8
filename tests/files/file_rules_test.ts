import assert from "node:assert/strict";
import fc from "fast-check";
import { ALLOWED_EXTENSIONS, mediaOf } from "../../shared/files/media_rules.ts";
import { readableName, storageKey } from "../../shared/files/name_rules.ts";

Deno.test("readableName is one part of a path, readable, at most 255 characters and stable", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", minLength: 0, maxLength: 400 }), (given) => {
    const name = readableName(given);
    assert.ok(name.length >= 1 && name.length <= 255);
    // deno-lint-ignore no-control-regex
    assert.ok(!/[\u0000-\u001f/\\\u202e]/.test(name) && name !== "." && name !== "..");
    assert.equal(readableName(name), name);
  }));
  assert.equal(readableName("C:\\docs\\Devis  n° 1.pdf"), "Devis n° 1.pdf");
  assert.equal(readableName(`${"x".repeat(300)}.pdf`).slice(-5), "x.pdf");
  assert.equal(readableName(".."), "file");
});

Deno.test("storageKey lies below the tenant and never repeats", () => {
  const key = storageKey("t", "passport", "pdf");
  assert.match(key, /^t\/passport\/[0-9a-f-]{36}\.pdf$/);
  assert.notEqual(storageKey("t", "passport", "pdf"), key);
});

Deno.test("mediaOf believes the content, and the name for plain text alone", async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  assert.deepEqual(await mediaOf(bytes("%PDF-1.7\n"), "x.png"), { mediaType: "application/pdf", extension: "pdf" });
  assert.deepEqual(await mediaOf(bytes("<?xml version='1.0'?><a/>"), "camt.XML"), {
    mediaType: "application/xml",
    extension: "xml",
  });
  assert.equal((await mediaOf(bytes("a,b"), "a.csv"))?.mediaType, "text/csv");
  for (const bad of ["<script>x</script>", "<?xml version='1.0'?><svg xmlns='x'/>", "\u0001"]) {
    for (const extension of ALLOWED_EXTENSIONS) assert.equal(await mediaOf(bytes(bad), `a.${extension}`), undefined);
  }
});
