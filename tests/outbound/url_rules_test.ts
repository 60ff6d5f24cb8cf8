import assert from "node:assert/strict";
import fc from "fast-check";
import { isPublicAddress, judgeUrl } from "../../shared/outbound/url_rules.ts";

const production = { production: true, allowedOrigins: ["https://hooks.partner.internal:9443"] };
const development = { production: false, allowedOrigins: [] };
const refusalOf = (url: string, policy = production) => {
  const judged = judgeUrl(url, policy);
  return "refusal" in judged ? judged.refusal : undefined;
};

const REFUSED = [
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a00:1]/",
  "https://[::]/",
  "https://[::1]/",
  "https://[fe80::1]/",
  "https://[fd00:ec2::254]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[2002:7f00:1::]/",
  "https://user@host.example/",
  "https://user:password@example.com/",
  "https://169.254.169.254/latest/meta-data",
  "https://metadata.google.internal/",
  "https://localhost/",
  "https://localhost./",
  "https://a.localhost/",
  "https://printer.local/",
  "https://intranet/",
  "https://10.0.0.5/",
  "https://example.com:22/",
  "https://example.com:6379/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "not an address",
  "http://example.com/",
  `https://example.com/${"a".repeat(2048)}`,
];
for (const url of REFUSED) {
  Deno.test(`judgeUrl refuses ${url.slice(0, 60)} in production`, () => assert.ok(refusalOf(url)));
}

Deno.test("judgeUrl accepts public https addresses on the usual ports, with the fragment dropped", () => {
  for (
    const url of [
      "https://example.com/hook?a=1",
      "https://8.8.8.8/",
      "https://[2606:4700::1111]:8443/",
      "https://Bücher.example/",
    ]
  ) {
    assert.equal(refusalOf(url), undefined, url);
  }
  const judged = judgeUrl("https://EXAMPLE.com./x#secret", production);
  assert.ok("url" in judged);
  assert.equal(judged.url.href, "https://example.com./x");
  assert.equal(judged.hostname, "example.com");
});

Deno.test("judgeUrl trusts a listed origin exactly: another port, scheme or host is judged like any other", () => {
  assert.equal(refusalOf("https://hooks.partner.internal:9443/x"), undefined);
  assert.ok(refusalOf("https://hooks.partner.internal/x"));
  assert.ok(refusalOf("http://hooks.partner.internal:9443/x"));
  assert.ok(refusalOf("https://evil.hooks.partner.internal:9443/x"));
});

Deno.test("judgeUrl lets this machine be called outside production only", () => {
  for (const url of ["http://localhost:3999/hook", "http://127.0.0.1:3999/", "http://[::1]:3999/"]) {
    assert.equal(refusalOf(url, development), undefined, url);
    assert.ok(refusalOf(url), url);
  }
  assert.ok(refusalOf("http://10.0.0.5/", development));
  assert.ok(refusalOf("https://169.254.169.254/", development));
});

const octet = fc.integer({ min: 0, max: 255 });
const blockedIpv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(198), fc.constantFrom(18, 19), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
);
const hex = (a: number, b: number) => ((a << 8) | b).toString(16);

Deno.test("isPublicAddress refuses every blocked IPv4 address, alone and inside every kind of IPv6 address that carries it", () => {
  fc.assert(fc.property(blockedIpv4, ([a, b, c, d]) => {
    const halves = `${hex(a, b)}:${hex(c, d)}`;
    assert.equal(isPublicAddress(`${a}.${b}.${c}.${d}`), false);
    for (const v6 of [`::ffff:${halves}`, `64:ff9b::${halves}`, `2002:${halves}::1`, `::${halves}`]) {
      assert.equal(isPublicAddress(v6), false, v6);
    }
  }));
});

Deno.test("isPublicAddress accepts the neighbours of every blocked range and refuses what is no address", () => {
  for (
    const address of [
      "9.255.255.255",
      "11.0.0.0",
      "100.63.255.255",
      "100.128.0.0",
      "126.255.255.255",
      "128.0.0.0",
      "172.15.255.255",
      "172.32.0.0",
      "192.167.255.255",
      "192.169.0.0",
      "198.17.255.255",
      "198.20.0.0",
      "223.255.255.255",
      "2606:4700::1111",
      "::ffff:8.8.8.8",
      "64:ff9b::808:808",
      "2002:808:808::1",
    ]
  ) assert.equal(isPublicAddress(address), true, address);
  for (const text of ["", "example.com", "1.2.3.4.5", "2001:db8::1", "fe80::1%eth0"]) {
    assert.equal(isPublicAddress(text), false, text);
  }
});
