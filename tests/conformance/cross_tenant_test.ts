import assert from "node:assert/strict";
import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { send } from "../support/app_client.ts";
import { exampleOn, NOT_RUN } from "../support/examples.ts";
import { appOf, callerOf, isIdentified, openGrounds, paramNames, realParams, routeOf } from "../support/fixtures.ts";
import type { Row } from "../support/row_maker.ts";
import { rolledBack, type Transaction } from "../support/transactions.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { assertNone } from "./assertions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { product } from "./product.ts";

/** One organisation with a row in every table, another that may do everything, and nothing passes between them. */

const VICTIM = "Wagner Geheimnis";
const world = await openWorld({ config: { STREAM_SECONDS: "1" } });
Deno.test.afterAll(() => world.close());
const { admin } = world.db;
const grounds = await openGrounds(world, product, exampleOn);
const victim = await grounds.ground(VICTIM);
const intruder = await grounds.ground("Intruder");

const tables = grounds.rows.tenantTables;
/** A row of the victim and one of the intruder in every tenant table. */
const theirs = new Map<string, Row>();
for (const table of tables) {
  theirs.set(table, await victim.row(table));
  await intruder.row(table);
}

/** Tables no caller reads directly, by design; the sign-in functions are their only users. */
const WITHOUT_WALL = new Set(["identity.login_attempts"]);

/** Runs as a signed-in user in a transaction that leaves nothing behind; triggers are off, policies are not. */
function as<T>(actor: TestActor, work: (tx: Transaction) => Promise<T>, prepare = ""): Promise<T> {
  return rolledBack(admin, async (tx) => {
    if (prepare) await tx.unsafe(prepare);
    await tx`set local session_replication_role = replica`;
    const claims = JSON.stringify({ sub: actor.userId, tenant_id: actor.tenantId, session_id: actor.sessionId });
    await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
    return await work(tx);
  });
}

/** Everything allowed but what the restrictive policies forbid: the wall must hold alone, whatever stands before it. */
function withoutOtherPolicies(table: string): string {
  return `grant all on ${table} to authenticated;
    create policy probe on ${table} for all to authenticated using (true) with check (true);`;
}

