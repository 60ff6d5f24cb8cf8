import assert from "node:assert/strict";
import { type AnyEndpoint, asksPermission } from "../../shared/contracts/kit/endpoint.ts";
import { type Answer, send } from "../support/app_client.ts";
import { acceptedRequest, exampleOf, exampleOn, LOGS_ITSELF, NOT_RUN } from "../support/examples.ts";
import {
  appOf,
  callerOf,
  type Ground,
  isIdentified,
  openGrounds,
  paramNames,
  realParams,
  recordParams,
  routeOf,
} from "../support/fixtures.ts";
import type { TestActor } from "../support/world.ts";
import { openWorld } from "../support/world.ts";
import { assertHeaders, assertRefusal } from "./assertions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { product } from "./product.ts";

/** What every endpoint promises, asked of each in turn. A new endpoint is covered by being in the list of all endpoints. */

/** The last activity of a session is noted beside the request, once a minute; everything else stays as it is. */
const watched = (tables: readonly string[]) => tables.filter((table) => table !== "identity.sessions");

// A stream that stays open would only make its test wait.
const world = await openWorld({ config: { STREAM_SECONDS: "1" } });
Deno.test.afterAll(() => world.close());
const grounds = await openGrounds(world, product, exampleOn);
const own = await grounds.ground("Own organisation");
const other = await grounds.ground("Other organisation");
const powerless = await own.tenant.actor({});
const machineKey = own.tenant.apiKey(["*"]);

const SAME_REQUEST = { "x-request-id": "one-and-the-same" };

function sendTo(
  endpoint: AnyEndpoint,
  actor: TestActor | null,
  params: Record<string, string>,
  sent: Parameters<typeof send>[3] = {},
): Promise<Answer> {
  return send(appOf(product, endpoint), actor, routeOf(endpoint, params), sent);
}

/** Identifiers nobody has; for a plain word some word. */
function inventedParams(endpoint: AnyEndpoint): Record<string, string> {
  const records = new Set(recordParams(endpoint));
  return Object.fromEntries(
    paramNames(endpoint).map((name) => [name, records.has(name) ? crypto.randomUUID() : "some-word"]),
  );
}

async function bodyOn(endpoint: AnyEndpoint, on: Ground): Promise<{ body?: unknown; form?: FormData }> {
  if (endpoint.bodyKind === "json") return { body: await exampleOn(endpoint, on) };
  return endpoint.bodyKind === "multipart"
    ? { form: (await acceptedRequest(endpoint, on)).form ?? new FormData() }
    : {};
}

/** The body of a successful answer keeps to the contract. */
function assertKeepsContract(endpoint: AnyEndpoint, answer: Answer): void {
  const { reply } = endpoint;
  if (reply.kind === "empty") return assert.equal(answer.text, "");
  if (reply.kind === "binary" || reply.kind === "stream") {
    assert.ok(answer.headers.get("content-type"), "a content type");
    return assert.ok(answer.bytes.byteLength > 0, "a file has content");
  }
  assert.equal(answer.headers.get("content-type"), "application/json; charset=utf-8");
  const { success, data, ...rest } = answer.body;
  if (reply.kind !== "raw") assert.equal(success, true);
  if (reply.kind === "data") assert.deepEqual(rest, {}, "success and data alone");
  const told = reply.kind === "raw"
    ? answer.body
    : reply.kind === "data"
    ? data
    : { ...rest, ...(data !== undefined && { data }) };
  const parsed = reply.schema!.safeParse(told);
  assert.ok(parsed.success, `the answer breaks its contract: ${JSON.stringify(parsed.error?.issues)}`);
  assert.deepEqual(JSON.parse(JSON.stringify(parsed.data)), told, "a column nobody declared left the house");
}

