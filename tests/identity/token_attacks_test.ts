import assert from "node:assert/strict";
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { app } from "../../functions/identity/app.ts";
import { publishedKeys } from "../../shared/auth/signing_keys.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { createRuntime, type Runtime, useRuntime } from "../../shared/http/runtime.ts";
import { makeKey } from "../../supabase/local/rotate_keys.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testConfig, testSecret } from "../support/world.ts";
import { bearer } from "./accounts.ts";

/** What a forger may try with a token. Every case stands beside one that differs in nothing but the forgery and is let in. */

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const tenant = await world.tenant();
const person = await tenant.actor({ contacts: "r" });
const { claims } = await world.runtime.tokens.verify(person.token);
const invalid = [401, "AUTH_TOKEN_INVALID"];
const accepted = [200, undefined];

const [ec, oct] = [await makeKey("ES256"), await makeKey("HS256")];
/** A worker with a key of each kind; the shared secret of the project is known to it too. */
const hosted = createRuntime(
  testConfig(world.db.url, { JWT_KEYS: JSON.stringify([ec, oct]), JWT_SECRET: testSecret }),
  { pool: world.runtime.pool, log: () => {} },
);

async function answerTo(token: string, at: Runtime = hosted) {
  useRuntime(at);
  const { status, body } = await send(app, bearer(token), "GET /auth/me");
  return [status, body.code];
}

type Header = { alg: string; kid?: string; [name: string]: unknown };

/** The person's claims, changed, under a header and a key of the forger's choice. */
async function forged(header: Header, key: Parameters<SignJWT["sign"]>[0], changed: Record<string, unknown> = {}) {
  return await new SignJWT({ ...claims, ...changed }).setProtectedHeader({ typ: "JWT", ...header }).sign(key);
}

const text = (value: string) => new TextEncoder().encode(value);
const ecKey = await importJWK({ ...ec, key_ops: ["sign"] }, "ES256");
const octKey = await importJWK(oct, "HS256") as Uint8Array;
const withKey = (changed?: Record<string, unknown>) => forged({ alg: "ES256", kid: ec.kid }, ecKey, changed);

Deno.test("tokens of every configured key are accepted, which makes the refusals below mean something", async () => {
  assert.deepEqual(await answerTo(await withKey()), accepted);
  assert.deepEqual(await answerTo(await forged({ alg: "HS256", kid: oct.kid }, octKey)), accepted);
  assert.deepEqual(await answerTo(await forged({ alg: "HS256" }, text(testSecret))), accepted);
});

Deno.test("tokens without a signature are refused, however `none` is spelled", async () => {
  assert.deepEqual(await answerTo(new UnsecuredJWT({ ...claims }).encode()), invalid);
  const [, payload, signature] = (await withKey()).split(".");
  for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
    const head = btoa(JSON.stringify({ alg, typ: "JWT", kid: ec.kid })).replace(/=+$/, "");
    for (const tail of ["", signature]) assert.deepEqual(await answerTo(`${head}.${payload}.${tail}`), invalid, alg);
  }
  assert.deepEqual(await answerTo(`${(await withKey()).split(".").slice(0, 2).join(".")}.`), invalid);
});

Deno.test("a published key is no secret: HS256 signed with the public key is refused in every shape of that key", async () => {
  const [published] = publishedKeys(hosted.config).keys;
  const shapes = [
    JSON.stringify(published),
    JSON.stringify(publishedKeys(hosted.config)),
    published.x,
    `${published.x}${published.y}`,
    await exportSPKI(await importJWK({ ...published, ext: true }, "ES256") as CryptoKey),
    published.kid,
  ];
  for (const shape of shapes) {
    for (const kid of [ec.kid, oct.kid, undefined]) {
      assert.deepEqual(await answerTo(await forged({ alg: "HS256", kid }, text(shape))), invalid);
    }
  }
});

Deno.test("the algorithm belongs to the key: another one under its name is refused, also with a good key of the ring", async () => {
  const rsa = await generateKeyPair("RS256");
  const foreign = await generateKeyPair("ES256");
  const swaps: [Header, Parameters<SignJWT["sign"]>[0]][] = [
    [{ alg: "RS256", kid: ec.kid }, rsa.privateKey],
    [{ alg: "RS256", kid: oct.kid }, rsa.privateKey],
    [{ alg: "ES256", kid: ec.kid }, foreign.privateKey],
    [{ alg: "ES256", kid: oct.kid }, ecKey],
    [{ alg: "ES256" }, ecKey],
    [{ alg: "HS256", kid: ec.kid }, octKey],
    [{ alg: "HS256", kid: ec.kid }, text(testSecret)],
    [{ alg: "HS256", kid: oct.kid }, text(testSecret)],
    [{ alg: "HS256" }, octKey],
    [{ alg: "HS384", kid: oct.kid }, octKey],
    [{ alg: "HS512", kid: oct.kid }, octKey],
  ];
  for (const [header, key] of swaps) {
    assert.deepEqual(await answerTo(await forged(header, key)), invalid, JSON.stringify(header));
  }
});

