import assert from "node:assert/strict";
import fc from "fast-check";
import { newBackupCodes, normalBackupCode } from "../../shared/auth/backup_codes.ts";
import { newTotpSecret, qrCodeOf, totpCode, totpStep, totpUri } from "../../shared/auth/totp.ts";
import { asksForCode, totpDigits } from "../../functions/identity/second_factor_rules.ts";

/** The ASCII secret 12345678901234567890 of RFC 6238, appendix B, in base32. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const vectors: [number, string][] = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
];
for (const [seconds, code] of vectors) {
  Deno.test(`totpStep takes ${code} at second ${seconds}, as RFC 6238 has it`, () => {
    assert.equal(totpCode(SECRET, seconds * 1000), code);
    assert.equal(totpStep(SECRET, code, seconds * 1000), Math.floor(seconds / 30));
  });
}

const instant = fc.integer({ min: 60_000, max: 4_000_000_000_000 });

Deno.test("totpStep takes a code one step early or late and names its step", () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -1, max: 1 }), (now, steps) => {
      const there = now + steps * 30_000;
      const found = totpStep(SECRET, totpCode(SECRET, there), now);
      assert.ok(found !== null && found >= Math.floor(there / 30_000));
      // Only where the same digits stand for two steps is the later one named.
      if (found !== Math.floor(there / 30_000)) assert.equal(totpCode(SECRET, found * 30_000), totpCode(SECRET, there));
    }),
    { numRuns: 60 },
  );
});

Deno.test("totpStep refuses a code two steps away unless its digits happen to be those of a near one", () => {
  fc.assert(
    fc.property(instant, fc.constantFrom(-2, 2, 3, -3, 100), (now, steps) => {
      const code = totpCode(SECRET, Math.max(0, now + steps * 30_000));
      const near = [-1, 0, 1].map((n) => totpCode(SECRET, now + n * 30_000));
      if (!near.includes(code)) assert.equal(totpStep(SECRET, code, now), null);
    }),
    { numRuns: 60 },
  );
});

Deno.test("totpStep refuses what is not six digits", () => {
  for (const code of ["", "28708", "2870822", "28708a", "٢٨٧٠٨٢", " 287082"]) {
    assert.equal(totpStep(SECRET, code, 59_000), null, code);
  }
});

Deno.test("a secret has 160 bits in base32 without padding, and never twice the same", () => {
  const secrets = new Set(Array.from({ length: 20 }, newTotpSecret));
  assert.equal(secrets.size, 20);
  for (const secret of secrets) assert.match(secret, /^[A-Z2-7]{32}$/);
});

Deno.test("the address an app scans names issuer, account and every parameter", async () => {
  const uri = totpUri(SECRET, "ada+x@example.com");
  const { protocol, host, pathname, searchParams } = new URL(uri);
  assert.deepEqual([protocol, host, decodeURIComponent(pathname)], ["otpauth:", "totp", "/Comptoir:ada+x@example.com"]);
  assert.deepEqual(Object.fromEntries(searchParams), {
    issuer: "Comptoir",
    secret: SECRET,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
  assert.match(await qrCodeOf(uri), /^data:image\/png;base64,iVBOR/);
});

Deno.test("a batch is ten different codes of twelve characters without look-alikes", () => {
  const codes = newBackupCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) assert.match(code, /^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/);
});

Deno.test("normalBackupCode reads ABCD-2345-EFGH however it is typed", () => {
  for (const typed of ["ABCD-2345-EFGH", "abcd2345efgh", "ABCD 2345 EFGH", " abcd–2345–efgh\n", "ＡＢＣＤ2345efgh"]) {
    assert.equal(normalBackupCode(typed), "ABCD2345EFGH", typed);
  }
});

Deno.test("normalBackupCode forgets case and separators and nothing else", () => {
  const letter = fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
  const noise = fc.constantFrom("", "-", " ", "_", ".", "–");
  fc.assert(fc.property(fc.array(fc.tuple(letter, noise, fc.boolean()), { minLength: 12, maxLength: 12 }), (typed) => {
    const code = typed.map(([char]) => char).join("");
    const written = typed.map(([char, gap, lower]) => (lower ? char.toLowerCase() : char) + gap).join("");
    assert.equal(normalBackupCode(written), code);
    assert.equal(normalBackupCode(normalBackupCode(written)), code);
  }));
});

Deno.test("totpDigits takes six digits with the space apps show, and no backup code", () => {
  assert.equal(totpDigits("287 082"), "287082");
  for (const other of ["28708", "2870822", "ABCD-2345-EFGH", "22334455667 7"]) {
    assert.equal(totpDigits(other), undefined);
  }
});

const standing = {
  enrolled: true,
  locked_seconds: null,
  enforced: false,
  adaptive: false,
  trusted: false,
  history: null,
};

Deno.test("asksForCode asks whoever has a second factor, at any risk", () => {
  for (const level of ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const) {
    assert.equal(asksForCode(standing, level), true);
    assert.equal(asksForCode({ ...standing, enrolled: false, enforced: true, adaptive: true }, level), false);
  }
});

Deno.test("asksForCode lets a trusted device off below HIGH", () => {
  const trusted = { ...standing, trusted: true, enforced: true };
  assert.deepEqual((["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const).map((level) => asksForCode(trusted, level)), [
    false,
    false,
    true,
    true,
  ]);
});

Deno.test("asksForCode lets a sign-in without risk off where risk is weighed and nothing enforced", () => {
  const adaptive = { ...standing, adaptive: true };
  assert.equal(asksForCode(adaptive, "LOW"), false);
  assert.equal(asksForCode(adaptive, "MEDIUM"), true);
  assert.equal(asksForCode({ ...adaptive, enforced: true }, "LOW"), true);
});
