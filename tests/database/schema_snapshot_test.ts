import assert from "node:assert/strict";
import { testDatabase } from "../support/database.ts";
import { unifiedDiff } from "../support/text_diff.ts";
import { rolledBack } from "../support/transactions.ts";
import { SAMPLE } from "./catalogue_rules.ts";
import { dumpSchema } from "./schema_dump.ts";

const SNAPSHOT = new URL("./schema.sql", import.meta.url);
const SHOWN_LINES = 80;

const db = await testDatabase();
Deno.test.afterAll(() => db.drop());

Deno.test("the committed schema is the one the migrations make", async () => {
  const made = await rolledBack(db.sql, dumpSchema);
  if (Deno.env.get("UPDATE_SNAPSHOT") === "1") return await Deno.writeTextFile(SNAPSHOT, made);
  const committed = await Deno.readTextFile(SNAPSHOT).catch(() => "");
  if (made === committed) return;
  const lines = unifiedDiff(committed, made).split("\n");
  const rest = lines.length > SHOWN_LINES ? `\n… ${lines.length - SHOWN_LINES} more lines` : "";
  assert.fail(
    `${lines.slice(0, SHOWN_LINES).join("\n")}${rest}\n\nIf this is meant: ` +
      "UPDATE_SNAPSHOT=1 deno test -A tests/database/schema_snapshot_test.ts, and commit schema.sql with the migration.",
  );
});

const changes: [string, string, RegExp][] = [
  ["a column", "alter table crm.samples add note text", /^\+ {2}note text,$/m],
  [
    "a default",
    "alter table crm.samples alter label set default 'x'",
    /^\+ {2}label text not null default 'x'::text,$/m,
  ],
  [
    "a constraint",
    "alter table crm.samples drop constraint sample_label_length",
    /^- {2}constraint sample_label_length CHECK/m,
  ],
  ["an index", "drop index crm.samples_by_contact", /^-CREATE INDEX samples_by_contact/m],
  ["a policy", "drop policy reads on crm.samples", /^-policy reads for select to authenticated using /m],
  ["row security", "alter table crm.samples disable row level security", /^-\) with row security;$/m],
  ["a grant", "grant update (label) on crm.samples to authenticated", /^\+grant update \(label\) to authenticated;$/m],
  ["a trigger", "drop trigger touch on crm.samples", /^-trigger touch BEFORE UPDATE/m],
  [
    "who a function runs as",
    "alter function app.touch() security definer",
    /^\+function app\.touch\(\) returns trigger language plpgsql security definer;$/m,
  ],
  [
    "who may execute a function",
    "revoke execute on function app.folded(text) from service_role",
    /^\+function app\.folded/m,
  ],
];

for (const [what, change, expected] of changes) {
  Deno.test(`the schema snapshot shows a change of ${what}`, async () => {
    const [before, after] = await rolledBack(db.sql, async (tx) => {
      await tx.unsafe(SAMPLE);
      const earlier = await dumpSchema(tx);
      await tx.unsafe(change);
      return [earlier, await dumpSchema(tx)];
    });
    assert.match(unifiedDiff(before, after, 0), expected);
  });
}

Deno.test("unifiedDiff shows what changed with its surroundings and nothing of equal texts", () => {
  assert.equal(unifiedDiff("a\nb\nc", "a\nb\nc"), "");
  assert.equal(unifiedDiff("a\nb\nc\nd\ne\nf", "a\nb\nX\nd\ne\nf", 1), "@@ line 2 @@\n b\n-c\n+X\n d");
  assert.equal(unifiedDiff("a\nb", "b\nc", 0), "@@ line 1 @@\n-a\n@@ line 3 @@\n+c");
});