Deno.test("a kid is looked up and nothing else: paths, statements, names of the language and arrays find no key", async () => {
  const own = text("a secret the forger chose, of decent length");
  const kids = [
    "../../../../dev/null",
    "/proc/self/environ",
    "file:///etc/hostname",
    "' or '1'='1",
    `${oct.kid}' union select 'x`,
    "__proto__",
    "constructor",
    "toString",
    "",
    " ",
    `${oct.kid}\u0000`,
    oct.kid.toUpperCase(),
    "x".repeat(3000),
  ];
  for (const kid of kids) {
    assert.deepEqual(await answerTo(await forged({ alg: "HS256", kid }, own)), invalid, kid.slice(0, 50));
    assert.deepEqual(await answerTo(await forged({ alg: "HS256", kid }, new Uint8Array([0]))), invalid);
  }
  for (const kid of [[oct.kid], { toString: oct.kid }, 0, true]) {
    assert.deepEqual(await answerTo(await forged({ alg: "HS256", kid: kid as never }, octKey)), invalid);
  }
});

Deno.test("a key or an address of keys that a token brings along is not even fetched", async () => {
  const asked: string[] = [];
  const server = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
    asked.push(request.url);
    return Response.json({ keys: [publicJwk] });
  });
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = { ...await exportJWK(publicKey), kid: ec.kid, alg: "ES256", use: "sig" };
  const address = `http://localhost:${server.addr.port}/keys`;
  try {
    for (
      const brought of [{ jku: address }, { x5u: address }, { jwk: publicJwk }, { x5c: ["MIIB"] }, { "x5t#S256": "x" }]
    ) {
      for (const kid of [ec.kid, "mine"]) {
        assert.deepEqual(await answerTo(await forged({ alg: "ES256", kid, ...brought }, privateKey)), invalid);
      }
      // Beside a good signature they are ignored, as RFC 7515 section 4.1 wants parameters nobody understands.
      assert.deepEqual(await answerTo(await forged({ alg: "ES256", kid: ec.kid, ...brought }, ecKey)), accepted);
    }
    assert.deepEqual(asked, []);
  } finally {
    await server.shutdown();
  }
  const critical = await new CompactSign(text(JSON.stringify({ ...claims })))
    .setProtectedHeader({ alg: "ES256", kid: ec.kid, crit: ["b64"], b64: true }).sign(ecKey);
  assert.deepEqual(await answerTo(critical), accepted);
  const unknown = btoa(JSON.stringify({ alg: "ES256", kid: ec.kid, crit: ["exp"], exp: 1 })).replace(/=+$/, "");
  assert.deepEqual(await answerTo(critical.replace(/^[^.]+/, unknown)), invalid);
});

Deno.test("claims that are not those of an access token of ours are refused, signature or not", async () => {
  const now = Math.floor(Date.now() / 1000);
  const wrong: Record<string, unknown>[] = [
    { iss: "evil" },
    { iss: undefined },
    { iss: ["comptoir"] },
    { iss: "comptoir " },
    { aud: "portal" },
    { aud: ["authenticated", "portal"] },
    { aud: "comptoir:file" },
    { aud: undefined },
    { type: "refresh" },
    { type: undefined },
    { role: "service_role" },
    { role: "postgres" },
    { role: undefined },
    { sub: "1" },
    { sub: undefined },
    { sub: `${claims.sub}'--` },
    { tenant_id: "*" },
    { tenant_id: null },
    { session_id: [claims.session_id] },
    { exp: undefined },
    { exp: "9999999999" },
    { exp: null },
    { nbf: now + 600 },
    { nbf: "0" },
  ];
  for (const changed of wrong) {
    assert.deepEqual(await answerTo(await withKey(changed)), invalid, JSON.stringify(changed));
  }
  assert.deepEqual(await answerTo(await withKey({ nbf: now + 20 })), accepted, "clocks differ by half a minute");
  assert.deepEqual(await answerTo(await withKey({ exp: now - 60 })), [401, "AUTH_TOKEN_EXPIRED"]);
  assert.deepEqual(await answerTo(await withKey({ exp: now - 20 })), accepted, "clocks differ by half a minute");
});

