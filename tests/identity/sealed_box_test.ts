import assert from "node:assert/strict";
import { createSealedBox } from "../../shared/auth/sealed_box.ts";
import { ConfigError, readConfig, readProcessConfig } from "../../shared/config/config.ts";
import { testAuditKeys, testSecret } from "../support/world.ts";

const key = (id: string, fill: string) => ({ id, key: btoa(fill.repeat(32)) });
const [old, fresh] = [key("2025", "a"), key("2026", "b")];

Deno.test("a sealed box gives back what was sealed, and never the same text twice", async () => {
  const box = createSealedBox([fresh]);
  const [one, two] = [await box.seal("Geheimnis ☂", "totp:1"), await box.seal("Geheimnis ☂", "totp:1")];
  assert.notEqual(one, two);
  assert.match(one, /^s1\.2026\./);
  assert.ok(!one.includes("Geheimnis") && !atob(one.split(".")[3]).includes("Geheimnis"));
  assert.equal(await box.open(one, "totp:1"), "Geheimnis ☂");
});

Deno.test("a sealed box opens what an older key sealed, and seals with the first", async () => {
  const sealed = await createSealedBox([old]).seal("x", "p");
  const rotated = createSealedBox([fresh, old]);
  assert.equal(await rotated.open(sealed, "p"), "x");
  assert.match(await rotated.seal("x", "p"), /^s1\.2026\./);
  await assert.rejects(createSealedBox([fresh]).open(sealed, "p"), /no sealing key 2025/);
});

Deno.test("a sealed text does not open for another purpose, under another key or changed", async () => {
  const box = createSealedBox([fresh, old]);
  const sealed = await box.seal("x", "totp:1");
  await assert.rejects(box.open(sealed, "totp:2"));
  await assert.rejects(box.open(sealed.replace(".2026.", ".2025."), "totp:1"));
  const [version, id, nonce, content] = sealed.split(".");
  const flipped = btoa(
    String.fromCharCode(...Array.from(atob(content), (c, i) => c.charCodeAt(0) ^ (i === 0 ? 1 : 0))),
  );
  await assert.rejects(box.open([version, id, nonce, flipped].join("."), "totp:1"));
  await assert.rejects(box.open("x", "totp:1"), /not a sealed text/);
});

Deno.test("a box without keys says what is missing", async () => {
  await assert.rejects(createSealedBox().seal("x", "p"), /SECRETS_KEYS is not configured/);
});

Deno.test("SECRETS_KEYS is checked at the start and wanted in production", () => {
  const base: Record<string, string> = {
    DATABASE_URL: "postgres://localhost/x",
    JWT_SECRET: testSecret,
    AUDIT_KEYS: testAuditKeys,
  };
  const start = (given: Record<string, string>) => readProcessConfig((name) => ({ ...base, ...given })[name]);
  assert.throws(
    () => start({}),
    (error) => error instanceof ConfigError && /SECRETS_KEYS: is required/.test(error.message),
  );
  assert.equal(start({ APP_ENV: "development" }).SECRETS_KEYS, undefined);
  assert.deepEqual(start({ SECRETS_KEYS: JSON.stringify([fresh]) }).SECRETS_KEYS, [fresh]);
  const bad: [string, RegExp][] = [
    ["no json", /must be JSON/],
    ["[]", /SECRETS_KEYS/],
    [JSON.stringify([{ id: "a", key: btoa("short") }]), /32 bytes in base64/],
    [JSON.stringify([old, { ...fresh, id: old.id }]), /names an id twice/],
  ];
  for (const [SECRETS_KEYS, says] of bad) assert.throws(() => readConfig({ ...base, SECRETS_KEYS }), says);
});
