import assert from "node:assert/strict";
import fc from "fast-check";
import { scryptSync } from "node:crypto";
import { isCommonPassword } from "../../shared/auth/common_passwords.ts";
import {
  hashPassword,
  isOutdatedHash,
  type PasswordFlaw,
  passwordFlaws,
  verifyPassword,
} from "../../shared/auth/passwords.ts";

const good = "Tournevis-Cruciforme-7";

Deno.test("hashPassword encodes scrypt with its parameters and a salt of its own, verifyPassword knows it again", async () => {
  const [one, two] = await Promise.all([hashPassword(good), hashPassword(good)]);
  const [scheme, version, n, r, p, salt, hash] = one.split("$");
  assert.deepEqual([scheme, version, n, r, p], ["scrypt", "1", "16384", "8", "1"]);
  assert.deepEqual([atob(salt.replaceAll("-", "+").replaceAll("_", "/")).length], [16]);
  assert.notEqual(one, two);
  const expected = scryptSync(
    good,
    Uint8Array.from(atob(salt.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)),
    64,
    {
      N: 16384,
      r: 8,
      p: 1,
    },
  );
  assert.equal(hash, expected.toString("base64url"));
  assert.equal(await verifyPassword(good, one), true);
  assert.equal(await verifyPassword(`${good} `, one), false);
  assert.equal(isOutdatedHash(one), false);
});

Deno.test("verifyPassword takes composed and decomposed characters for the same", async () => {
  const hash = await hashPassword("Élève-Café-2026".normalize("NFC"));
  assert.equal(await verifyPassword("Élève-Café-2026".normalize("NFD"), hash), true);
});

Deno.test("verifyPassword works as long for nobody as for somebody, and matches nothing unreadable", async () => {
  const hash = await hashPassword(good);
  const timed = async (encoded: string | null) => {
    const started = performance.now();
    assert.equal(await verifyPassword("wrong", encoded), false);
    return performance.now() - started;
  };
  const best = async (encoded: string | null) =>
    Math.min(await timed(encoded), await timed(encoded), await timed(encoded));
  const [known, unknown] = [await best(hash), await best(null)];
  assert.ok(unknown > known / 3, `${unknown} ms against ${known} ms`);
  for (const broken of ["", "scrypt$1$16384$8$1$$", "bcrypt$x", "scrypt$2$16384$8$1$AA$AA", "scrypt$1$x$8$1$AA$AA"]) {
    assert.equal(await verifyPassword(good, broken), false);
    assert.equal(isOutdatedHash(broken), true);
  }
});

Deno.test("isOutdatedHash wants a new hash for every parameter that changed", () => {
  const parts = (n: number, r: number, p: number, salt = 22, hash = 86) =>
    `scrypt$1$${n}$${r}$${p}$${"A".repeat(salt)}$${"A".repeat(hash)}`;
  assert.equal(isOutdatedHash(parts(16384, 8, 1)), false);
  for (
    const old of [
      parts(8192, 8, 1),
      parts(16384, 4, 1),
      parts(16384, 8, 2),
      parts(16384, 8, 1, 11),
      parts(16384, 8, 1, 22, 43),
    ]
  ) {
    assert.equal(isOutdatedHash(old), true, old);
  }
});

Deno.test("passwordFlaws names each demand of the standard profile that is not met", () => {
  const person = { email: "jean.martin@example.com", name: "Jean Dupont-Lefèvre" };
  const cases: [string, PasswordFlaw[]][] = [
    [good, []],
    ["SecurePassword123!", []],
    ["Ab1!xyz", ["min_length"]],
    [`Aa1!${"xkpq".repeat(31)}9`, ["max_length"]],
    ["kraken-7-fjord", ["uppercase"]],
    ["KRAKEN-7-FJORD", ["lowercase"]],
    ["Kraken-x-Fjord", ["digit"]],
    ["Kraken7xFjord", ["special"]],
    ["Aa1!Aa1!", ["distinct"]],
    ["Kraaaaken-7", ["repeated"]],
    ["Kraken-7-abcd", ["sequence"]],
    ["Kraken-7-DCBA", ["sequence"]],
    ["Kraken-x-4321", ["sequence"]],
    ["Kraken-7-Azer", ["sequence"]],
    ["Kraken-7-poiu", ["sequence"]],
    ["Password2026!", ["common"]],
    ["P@ssw0rd!!", ["common"]],
    ["**Motdepasse-19", ["common"]],
    ["Jean.Martin-19", ["personal"]],
    ["xx-Dupont-19", ["personal"]],
    ["Lefèvre-kx-19", ["personal"]],
  ];
  for (const [candidate, flaws] of cases) {
    assert.deepEqual(passwordFlaws(candidate, "standard", person), flaws, candidate);
  }
});

Deno.test("passwordFlaws strict wants twelve characters, basic only length, both cases and a digit", () => {
  assert.deepEqual(passwordFlaws("Kraken-7-ok", "strict"), ["min_length"]);
  assert.deepEqual(passwordFlaws("Kraken-7-oki", "strict"), []);
  assert.deepEqual(passwordFlaws("Password1", "basic"), []);
  assert.deepEqual(passwordFlaws("password", "basic"), ["uppercase", "digit"]);
});

Deno.test("passwordFlaws accepts basic whatever it accepts strict", () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 140, unit: "grapheme" }), (candidate) => {
    const flaws = { strict: passwordFlaws(candidate, "strict"), standard: passwordFlaws(candidate, "standard") };
    if (flaws.strict.length === 0) assert.deepEqual(flaws.standard, []);
    if (flaws.standard.length === 0) assert.deepEqual(passwordFlaws(candidate, "basic"), []);
  }));
});

Deno.test("isCommonPassword sees through case, endings and look-alikes, not through whole phrases", () => {
  for (const word of ["123456", "QWERTY", "dragon88", "Soleil2026!", "$unshine", "Tr0ub4dor"]) {
    assert.equal(isCommonPassword(word), word !== "Tr0ub4dor", word);
  }
  assert.equal(isCommonPassword("correct horse battery staple"), false);
});

Deno.test("isCommonPassword knows the passwords most often found in leaks, in several languages", () => {
  for (
    const word of ["letmein", "mustang", "trustno1", "azertyuiop", "motdepasse", "passwort", "hallo123", "juventus"]
  ) {
    assert.equal(isCommonPassword(word), true, word);
  }
  for (const word of ["Tournevis-Cruciforme-7", "Perceuse-Visseuse-12", "xq7-Lumbago-ratatine"]) {
    assert.equal(isCommonPassword(word), false, word);
  }
});

Deno.test("hashPassword and verifyPassword leave the event loop to others while they work", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  try {
    const hash = await hashPassword("Tournevis-Cruciforme-7");
    const afterHash = turns;
    assert.ok(afterHash > 0, "hashing blocked");
    assert.equal(await verifyPassword("Tournevis-Cruciforme-7", hash), true);
    assert.ok(turns > afterHash, "checking blocked");
  } finally {
    clearInterval(timer);
  }
});
