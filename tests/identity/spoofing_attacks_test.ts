import assert from "node:assert/strict";
import { app as crm } from "../../functions/crm/app.ts";
import { app } from "../../functions/identity/app.ts";
import { clientAddress } from "../../shared/http/credentials.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testConfig } from "../support/world.ts";
import { account, password } from "./accounts.ts";

const CREDENTIAL_LIMIT = 4;
const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

/** A worker that lets one address try a few passwords only. */
function strict(more: Record<string, string> = {}) {
  const config = testConfig(world.db.url, {
    RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: String(CREDENTIAL_LIMIT),
    ...more,
  });
  useRuntime(createRuntime(config, { pool: world.runtime.pool, log: () => {} }));
}

const guess = (headers: Record<string, string>) =>
  send(app, null, "POST /auth/login", { body: { email: `${crypto.randomUUID()}@example.com`, password }, headers });

/** Headers by which servers elsewhere learn the address of a caller. */
const otherHeaders = ["x-real-ip", "x-client-ip", "cf-connecting-ip", "true-client-ip", "fly-client-ip", "forwarded"];

Deno.test("whoever guesses passwords cannot leave the limit of their address by writing headers", async () => {
  strict();
  const proxy = "203.0.113.66";
  const answers = [];
  for (let i = 0; i < CREDENTIAL_LIMIT * 2; i++) {
    const claimed = `198.51.100.${i}`;
    const pretended = Object.fromEntries(
      otherHeaders.map((name) => [name, name === "forwarded" ? `for=${claimed}` : claimed]),
    );
    answers.push(await guess({ "x-forwarded-for": `${claimed}, 10.0.0.${i}, ${proxy}`, ...pretended }));
  }
  assert.equal(answers[0].body.code, "INVALID_CREDENTIALS");
  assert.deepEqual([answers.at(-1)!.status, answers.at(-1)!.body.code], [429, "AUTH_RATE_LIMIT"]);
  strict();
  assert.equal((await guess({ "x-forwarded-for": "203.0.113.67" })).status, 401, "somebody else is not locked out");
});

Deno.test("without a trusted proxy the headers are not read at all, and the line the request came in on decides", async () => {
  strict({ TRUSTED_PROXY_HOPS: "0" });
  const tries = [];
  for (let i = 0; i < CREDENTIAL_LIMIT * 2; i++) {
    const request = new Request("http://localhost/identity/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": `198.51.100.${i}` },
      body: JSON.stringify({ email: `${crypto.randomUUID()}@example.com`, password }),
    });
    tries.push((await app.fetch(request, { address: "203.0.113.70" })).status);
  }
  assert.deepEqual([tries[0], tries.at(-1)], [401, 429]);
});

Deno.test("clientAddress believes as many entries as there are trusted proxies, from the end", () => {
  const from = (forwarded: string | null, peer: string | undefined, hops: number) =>
    clientAddress(
      new Request("http://localhost/", { headers: forwarded === null ? {} : { "x-forwarded-for": forwarded } }),
      peer,
      hops,
    );
  assert.equal(from("1.1.1.1, 2.2.2.2", "9.9.9.9", 0), "9.9.9.9");
  assert.equal(from("1.1.1.1, 2.2.2.2", "9.9.9.9", 1), "2.2.2.2");
  assert.equal(from("1.1.1.1, 2.2.2.2", "9.9.9.9", 2), "1.1.1.1");
  assert.equal(from("1.1.1.1, 2.2.2.2", "9.9.9.9", 3), "", "fewer entries than proxies: somebody came past them");
  assert.equal(from(null, "9.9.9.9", 1), "");
  assert.equal(from("1.1.1.1, <script>", "9.9.9.9", 1), "");
  assert.equal(from("1.1.1.1, 2001:db8::1", undefined, 1), "2001:db8::1");
  assert.equal(from("::ffff:198.51.100.5", undefined, 1), "::ffff:198.51.100.5");
  for (const nonsense of ["256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1::2::3", ":::", "1.2.3.4:80", "[::1]"]) {
    assert.equal(from(nonsense, undefined, 1), "", nonsense);
  }
});

Deno.test("an API key bound to a network is refused from elsewhere, whatever the headers pretend", async () => {
  useRuntime(world.runtime);
  const key = await tenant.apiKey(["read:contacts"]);
  await sql`update identity.api_keys set ip_allowlist = '{198.51.100.0/24}' where prefix = ${key.split(".")[0]}`;
  const ask = async (headers: Record<string, string>) => {
    const { status, body } = await send(crm, null, "GET /contacts", { apiKey: key, headers });
    return [status, body.code];
  };
  const refused = [403, "IP_NOT_ALLOWED"];
  assert.deepEqual(await ask({ "x-forwarded-for": "203.0.113.9, 198.51.100.5" }), [200, undefined]);
  assert.deepEqual(await ask({ "x-forwarded-for": "198.51.100.5, 203.0.113.9" }), refused);
  for (const name of otherHeaders) {
    assert.deepEqual(await ask({ "x-forwarded-for": "203.0.113.9", [name]: "198.51.100.5" }), refused, name);
  }
  // What is no address is not in the network either.
  for (
    const nonsense of [
      "",
      "198.51.100.5.6",
      "::::",
      "....",
      "abcd",
      "198.51.100.0/24",
      "fe80::1%eth0",
      "198.51.100.5\t",
    ]
  ) {
    const [status] = await ask({ "x-forwarded-for": `203.0.113.9, ${nonsense || "-"}` });
    assert.equal(status, nonsense.trim() === "198.51.100.5" ? 200 : 403, nonsense);
  }
});

Deno.test("X-Tenant-Id and the host move nobody who is signed in to another organisation", async () => {
  useRuntime(world.runtime);
  const foreign = await world.tenant();
  const [{ subdomain }] = await sql`select subdomain from identity.tenants where id = ${foreign.id}`;
  await sql`
    insert into crm.contacts (tenant_id, first_name, last_name)
    values (${foreign.id}, 'Ada', 'Secret'), (${tenant.id}, 'Ada', 'Own')`;
  const actor = await tenant.actor({ "*": "rw" });
  const key = await tenant.apiKey(["*"]);
  for (
    const headers of [
      { "x-tenant-id": foreign.id },
      { "x-tenant-id": subdomain },
      { "x-forwarded-host": `${subdomain}.comptoir.example` },
      { host: `${subdomain}.comptoir.example` },
      { "x-tenant": foreign.id, "tenant-id": foreign.id, "x-user-id": crypto.randomUUID() },
    ]
  ) {
    for (const apiKey of [undefined, key]) {
      const answer = await send(crm, apiKey ? null : actor, "GET /contacts", { headers: headers as never, apiKey });
      assert.equal(answer.status, 200);
      assert.ok(answer.text.includes("Own") && !answer.text.includes("Secret"), JSON.stringify(headers));
    }
  }
});

Deno.test("a sign-in with a hint at somebody else's organisation opens nothing there and tells nothing of it", async () => {
  useRuntime(world.runtime);
  const foreign = await world.tenant();
  const { email } = await account(world, tenant);
  const attempt = (tenantId: string) =>
    send(app, null, "POST /auth/login", {
      body: { email, password },
      headers: { "x-tenant-id": tenantId, "x-request-id": "same" },
    });
  const [real, invented] = [await attempt(foreign.id), await attempt(crypto.randomUUID())];
  assert.notEqual(real.status, 200);
  assert.deepEqual([real.status, real.text], [invented.status, invented.text]);
  const opened = await sql`select from identity.sessions where tenant_id = ${foreign.id}`;
  assert.equal(opened.length, 0);
});