for (const endpoint of product.endpoints) {
  const { id } = endpoint;
  const guarded = endpoint.guard !== "public";

  if (guarded) {
    Deno.test(`${id} answers 401 without a credential, whatever was sent`, async () => {
      const params = inventedParams(endpoint);
      const answer = await sendTo(endpoint, null, params, somethingSent(endpoint));
      assertRefusal(answer, 401);
      assert.equal(answer.body.code, endpoint.userOnly ? "AUTH_TOKEN_MISSING" : "AUTH_REQUIRED");
    });
  }

  if (asksPermission(endpoint.guard)) {
    Deno.test(`${id} answers 403 without its permission, the same for real and invented ids`, async () => {
      const headers = SAME_REQUEST;
      const real = await sendTo(endpoint, powerless, await realParams(endpoint, own), {
        headers,
        ...await bodyOn(endpoint, own),
      });
      const invented = await sendTo(endpoint, powerless, inventedParams(endpoint), {
        headers,
        body: sentNothing(endpoint),
      });
      assertRefusal(real, 403);
      assert.equal(real.body.code, "AUTHORIZATION_ERROR");
      assert.equal(invented.text, real.text);
    });
  }

  if (endpoint.guard === "portal") {
    Deno.test(`${id} answers 403 to a member and to an API key, whatever they may do`, async () => {
      const sent = somethingSent(endpoint);
      for (
        const answer of [
          await sendTo(endpoint, own.admin, inventedParams(endpoint), sent),
          await sendTo(endpoint, null, inventedParams(endpoint), { ...sent, apiKey: await machineKey }),
        ]
      ) {
        assertRefusal(answer, 403);
        assert.equal(answer.body.code, "PORTAL_ACCESS_DENIED");
      }
    });
  } else if (guarded) {
    Deno.test(`${id} answers 403 to a client of the portal, the same for real and invented ids`, async () => {
      const client = await own.client();
      const sent = { headers: SAME_REQUEST, ...somethingSent(endpoint) };
      const real = await sendTo(endpoint, client, await realParams(endpoint, own), sent);
      const invented = await sendTo(endpoint, client, inventedParams(endpoint), sent);
      assertRefusal(real, 403);
      assert.equal(real.body.code, "AUTHORIZATION_ERROR");
      assert.equal(invented.text, real.text);
    });
  }

  if (guarded && recordParams(endpoint).length > 0) {
    Deno.test(`${id} answers an id of another organisation byte for byte like one nobody has`, async () => {
      const body = await bodyOn(endpoint, own);
      const caller = await callerOf(endpoint, own);
      const foreign = await sendTo(endpoint, caller, await realParams(endpoint, other), {
        headers: SAME_REQUEST,
        ...body,
      });
      const missing = await sendTo(endpoint, caller, inventedParams(endpoint), {
        headers: SAME_REQUEST,
        ...body,
      });
      // PUT under a code of the caller's choice makes a record of their own; what it shows is checked beside the walls.
      if (!isIdentified(endpoint) && endpoint.method === "PUT") return;
      assertRefusal(foreign, isIdentified(endpoint) ? 404 : missing.status);
      assert.equal(foreign.text, missing.text);
      if (!isIdentified(endpoint)) return;
      const malformed = Object.fromEntries(paramNames(endpoint).map((name) => [name, "42"]));
      assertRefusal(await sendTo(endpoint, caller, malformed, body), 404);
    });
  }

  if (endpoint.body && endpoint.bodyKind === "json") {
    Deno.test(`${id} refuses a body with an unknown key and names it`, async () => {
      const params = inventedParams(endpoint);
      const body = { ...exampleOf(endpoint) as object, nobody_knows_this_key: 1 };
      const answer = await sendTo(endpoint, await callerOf(endpoint, own), params, { body });
      assertRefusal(answer, 400);
      assert.equal(answer.body.code, "VALIDATION_ERROR");
      const fields = answer.body.details.map((one: { field: string }) => one.field);
      assert.ok(fields.includes("nobody_knows_this_key"), `named ${fields}`);
    });
  }

  if (!(id in NOT_RUN)) {
    Deno.test(`${id} accepts its documented example and answers what it promises`, async () => {
      // An organisation of its own: what other endpoints made of theirs must not matter.
      const fresh = await grounds.ground("Fresh organisation");
      const caller = await callerOf(endpoint, fresh);
      const { params, ...sent } = await acceptedRequest(endpoint, fresh);
      const before = endpoint.method === "GET" && !(id in LOGS_ITSELF)
        ? await fingerprintOf(world.db.admin, watched(grounds.rows.tenantTables))
        : undefined;
      const answer = await sendTo(endpoint, caller, params, sent);
      assert.ok(answer.status < 300, `answered ${answer.status}: ${answer.text.slice(0, 500)}`);
      assert.equal(answer.status, endpoint.reply.status);
      assertHeaders(answer);
      assertKeepsContract(endpoint, answer);
      if (before) {
        assert.deepEqual(
          await fingerprintOf(world.db.admin, watched(grounds.rows.tenantTables)),
          before,
          "a GET changed something",
        );
      }
    });
  }

  if (endpoint.idempotent && guarded && !(id in NOT_RUN)) {
    Deno.test(`${id} answers a repeated key with the first answer, acts once and refuses the key for another request`, async () => {
      const fresh = await grounds.ground("Fresh organisation");
      const { params, ...sent } = await acceptedRequest(endpoint, fresh);
      const keyed = { ...sent, headers: { ...sent.headers, "idempotency-key": `key-of-${id}` } };
      const caller = await callerOf(endpoint, fresh);
      const first = await sendTo(endpoint, caller, params, keyed);
      assert.ok(first.status < 300, `answered ${first.status}: ${first.text.slice(0, 500)}`);
      const before = await fingerprintOf(world.db.admin, grounds.rows.tenantTables, fresh.tenant.id);
      const again = await sendTo(endpoint, caller, params, keyed);
      assert.equal(again.status, first.status);
      assert.equal(again.text, first.text);
      assert.equal(again.headers.get("idempotent-replay"), "true");
      const other = await sendTo(endpoint, caller, params, { ...keyed, query: { ...sent.query, other: "1" } });
      assertRefusal(other, 409);
      assert.equal(other.body.code, "IDEMPOTENCY_MISMATCH");
      assert.deepEqual(await fingerprintOf(world.db.admin, grounds.rows.tenantTables, fresh.tenant.id), before);
    });
  }

  if (guarded && endpoint.userOnly) {
    Deno.test(`${id} is for people and refuses an API key`, async () => {
      const answer = await sendTo(endpoint, null, inventedParams(endpoint), { apiKey: await machineKey });
      assertRefusal(answer, 403);
      assert.equal(answer.body.code, "USER_TOKEN_REQUIRED");
    });
  }

  if (endpoint.query?.safeParse({ limit: "many" }).success === false) {
    Deno.test(`${id} refuses a malformed limit and names it`, async () => {
      const params = await realParams(endpoint, own);
      const answer = await sendTo(endpoint, await callerOf(endpoint, own), params, { query: { limit: "many" } });
      assertRefusal(answer, 400);
      assert.deepEqual(answer.body.details.map((one: { field: string }) => one.field), ["limit"]);
    });
  }

  if (endpoint.method === "GET" && guarded) {
    Deno.test(`${id} answers HEAD like GET, without a body`, async () => {
      const app = appOf(product, endpoint);
      const address = routeOf(endpoint, inventedParams(endpoint)).slice("GET ".length);
      const head = await app.fetch(new Request(`http://localhost/${app.domain}${address}`, { method: "HEAD" }));
      assert.equal(head.status, 401);
      assert.ok(head.headers.get("x-request-id") && head.headers.get("x-backend-instance"));
      assert.equal(await head.text(), "");
    });
  }
}