async function refusedWith(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

for (const table of tables) {
  if (WITHOUT_WALL.has(table)) continue;

  Deno.test(`${table} shows no row of another organisation`, async () => {
    let seen = 0;
    const refused = await refusedWith(as(intruder.admin, async (tx) => {
      seen = (await tx`select 1 from ${tx(table)} where tenant_id = ${victim.tenant.id}`).length;
    }));
    assert.equal(seen, 0);
    assert.ok(refused === undefined || refused === "42501", `failed otherwise: ${refused}`);
  });

  Deno.test(`${table} lets nobody write into another organisation, by grants and, without them, by the wall`, async () => {
    const names = grounds.rows.columnsOf(table);
    const row = Object.fromEntries(Object.entries(theirs.get(table)!).filter(([name]) => names.includes(name)));
    const insert = (tx: Transaction) =>
      tx`insert into ${tx(table)} ${tx({ ...row, ...(row.id !== undefined && freshId(row)) })}`;
    assert.equal(await refusedWith(as(intruder.admin, insert)), "42501");

    const open = withoutOtherPolicies(table);
    const byWall = await refusedWith(as(intruder.admin, insert, open));
    assert.equal(byWall, "42501", "the wall alone lets an insert pass");
    const touched = await as(intruder.admin, async (tx) => {
      const seen = await tx`select 1 from ${tx(table)} where tenant_id = ${victim.tenant.id}`;
      const changed = await tx`update ${tx(table)} set tenant_id = tenant_id where tenant_id = ${victim.tenant.id}`;
      const removed = await tx`delete from ${tx(table)} where tenant_id = ${victim.tenant.id}`;
      const ownRows = await tx`select 1 from ${tx(table)} where tenant_id = ${intruder.tenant.id}`;
      return [seen.length, changed.count, removed.count, ownRows.length > 0];
    }, open);
    assert.deepEqual(touched, [0, 0, 0, true], "seen, changed, removed, own rows still there");
    const moved = await refusedWith(
      as(
        intruder.admin,
        (tx) => tx`update ${tx(table)} set tenant_id = ${victim.tenant.id} where tenant_id = ${intruder.tenant.id}`,
        open,
      ),
    );
    assert.equal(moved, "42501", "an own row can be moved over");
  });
}

function freshId(row: Row): Row {
  return { id: typeof row.id === "string" && row.id.includes("-") ? crypto.randomUUID() : row.id };
}

/** Words that only the victim's rows hold. */
const secrets = [
  VICTIM,
  victim.tenant.id,
  victim.admin.userId,
  victim.admin.email,
  ...[...theirs.values()].map((row) => row.id).filter((id) => typeof id === "string" && id.length >= 32) as string[],
];

const guarded = product.endpoints.filter((endpoint) => endpoint.guard !== "public");
const reads = guarded.filter((endpoint) => endpoint.method === "GET");

/** The victim's words in an answer, apart from those the request itself brought. */
function leaks(text: string, sent: string): string[] {
  return secrets.filter((secret) => text.includes(secret) && !sent.includes(secret));
}

Deno.test("every reading endpoint without an id shows an administrator nothing of another organisation", async () => {
  const offenders: string[] = [];
  for (const endpoint of reads.filter((one) => paramNames(one).length === 0)) {
    const answer = await send(appOf(product, endpoint), await callerOf(endpoint, intruder), routeOf(endpoint));
    if (answer.status >= 400 && !(endpoint.id in NOT_RUN)) offenders.push(`${endpoint.id}: answered ${answer.status}`);
    for (const leak of leaks(answer.text, "")) offenders.push(`${endpoint.id}: shows ${leak}`);
  }
  assertNone(offenders);
});

Deno.test("the same question shows the other organisation its own rows, so the search above can find them", async () => {
  const showing: string[] = [];
  for (const endpoint of reads.filter((one) => paramNames(one).length === 0 && one.reply.kind !== "stream")) {
    const answer = await send(appOf(product, endpoint), await callerOf(endpoint, victim), routeOf(endpoint));
    if (leaks(answer.text, "").length > 0) showing.push(endpoint.id);
  }
  assert.ok(showing.includes("crm.contacts.list"), `only ${showing} show the marker to its owner`);
});

Deno.test("every endpoint with an id refuses the ids of another organisation, shows nothing of it and changes nothing in it", async () => {
  const offenders: string[] = [];
  const targets: [AnyEndpoint, Record<string, string>][] = [];
  for (const endpoint of guarded.filter((one) => paramNames(one).length > 0)) {
    targets.push([endpoint, await realParams(endpoint, victim)]);
  }
  const before = await fingerprintOf(admin, tables, victim.tenant.id);
  for (const [endpoint, params] of targets) {
    const route = routeOf(endpoint, params);
    const body = endpoint.bodyKind === "json" ? await exampleOn(endpoint, intruder) : undefined;
    const answer = await send(appOf(product, endpoint), await callerOf(endpoint, intruder), route, { body });
    // A code may be one of the intruder's own, too; an identifier is not.
    const refused = answer.status >= 400 && answer.status < 500;
    if (isIdentified(endpoint) ? !refused : answer.status >= 500) {
      offenders.push(`${endpoint.id}: answered ${answer.status}`);
    }
    for (const leak of leaks(answer.text, route)) offenders.push(`${endpoint.id}: shows ${leak}`);
  }
  assertNone(offenders);
  assert.deepEqual(await fingerprintOf(admin, tables, victim.tenant.id), before);
});

Deno.test("a body that names records of another organisation is refused and changes nothing there", async () => {
  const offenders: string[] = [];
  const requests: [AnyEndpoint, Record<string, string>, unknown][] = [];
  for (const endpoint of guarded.filter((one) => one.body && one.bodyKind === "json")) {
    const [mixed, plain] = [await exampleOn(endpoint, victim), await exampleOn(endpoint, intruder)];
    // Only examples with an identifier differ between two organisations.
    if (JSON.stringify(mixed) !== JSON.stringify(plain)) {
      requests.push([endpoint, await realParams(endpoint, intruder), mixed]);
    }
  }
  const before = await fingerprintOf(admin, tables, victim.tenant.id);
  for (const [endpoint, params, body] of requests) {
    const answer = await send(appOf(product, endpoint), await callerOf(endpoint, intruder), routeOf(endpoint, params), {
      body,
    });
    if (answer.status < 400 || answer.status >= 500) offenders.push(`${endpoint.id}: answered ${answer.status}`);
    for (const leak of leaks(answer.text, JSON.stringify(body))) offenders.push(`${endpoint.id}: shows ${leak}`);
  }
  assertNone(offenders);
  assert.deepEqual(await fingerprintOf(admin, tables, victim.tenant.id), before);
});
