import assert from "node:assert/strict";
import type postgres from "postgres";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import { openWorld } from "../support/world.ts";
import { account } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

type Call = (tx: postgres.ISql) => Promise<readonly postgres.Row[]>;

/**
 * Starts `second` while the transaction of `first` is still open, and commits once `second` waits for it or is through; says
 * which of the two it was.
 */
async function overlapping(first: Call, second: Call): Promise<[postgres.Row, postgres.Row, boolean]> {
  let late: Promise<readonly postgres.Row[]> | undefined;
  let waiting = false;
  const early = await sql.begin(async (tx) => {
    const [row] = await first(tx);
    let through = false;
    late = second(sql).finally(() => through = true);
    late.catch(() => {});
    const deadline = Date.now() + 5_000;
    while (!waiting && !through && Date.now() < deadline) {
      const [{ blocked }] = await world.db.admin`
        select count(*)::int as blocked from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      waiting = blocked > 0;
    }
    return row;
  });
  return [early, (await late!)[0], waiting];
}

const openSession = async (person: { userId: string }, token: string): Promise<string> =>
  (await opening(person, token)(sql))[0].session_id;
const opening = (person: { userId: string }, token: string): Call => async (tx) => {
  const hash = await sha256Hex(token);
  return await tx`select * from identity.open_session(
    ${tenant.id}, ${person.userId}, 'password', null, ${hash}, false, 3600, false, false)`;
};

Deno.test("identity.settle_sign_in makes a guess wait for the one before it and then refuses the sixth", async () => {
  const person = await account(world, tenant);
  const guess: Call = (tx) =>
    tx`select * from identity.settle_sign_in(${person.email}, ${person.userId}, 'x', 'wrong_password', ${tenant.id})`;
  for (let i = 0; i < 4; i++) await guess(sql);
  const [fifth, sixth] = await overlapping(guess, guess);
  assert.deepEqual({ ...fifth }, { locked_seconds: null, refused: true });
  assert.ok(sixth.locked_seconds > 890);
});

Deno.test("identity.rotate_refresh_token hands out one successor when two callers overlap", async () => {
  const person = await account(world, tenant);
  const session = await openSession(person, "first token");
  const hash = await sha256Hex("first token");
  const rotate = (successor: string): Call => async (tx) =>
    await tx`select refusal from identity.rotate_refresh_token(${hash}, ${await sha256Hex(successor)}, 3600, 3600)`;
  const [winner, loser] = await overlapping(rotate("one"), rotate("two"));
  assert.deepEqual([winner.refusal, loser.refusal], [null, "refresh_in_progress"]);
  const [{ issued, status }] = await sql`
    select count(*)::int as issued, min(s.status) as status from identity.refresh_tokens r
    join identity.sessions s on s.id = r.session_id where s.id = ${session}`;
  assert.deepEqual([issued, status], [2, "active"]);
});

Deno.test("identity.open_session keeps the limit when two sign-ins overlap", async () => {
  const person = await account(world, tenant);
  for (let i = 0; i < 5; i++) await openSession(person, `token ${i}`);
  await overlapping(opening(person, "six"), opening(person, "seven"));
  const [{ open }] = await sql`
    select count(*)::int as open from identity.sessions where user_id = ${person.userId} and status = 'active'`;
  assert.equal(open, 5);
});

Deno.test("identity.rotate_refresh_token does not revive a session that is being signed out", async () => {
  const person = await account(world, tenant);
  const session = await openSession(person, "leaving");
  const hash = await sha256Hex("leaving");
  const [, refreshed] = await overlapping(
    (tx) => tx`select identity.sign_out(${session}, '{}'::text[], false)`,
    async (tx) =>
      await tx`select refusal from identity.rotate_refresh_token(${hash}, ${await sha256Hex("next")}, 3600, 3600)`,
  );
  assert.equal(refreshed.refusal, "session_revoked");
});

Deno.test("identity.settle_sign_in holds the account, so that a new password comes before or after the session", async () => {
  const person = await account(world, tenant);
  const [{ password_hash }] = await sql`select password_hash from identity.users where id = ${person.userId}`;
  const [settled, , waited] = await overlapping(
    (tx) =>
      tx`select refused from identity.settle_sign_in(${person.email}, ${person.userId}, ${password_hash}, null, ${tenant.id})`,
    (tx) => tx`update identity.users set password_hash = 'changed' where id = ${person.userId} returning id`,
  );
  assert.deepEqual([settled.refused, waited], [false, true]);
});