Deno.test("a token that was accepted once is refused when its time is over, although it is remembered", async () => {
  const token = await withKey({ exp: Math.floor(Date.now() / 1000) + 600 });
  let clock = Date.now();
  const tokens = createTokens(hosted.config, () => clock);
  await tokens.verify(token);
  clock += 640_000;
  await assert.rejects(tokens.verify(token), { message: /expired/i });
  await assert.rejects(tokens.verify(token), { message: /expired/i }, "also when it is asked again");
});

Deno.test("claims for another person, tenant or session than the stored one are refused", async () => {
  const [stranger, foreign] = [await tenant.actor({ "*": "rw" }), await world.tenant()];
  const far = await foreign.actor({ "*": "rw" });
  const wrong = [
    { sub: stranger.userId },
    { tenant_id: foreign.id },
    { session_id: crypto.randomUUID() },
    { session_id: stranger.sessionId },
    { session_id: far.sessionId, tenant_id: foreign.id },
    { sub: far.userId, tenant_id: foreign.id },
  ];
  for (const changed of wrong) assert.deepEqual(await answerTo(await withKey(changed)), [401, "SESSION_REVOKED"]);
});

Deno.test("rights written into a token grant nothing: they are read from the membership", async () => {
  const token = await withKey({
    user_role: "owner",
    roles: ["owner", "superadmin"],
    perm_version: 999,
    grants: { "*": ["ALL", "ALL"] },
    permissions: ["*"],
    is_superuser: true,
  });
  useRuntime(hosted);
  const { body } = await send(app, bearer(token), "GET /auth/me");
  assert.deepEqual(body.data.user.permissions.map((grant: { key: string }) => grant.key), ["contacts"]);
});

Deno.test("a claim written twice counts once, and the database reads the one that was checked", async () => {
  const foreign = await world.tenant();
  const twice = async (first: string, second: string) => {
    const { tenant_id: _, ...rest } = claims;
    const payload = `{"tenant_id":"${first}",${JSON.stringify(rest).slice(1, -1)},"tenant_id":"${second}"}`;
    return await new CompactSign(text(payload)).setProtectedHeader({ alg: "ES256", kid: ec.kid }).sign(ecKey);
  };
  assert.deepEqual(await answerTo(await twice(foreign.id, tenant.id)), accepted, "RFC 7519 section 4: the last one");
  assert.deepEqual(await answerTo(await twice(tenant.id, foreign.id)), [401, "SESSION_REVOKED"]);
  assert.deepEqual(await answerTo(await twice("\\u0000", tenant.id)), accepted);
});

Deno.test("tokens that are huge, torn or no text at all are refused and break nothing", async () => {
  const token = await withKey();
  const [head, payload, signature] = token.split(".");
  const broken = [
    await withKey({ padding: "x".repeat(9_000) }),
    `${"A".repeat(200_000)}.${payload}.${signature}`,
    `${head}.${"A".repeat(200_000)}.${signature}`,
    `${head}.${payload}`,
    `${token}.${signature}`,
    `${head}..${signature}`,
    `.${payload}.${signature}`,
    "..",
    "a.b.c",
    `${head}.${btoa("[]")}.${signature}`,
    `${head}.${btoa("null")}.${signature}`,
    `${head}.${payload}.${signature.slice(0, -2)}`,
    `${head}.${payload}.${signature}AA`,
    `${btoa("{}")}.${payload}.${signature}`,
    `${btoa("[1]")}.${payload}.${signature}`,
  ];
  for (const one of broken) assert.deepEqual(await answerTo(one), invalid, one.slice(0, 60));
  const swapped = btoa(JSON.stringify({ ...claims, user_role: "owner" })).replace(/=+$/, "");
  assert.deepEqual(await answerTo(`${head}.${swapped}.${signature}`), invalid);
});

Deno.test("every single character of a signature counts", async () => {
  const [head, payload, signature] = (await withKey()).split(".");
  // The last one carries bits that mean nothing.
  for (let at = 0; at < signature.length - 1; at += 7) {
    const other = signature[at] === "A" ? "B" : "A";
    const changed = signature.slice(0, at) + other + signature.slice(at + 1);
    assert.deepEqual(await answerTo(`${head}.${payload}.${changed}`), invalid, `character ${at}`);
  }
});
