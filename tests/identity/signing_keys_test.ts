import assert from "node:assert/strict";
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { app } from "../../functions/identity/app.ts";
import { readFileLink, signFileLink } from "../../shared/auth/file_links.ts";
import { publishedKeys } from "../../shared/auth/signing_keys.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { ConfigError, readConfig, type SigningKey } from "../../shared/config/config.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { addKey, KeyError, makeKey, retireKeys, rotateKeys, statesOf } from "../../supabase/local/rotate_keys.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testAuditKeys, testConfig } from "../support/world.ts";
import { bearer } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const tenant = await world.tenant();
const person = await tenant.actor({ contacts: "r" });

const configWith = (keys: SigningKey[], more: Record<string, string> = {}) =>
  testConfig(world.db.url, { JWT_SECRET: "", JWT_KEYS: JSON.stringify(keys), ...more });

/** A worker that was started with these keys, on the database of all the others. */
function worker(keys: SigningKey[], more: Record<string, string> = {}) {
  return createRuntime(configWith(keys, more), { pool: world.runtime.pool, log: () => {} });
}

type Worker = ReturnType<typeof worker>;

/** A token of the person's session as this worker signs it. */
async function signedBy({ tokens }: Worker): Promise<string> {
  const { claims } = await world.runtime.tokens.verify(person.token);
  return await tokens.sign(claims);
}

async function answerOf(at: Worker, token: string) {
  useRuntime(at);
  const { status, body } = await send(app, bearer(token), "GET /auth/me");
  return [status, body.code];
}

const invalid = [401, "AUTH_TOKEN_INVALID"];

for (const algorithm of ["ES256", "HS256"] as const) {
  Deno.test(`${algorithm} keys rotate without signing anybody out, and a retired key opens nothing`, async () => {
    const first = [await makeKey(algorithm)];
    const waiting = addKey(first, await makeKey(algorithm));
    const rotated = rotateKeys(waiting);
    const [before, announced, during, after] = [first, waiting, rotated, retireKeys(rotated)].map((k) => worker(k));
    const old = await signedBy(before);
    assert.equal(decodeProtectedHeader(await signedBy(announced)).kid, first[0].kid, "a waiting key does not sign");
    const fresh = await signedBy(during);
    assert.equal(decodeProtectedHeader(fresh).kid, waiting[1].kid);
    assert.equal(decodeProtectedHeader(fresh).alg, algorithm);

    // While the new keys roll out, both kinds of workers answer both kinds of tokens.
    for (const at of [announced, during]) {
      assert.deepEqual(await answerOf(at, old), [200, undefined]);
      assert.deepEqual(await answerOf(at, fresh), [200, undefined]);
    }
    assert.deepEqual(await answerOf(after, fresh), [200, undefined]);
    assert.deepEqual(await answerOf(after, old), invalid);
    assert.deepEqual(await answerOf(before, fresh), invalid);
  });
}

Deno.test("tokens of a project without signing keys are accepted until its secret is taken away", async () => {
  const keys = [await makeKey("ES256")];
  const old = person.token;
  assert.equal(decodeProtectedHeader(old).kid, undefined);
  assert.deepEqual(await answerOf(worker(keys, { JWT_SECRET: world.runtime.config.JWT_SECRET! }), old), [
    200,
    undefined,
  ]);
  assert.deepEqual(await answerOf(worker(keys), old), invalid);
});

Deno.test("identity.auth.jwks lists the public parts of all ES256 keys, and anybody verifies tokens with them", async () => {
  const keys = rotateKeys(addKey([await makeKey("ES256")], await makeKey("ES256")));
  const secret = await makeKey("HS256");
  const at = worker([...keys, secret]);
  useRuntime(at);
  const answer = await send(app, null, "GET /auth/jwks");
  assert.equal(answer.headers.get("cache-control"), "public, max-age=600");
  assert.deepEqual(answer.body.keys.map((key: { kid: string }) => key.kid), keys.map((key) => key.kid));
  for (const key of [...keys, secret]) {
    assert.ok(!answer.text.includes(key.kty === "EC" ? key.d : key.k), "a private part is published");
  }
  const { payload } = await jwtVerify(await signedBy(at), createLocalJWKSet(answer.body as JSONWebKeySet));
  assert.equal(payload.sub, person.userId);
});

