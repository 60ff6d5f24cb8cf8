import assert from "node:assert/strict";
import { DOMAIN_SEGMENTS, domainOf } from "../../shared/contracts/domains.ts";
import { asksPermission } from "../../shared/contracts/kit/endpoint.ts";
import { allProblems, findProblem } from "../../shared/contracts/kit/problems.ts";
import { requirementOfEndpoint } from "../../shared/http/execute.ts";
import { problemsOf } from "../../shared/http/problem_response.ts";
import { exampleOf, unknownExamples } from "../support/examples.ts";
import { paramNames } from "../support/fixtures.ts";
import { readSource, sourceFiles } from "../support/source_tree.ts";
import { assertNone } from "./assertions.ts";
import { product } from "./product.ts";

/** What can be said of all contracts without sending a request. */

const { endpoints, apps } = product;

function repeated(values: string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}

Deno.test("contracts: every domain with endpoints is in the list of all endpoints and behind the gateway", async () => {
  const offenders: string[] = [];
  for (const path of await sourceFiles("shared/contracts", "/mod.ts")) {
    const { endpoints: own } = await import(`../../${path}`);
    for (const endpoint of own) {
      if (!endpoints.includes(endpoint)) offenders.push(`${endpoint.id}: missing in shared/contracts/all.ts`);
    }
  }
  assertNone(offenders);
});

Deno.test("contracts: every endpoint is bound exactly once, in the app of its domain", () => {
  const bound = apps.flatMap((app) => app.bound.map((one) => ({ app: app.domain, endpoint: one.endpoint })));
  const offenders = endpoints.flatMap((endpoint) => {
    const places = bound.filter((one) => one.endpoint === endpoint);
    if (places.length !== 1) return [`${endpoint.id}: bound ${places.length} times`];
    return places[0].app === endpoint.domain ? [] : [`${endpoint.id}: bound in ${places[0].app}`];
  });
  const undeclared = bound.filter(({ endpoint }) => !endpoints.includes(endpoint));
  assertNone([...offenders, ...undeclared.map(({ endpoint }) => `${endpoint.id}: bound, but in no contract list`)]);
});

Deno.test("contracts: ids are unique, and so are addresses whatever their parameters are called", () => {
  assertNone(repeated(endpoints.map((e) => e.id)));
  assertNone(repeated(endpoints.map((e) => `${e.method} ${e.path.replace(/:\w+/g, ":")}`)));
  assertNone(repeated(apps.map((app) => app.domain)));
});

Deno.test("contracts: an address starts with a segment of its domain", () => {
  assertNone(
    endpoints.filter((e) => domainOf(e.path) !== e.domain || !(e.domain in DOMAIN_SEGMENTS))
      .map((e) => `${e.id}: ${e.path} belongs to ${domainOf(e.path)}`),
  );
});

Deno.test("contracts: every guard resolves to a registered permission", () => {
  assertNone(endpoints.flatMap((endpoint) => {
    try {
      return asksPermission(endpoint.guard) === (requirementOfEndpoint(endpoint) !== undefined) ? [] : [endpoint.id];
    } catch (error) {
      return [`${endpoint.id}: ${(error as Error).message}`];
    }
  }));
});

Deno.test("contracts: reading is GET and changes nothing, so a GET takes no body and no idempotency key", () => {
  assertNone(endpoints.filter((e) => e.method === "GET" && (e.body || e.idempotent)).map((e) => e.id));
});

Deno.test("contracts: a JSON body documents an example that its own schema accepts", () => {
  assertNone(endpoints.flatMap((endpoint) => {
    if (!endpoint.body || endpoint.bodyKind !== "json") return [];
    const example = exampleOf(endpoint);
    if (example === undefined) return [`${endpoint.id}: no example`];
    const parsed = endpoint.body.safeParse(example);
    return parsed.success
      ? []
      : [`${endpoint.id}: ${parsed.error.issues.map((i) => `${i.path} ${i.message}`).join("; ")}`];
  }));
});

