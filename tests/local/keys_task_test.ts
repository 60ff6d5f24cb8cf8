import assert from "node:assert/strict";
import { join } from "node:path";
import { verificationKeys } from "../../shared/auth/signing_keys.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { readConfig, type SigningKey } from "../../shared/config/config.ts";
import { envFileStore, localStore, manageKeys } from "../../supabase/local/keys.ts";
import { localKeys } from "../../supabase/local/local_keys.ts";
import { createTokenVerifier } from "../../supabase/local/realtime/tokens.ts";
import { addKey, KeyError, makeKey, retireKeys, rotateKeys } from "../../supabase/local/rotate_keys.ts";
import { createCredentials } from "../../supabase/local/storage/credentials.ts";
import { testAuditKeys } from "../support/world.ts";

const folder = await Deno.makeTempDir();
Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));

const privatePart = (key: SigningKey) => key.kty === "EC" ? key.d : key.k;

async function assertPrivate(file: string): Promise<void> {
  if (Deno.build.os !== "windows") assert.equal((await Deno.stat(file)).mode! & 0o777, 0o600);
}

Deno.test("deno task keys rotates the keys of a hosted project in a file that can be set as it is", async () => {
  const file = join(folder, "keys.env");
  await Deno.writeTextFile(file, "# ours\nCORS_ORIGINS=https://app.example.com\n");
  const store = envFileStore(file);
  const said: string[] = [];
  const step = async (command: string) => said.push(await manageKeys(store, { command }));
  await step("show");
  await assert.rejects(step("rotate"), KeyError);
  await step("generate");
  const [first] = await store.read();
  await assert.rejects(step("rotate"), KeyError, "nobody knows a second key yet");
  await step("generate");
  await step("rotate");
  await step("show");
  assert.match(said[4], new RegExp(`^\\S+  ES256  signing\n${first.kid}  ES256  verifying\n`));
  await step("retire");

  const text = await Deno.readTextFile(file);
  assert.match(text, /^# ours\nCORS_ORIGINS=https:\/\/app.example.com\nJWT_KEYS='\[.*\]'\n$/);
  const [, value] = /JWT_KEYS='(.*)'/.exec(text)!;
  const { JWT_KEYS } = readConfig({
    DATABASE_URL: "postgres://localhost/x",
    AUDIT_KEYS: testAuditKeys,
    JWT_KEYS: value,
  });
  assert.equal(JWT_KEYS!.length, 1);
  assert.notEqual(JWT_KEYS![0].kid, first.kid);
  await assertPrivate(file);
  for (const key of [first, ...JWT_KEYS!]) {
    assert.ok(!said.join().includes(privatePart(key)), "a private part was said");
  }
  const revealed = await manageKeys(store, { command: "show", reveal: true });
  assert.ok(revealed.includes(privatePart(JWT_KEYS![0])), "shown when asked for by name");
});

Deno.test("deno task keys rotates the keys of this machine in one step and keeps its other secrets", async () => {
  const dataDir = join(folder, "data");
  const before = await localKeys(dataDir);
  const said = await manageKeys(localStore(dataDir), { command: "rotate" });
  const after = await localKeys(dataDir);
  assert.equal(after.jwt_keys.length, 2);
  assert.equal(after.jwt_keys[1].kid, before.jwt_keys[0].kid);
  assert.deepEqual({ ...after, jwt_keys: [] }, { ...before, jwt_keys: [] });
  for (const key of after.jwt_keys) assert.ok(said.includes(key.kid) && !said.includes(privatePart(key)));
  await assertPrivate(join(dataDir, "keys.json"));
  assert.deepEqual([...Deno.readDirSync(dataDir)].map((entry) => entry.name), ["keys.json"], "no draft is left behind");
});

Deno.test("deno task keys refuses an unknown command and leaves the keys alone", async () => {
  const store = localStore(join(folder, "data"));
  const before = await store.read();
  await assert.rejects(manageKeys(store, { command: "delete" }), KeyError);
  await assert.rejects(manageKeys(store, { command: "generate", algorithm: "none" }), KeyError);
  assert.deepEqual(await store.read(), before);
});

Deno.test("realtime and storage of this machine verify the tokens of every key that the API does", async () => {
  const configWith = (JWT_KEYS: SigningKey[]) =>
    readConfig({
      DATABASE_URL: "postgres://localhost/x",
      AUDIT_KEYS: testAuditKeys,
      JWT_KEYS: JSON.stringify(JWT_KEYS),
    });
  const servers = (keys: SigningKey[]) => {
    const own = { jwtSecret: "another-secret-of-the-project-0123456789", publishableKey: "p", secretKey: "s" };
    const options = { ...own, jwks: verificationKeys(configWith(keys)) };
    return { realtime: createTokenVerifier(options), storage: createCredentials(options) };
  };
  const asked = (token: string) => new Request("http://localhost/", { headers: { authorization: `Bearer ${token}` } });
  for (const algorithm of ["HS256", "ES256"] as const) {
    const first = [await makeKey(algorithm)];
    const rotated = rotateKeys(addKey(first, await makeKey("HS256")));
    const token = await createTokens(configWith(first)).sign({ sub: crypto.randomUUID() } as never);
    const during = servers(rotated);
    assert.equal((await during.realtime.verifyToken(token)).claims.role, "authenticated");
    assert.equal((await during.storage.identify(asked(token)))!.role, "authenticated");
    const after = servers(retireKeys(rotated));
    await assert.rejects(after.realtime.verifyToken(token));
    await assert.rejects(after.storage.identify(asked(token)));
  }
});