Deno.test("identity.auth.jwks is empty where tokens are signed with a secret", async () => {
  useRuntime(worker([await makeKey("HS256")]));
  assert.deepEqual((await send(app, null, "GET /auth/jwks")).body, { keys: [] });
  assert.deepEqual(publishedKeys(world.runtime.config), { keys: [] });
});

Deno.test("addresses of files outlive a rotation like tokens do", async () => {
  const link = { tenantId: tenant.id, invoiceId: crypto.randomUUID() };
  const keys = [await makeKey("ES256")];
  const rotated = rotateKeys(addKey(keys, await makeKey("ES256")));
  const token = await signFileLink(configWith(keys), link);
  assert.deepEqual(await readFileLink(configWith(rotated), token), link);
  assert.equal(await readFileLink(configWith(retireKeys(rotated)), token), undefined);
});

Deno.test("a key signs once in its life: standby, signing, verifying, gone", async () => {
  const [a, b, c] = await Promise.all([makeKey("ES256"), makeKey("HS256"), makeKey("ES256")]);
  assert.throws(() => rotateKeys([a]), KeyError);
  assert.throws(() => retireKeys([a]), KeyError);
  const waiting = addKey([a], b);
  assert.deepEqual(statesOf(waiting), ["signing", "standby"]);
  assert.throws(() => addKey(waiting, c), KeyError);
  assert.throws(() => retireKeys(waiting), KeyError);
  const once = rotateKeys(waiting);
  assert.deepEqual(once.map((key) => key.kid), [b.kid, a.kid]);
  assert.deepEqual(statesOf(once), ["signing", "verifying"]);
  assert.throws(() => rotateKeys(once), KeyError, "a key that was rotated out does not come back");
  const twice = rotateKeys(addKey(once, c));
  assert.deepEqual(statesOf(twice), ["signing", "verifying", "verifying"]);
  assert.deepEqual(retireKeys(twice).map((key) => key.kid), [c.kid]);
});

Deno.test("keys that cannot work stop the start, and the message shows nothing of them", async () => {
  const [ec, oct] = [await makeKey("ES256"), await makeKey("HS256")] as [
    SigningKey & { kty: "EC" },
    SigningKey & { kty: "oct" },
  ];
  const { d, ...open } = ec;
  const wrong: [unknown, RegExp][] = [
    [[], /JWT_KEYS/],
    [[open], /JWT_KEYS\.0\.d/],
    [[{ ...ec, crv: "P-384" }], /JWT_KEYS\.0\.crv/],
    [[{ ...oct, k: "c2hvcnQ" }], /JWT_KEYS\.0\.k: must have at least 32 bytes/],
    [[{ ...ec, kid: "" }], /JWT_KEYS\.0\.kid/],
    [[ec, { ...oct, kid: ec.kid }], /names a kid twice/],
    [[{ ...ec, key_ops: ["verify"] }], /no longer signs/],
    [[{ ...ec, kty: "RSA" }], /JWT_KEYS\.0\.kty/],
  ];
  for (const [keys, message] of wrong) {
    const read = () =>
      readConfig({ DATABASE_URL: "postgres://localhost/x", AUDIT_KEYS: testAuditKeys, JWT_KEYS: JSON.stringify(keys) });
    assert.throws(read, (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, message);
      assert.ok(![d, oct.k].some((secret) => error.message.includes(secret)));
      return true;
    });
  }
  // What `supabase gen signing-key` prints is one key, not a list.
  const one = readConfig({
    DATABASE_URL: "postgres://localhost/x",
    AUDIT_KEYS: testAuditKeys,
    JWT_KEYS: JSON.stringify(ec),
  });
  assert.equal(decodeProtectedHeader(await createTokens(one).sign({} as never)).kid, ec.kid);
});