Deno.test("contracts: every answer with a body has a schema, and only streams and files have none", () => {
  assertNone(
    endpoints.filter(({ reply }) => ["data", "body", "raw"].includes(reply.kind) !== (reply.schema !== undefined))
      .map((e) => e.id),
  );
});

Deno.test("contracts: summaries are short sentences without a full stop", () => {
  assertNone(
    endpoints.filter(({ summary }) =>
      summary.length < 8 || summary.length > 120 || /\.$/.test(summary) || !/^[A-Z]/.test(summary)
    )
      .map((e) => `${e.id}: ${e.summary}`),
  );
});

Deno.test("contracts: a declared problem is in the catalogue, once, and not one that is implied", () => {
  assertNone(endpoints.flatMap((endpoint) => {
    const implied = new Set([...problemsOf({ ...endpoint, problems: [] })]);
    return [
      ...endpoint.problems.filter((name) => findProblem(name)?.name !== name).map((n) =>
        `${endpoint.id}: ${n} is unknown`
      ),
      ...endpoint.problems.filter((name) => implied.has(name)).map((name) => `${endpoint.id}: ${name} is implied`),
      ...repeated([...endpoint.problems]).map((name) => `${endpoint.id}: ${name} twice`),
    ];
  }));
});

/**
 * A flight sends begin and entry first, then its queries. One that an async function already awaits leaves before them: outside
 * the transaction, as the owner of the tables, past every policy.
 */
Deno.test("contracts: a flight leaves the sending of its queries to the kernel, which sends them behind the entry", async () => {
  const offenders: string[] = [];
  let flights = 0;
  for (const bound of apps.flatMap((app) => app.bound)) {
    if (bound.mode !== "flight") continue;
    flights++;
    const { endpoint } = bound;
    let sent = 0;
    // Like the driver's queries: sent by the first then().
    const sql = (text: unknown) => ({
      text,
      then(resolve: (rows: unknown[]) => void) {
        sent++;
        resolve([]);
      },
    });
    const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, crypto.randomUUID()]));
    const query = endpoint.query?.safeParse({}).data ?? {};
    const ctx = {
      params,
      query,
      sql,
      userId: crypto.randomUUID(),
      tenantId: crypto.randomUUID(),
      actor: {},
      facts: {},
    };
    const plan = bound.plan(ctx as unknown as Parameters<typeof bound.plan>[0]);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    if (sent > 0) offenders.push(`${endpoint.id}: ${sent} of ${plan.length} queries left before the entry`);
  }
  assert.ok(flights > 0);
  assertNone(offenders);
});

/** Problems only raised where the name is built, with the place. */
const RAISED_BY_COMPUTED_NAME: Record<string, string> = {};

Deno.test("contracts: a problem of the catalogue is raised somewhere", async () => {
  let code = "";
  for (const path of [...await sourceFiles("functions", ".ts"), ...await sourceFiles("shared", ".ts")]) {
    if (path.startsWith("shared/contracts/") || path.startsWith("shared/client/")) continue;
    if (/(^|\/)\w*problems?\.ts$/.test(path)) continue;
    code += (await readSource(path)).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
  }
  for (const path of await sourceFiles("supabase/migrations", ".sql")) {
    code += (await readSource(path)).replace(/--.*$/gm, "").replace(/comment on [^;]*;/g, "");
  }
  // The fields of an input are refused through invalid(), which needs no name.
  code += " validation_error ";
  // Engines without a catalogue throw the wire code, in capitals.
  const words = new Set(code.match(/[A-Za-z][A-Za-z0-9_]+/g)!.map((word) => word.toLowerCase()));
  assert.ok(words.has("duplicate_email"));
  const used = new Set(endpoints.flatMap((endpoint) => endpoint.problems));
  const silent = allProblems().filter(({ name }) => !words.has(name) && !(name in RAISED_BY_COMPUTED_NAME));
  assertNone(
    silent.map(({ name }) =>
      `${name}: ${used.has(name) ? "declared by endpoints" : "in the catalogue"}, raised nowhere`
    ),
  );
});

Deno.test("contracts: examples and exceptions name endpoints that exist", () => {
  assertNone(unknownExamples(endpoints));
});