/** Something sent along: a refusal that comes first must not depend on it. */
function somethingSent(endpoint: AnyEndpoint): { body?: unknown } {
  return endpoint.method === "GET" || endpoint.method === "DELETE" ? {} : { body: { nobody_knows_this_key: 1 } };
}

function sentNothing(endpoint: AnyEndpoint): unknown {
  return endpoint.body && endpoint.bodyKind === "json" ? {} : undefined;
}

/** One endpoint per address, whatever its method. */
const addresses = new Map(product.endpoints.map((endpoint) => [endpoint.path, endpoint]));

for (const [path, endpoint] of addresses) {
  Deno.test(`${path} answers preflight requests, and 405 to a method it does not know`, async () => {
    const app = appOf(product, endpoint);
    const address = routeOf(endpoint, inventedParams(endpoint)).split(" ")[1];
    const preflight = await send(app, null, `OPTIONS ${address}`, { headers: { origin: "https://app.example.com" } });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "https://app.example.com");
    const stranger = await send(app, null, `OPTIONS ${address}`, { headers: { origin: "https://elsewhere.example" } });
    assert.equal(stranger.headers.get("access-control-allow-origin"), null);

    // Another address may fit the same path with the method: then that one answers.
    const fitting = product.endpoints.filter((one) => fits(one.path, address)).map((one) => one.method as string);
    const unknown = ["PUT", "DELETE", "PATCH", "POST", "GET"].find((method) => !fitting.includes(method));
    if (!unknown) return;
    const refused = await send(app, own.admin, `${unknown} ${address}`);
    assertRefusal(refused, 405);
    assert.equal(refused.body.code, "METHOD_NOT_ALLOWED");
  });
}

function fits(path: string, address: string): boolean {
  return new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(address);
}
