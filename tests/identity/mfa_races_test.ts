import assert from "node:assert/strict";
import { openWorld } from "../support/world.ts";
import { account } from "./accounts.ts";
import { enroll, login, refusal, signedIn, verify, wrongCode } from "./second_factors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

async function enrolled() {
  const person = await account(world, tenant);
  return { ...person, factor: await enroll(world, await signedIn(person.email)) };
}
const challengeOf = async (email: string): Promise<string> => (await login(email)).body.challenge_id;
const outcomes = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => body.code ?? String(status)).sort();

Deno.test("one backup code shown twice at once opens one session", async () => {
  const { email, factor } = await enrolled();
  const challenges = [await challengeOf(email), await challengeOf(email)];
  const shown = { code: factor.backupCodes[0], method: "backup_codes" };
  const answers = await Promise.all(challenges.map((challenge_id) => verify({ challenge_id, ...shown })));
  assert.deepEqual(outcomes(answers), ["200", "MFA_INVALID_CODE"]);
});

Deno.test("one code of the app shown at three doors at once opens one", async () => {
  const { email, factor } = await enrolled();
  const [one, two] = [await challengeOf(email), await challengeOf(email)];
  const code = await factor.code();
  const answers = await Promise.all([
    verify({ challenge_id: one, code }),
    verify({ challenge_id: two, code }),
    login(email, { mfa_code: code }),
  ]);
  assert.deepEqual(outcomes(answers), ["200", "MFA_CODE_REUSED", "MFA_CODE_REUSED"]);
});

Deno.test("one challenge answered twice at once, with two right codes, opens one session", async () => {
  const { email, userId, factor } = await enrolled();
  const challenge_id = await challengeOf(email);
  const before = await sessionsOf(userId);
  const answers = await Promise.all(
    factor.backupCodes.slice(0, 2).map((code) => verify({ challenge_id, code, method: "backup_codes" })),
  );
  assert.deepEqual(outcomes(answers), ["200", "MFA_CHALLENGE_EXPIRED"]);
  assert.equal(await sessionsOf(userId), before + 1);
  const [{ unused }] = await sql`
    select count(*)::int as unused from identity.backup_codes where user_id = ${userId} and used_at is null`;
  assert.equal(unused, 9, "the slower one kept its code");
});

Deno.test("ten wrong codes at once count five and lock", async () => {
  const { email, userId, factor } = await enrolled();
  const challenge_id = await challengeOf(email);
  const code = wrongCode(factor);
  const answers = await Promise.all(Array.from({ length: 10 }, () => verify({ challenge_id, code })));
  const codes = outcomes(answers);
  assert.equal(codes.filter((one) => one === "MFA_INVALID_CODE").length, 4);
  assert.ok(
    codes.every((one) => ["MFA_INVALID_CODE", "MFA_LOCKED", "MFA_CHALLENGE_EXPIRED"].includes(one)),
    codes.join(),
  );
  const [factorRow] = await sql`
    select failed_count, locked_until > now() as locked from identity.mfa_factors where user_id = ${userId}`;
  assert.deepEqual({ ...factorRow }, { failed_count: 5, locked: true });
  assert.deepEqual(refusal(await login(email, { mfa_code: await factor.code() })), [429, "MFA_LOCKED"]);
});

async function sessionsOf(userId: string): Promise<number> {
  const [{ n }] = await sql`select count(*)::int as n from identity.sessions where user_id = ${userId}`;
  return n;
}
