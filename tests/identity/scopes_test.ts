import assert from "node:assert/strict";
import fc from "fast-check";
import { PERMISSIONS, type Scope } from "../../shared/contracts/permissions.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

type Pair = [Scope | null, Scope | null];
const rank = (scope: Scope | null) => ["SELF", "GROUP", "ALL"].indexOf(scope ?? "");

/** How far grants reach, as the rule of the product states it: `*` before the key, and who writes a row may read it back. */
function scopesOf(grants: Record<string, Pair>, key: string) {
  const [read, write] = grants["*"] ?? grants[key] ?? [null, null];
  return { read: rank(write) > rank(read) ? write : read, write: grants["*"]?.[1] ?? grants[key]?.[1] ?? null };
}

const scope = fc.constantFrom<Scope | null>("SELF", "GROUP", "ALL", null);
// Keys that begin or end alike, where cutting a pair out of a text could go wrong, and keys nobody has.
const key = fc.constantFrom(
  "*",
  "invoices",
  "invoices.delete",
  "finance",
  "finance.approve",
  ...Object.keys(PERMISSIONS),
);

Deno.test("app.read_scope and app.write_scope find what is granted for a key, whatever else is", async () => {
  const cases = fc.sample(
    fc.tuple(fc.dictionary(key, fc.tuple(scope, scope)), fc.oneof(key, fc.constant("nothing"))),
    400,
  );
  for (const [grants, asked] of cases) {
    const [found] = await sql.begin(async (tx) => {
      await tx`select set_config('app.grants', ${JSON.stringify(grants)}::text::jsonb::text, true)`;
      return await tx`select app.read_scope(${asked}) as read, app.write_scope(${asked}) as write`;
    });
    assert.deepEqual({ ...found }, scopesOf(grants, asked), JSON.stringify({ grants, asked }));
  }
});
