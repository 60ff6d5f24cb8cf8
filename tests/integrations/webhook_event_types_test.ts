import assert from "node:assert/strict";
import { EVENT_TYPES, permissionOf } from "../../functions/integrations/event_types_rules.ts";
import { testDatabase } from "../support/database.ts";

const { sql, drop } = await testDatabase();
Deno.test.afterAll(() => drop());

/** Verbs that a trigger names after a status the row enters. */
const QUOTE_STATUSES_NOT_ENTERED = ["draft", "signed"];

/** Every event type the database can publish to more than one person, read from its triggers and functions, with its permission key where it is told. */
async function published(): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  const triggers = await sql<{ entity: string; key: string; deletes: boolean }[]>`
    select args[1] as entity, args[2] as key,
      tgtype & 8 = 8 or exists (select from pg_attribute a where a.attrelid = tgrelid and a.attname = 'deleted_at') as deletes
    from (select tgtype, tgrelid, tgfoid, string_to_array(encode(tgargs, 'escape'), '\\000') as args from pg_trigger) t
    where tgfoid = 'app.announce'::regproc`;
  for (const { entity, key, deletes } of triggers) {
    for (const verb of ["created", "updated", ...(deletes ? ["deleted"] : [])]) found.set(`${entity}.${verb}`, key);
  }
  const functions = await sql<{ body: string }[]>`
    select prosrc as body from pg_proc where prosrc ~ 'app\\.publish\\(' and oid <> 'app.announce'::regproc`;
  for (const { body } of functions) {
    for (const [, type, key] of body.matchAll(/app\.publish\(\s*'([a-z_.]+)',[^,]+,[^,]+, '([a-z._-]+)'/g)) {
      found.set(type, key);
    }
    for (const [, type, channel] of body.matchAll(/app\.publish\(\s*'([a-z_]+\.[a-z_]+)',[^,]+,[^,]+,\s*([^\n]+)/g)) {
      // For one person alone.
      if (!found.has(type) && !channel.startsWith("'user:' ||")) found.set(type, undefined);
    }
    for (
      const [, prefix, key] of body.matchAll(/app\.publish\(\s*'([a-z_]+\.)' \|\| verb,[^,]+,[^,]+, '([a-z._-]+)'/g)
    ) {
      const verbs = [...body.matchAll(/(?:verb text :=|verb :=|then|else) '([a-z_]+)'/g)].map(([, verb]) => verb);
      for (const verb of [...verbs, ...statusesIn(body), ...await statusesPassedOn(body, prefix)]) {
        found.set(prefix + verb, key);
      }
    }
  }
  return found;
}

/** `new.status in ('overdue', …) then new.status` */
function statusesIn(body: string): string[] {
  const [, list = ""] = /new\.status in \(([^)]+)\) then new\.status/.exec(body) ?? [];
  return [...list.matchAll(/'([a-z_]+)'/g)].map(([, status]) => status);
}

/** `else new.status`: any status the table knows. */
async function statusesPassedOn(body: string, prefix: string): Promise<string[]> {
  if (!/else new\.status\b/.test(body)) return [];
  assert.equal(prefix, "quote.", "say here which statuses this trigger passes on");
  const [{ definition }] = await sql<{ definition: string }[]>`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'quote_status_known'`;
  const statuses = [...definition.matchAll(/'([a-z_]+)'::text/g)].map(([, status]) => status);
  return statuses.filter((status) => !QUOTE_STATUSES_NOT_ENTERED.includes(status));
}

Deno.test("webhooks can tell of whatever the database publishes to more than one person, under the same permissions", async () => {
  const real = await published();
  const missing = [...real.keys()].filter((type) => permissionOf(type) === undefined).sort();
  assert.deepEqual(missing, [], "published, and not in shared/realtime/event_catalogue.ts");
  const entities = new Set([...real.keys()].map((type) => type.split(".")[0]));
  const unknown = EVENT_TYPES.filter((type) => !entities.has(type.split(".")[0]));
  assert.deepEqual(unknown, [], "in the catalogue, and published by nothing");
  for (const [type, key] of real) assert.equal(permissionOf(type), key ?? permissionOf(type), type);
});
