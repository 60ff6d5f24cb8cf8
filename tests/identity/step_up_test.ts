import assert from "node:assert/strict";
import { z } from "zod";
import { endpoint } from "../../shared/contracts/kit/endpoint.ts";
import { data } from "../../shared/contracts/kit/replies.ts";
import { bind } from "../../shared/http/bind.ts";
import { domainApp } from "../../shared/http/domain_app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

/** An endpoint that wants the second factor again, beside one that does not and one for those who set theirs up. */
const done = { reply: data(z.object({ done: z.boolean() })), guard: "contacts.write" } as const;
const answer = () => Promise.resolve({ done: true });
const app = domainApp("crm", [
  bind(endpoint("POST /contacts/sensitive", { ...done, id: "crm.test.sensitive", summary: "x", stepUp: true }), answer),
  bind(endpoint("POST /contacts/plain", { ...done, id: "crm.test.plain", summary: "x" }), answer),
  bind(
    endpoint("POST /contacts/setup", { ...done, guard: "session", id: "crm.test.setup", summary: "x", mfaSetup: true }),
    answer,
  ),
]);
const call = async (actor: TestActor, name: string) => {
  const { status, body } = await send(app, actor, `POST /contacts/${name}`);
  return body.code ?? status;
};
const tenant = await world.tenant();
const withFactor = async (status: string, grants = { contacts: "rw" as const }) => {
  const actor = await tenant.actor(grants);
  await sql`insert into identity.mfa_factors (user_id, secret_enc, status, configured_at)
    values (${actor.userId}, 'sealed', ${status}, now())`;
  return actor;
};
const session = (actor: TestActor, values: Record<string, unknown>) =>
  sql`update identity.sessions set ${sql(values)} where id = ${actor.sessionId}`;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

Deno.test("step-up asks whoever has a second factor to have shown it within ten minutes", async () => {
  const actor = await withFactor("enabled");
  assert.equal(await call(actor, "sensitive"), "MFA_STEP_UP_REQUIRED");
  await session(actor, { stepped_up_at: ago(11) });
  assert.equal(await call(actor, "sensitive"), "MFA_STEP_UP_REQUIRED");
  assert.equal(await call(actor, "plain"), 200);
  await session(actor, { stepped_up_at: ago(9) });
  assert.equal(await call(actor, "sensitive"), 200);
});

Deno.test("step-up asks nobody without a working second factor, and no API key", async () => {
  assert.equal(await call(await withFactor("pending"), "sensitive"), 200);
  assert.equal(await call(await withFactor("disabled"), "sensitive"), 200);
  assert.equal(await call(await tenant.actor({ contacts: "rw" }), "sensitive"), 200);
  const machine = await send(app, null, "POST /contacts/sensitive", {
    apiKey: await tenant.apiKey(["write:contacts"]),
  });
  assert.equal(machine.status, 200);
});

Deno.test("step-up is asked of nobody who lacks the permission anyway", async () => {
  const actor = await withFactor("enabled", {} as { contacts: "rw" });
  assert.equal(await call(actor, "sensitive"), "AUTHORIZATION_ERROR");
});

Deno.test("a session that has to set up a second factor reaches the endpoints for that and no other", async () => {
  const actor = await tenant.actor({ contacts: "rw" });
  await session(actor, { mfa_level: "setup" });
  assert.equal(await call(actor, "plain"), "MFA_SETUP_REQUIRED");
  assert.equal(await call(actor, "sensitive"), "MFA_SETUP_REQUIRED");
  assert.equal(await call(actor, "setup"), 200);
});

Deno.test("an endpoint open to everybody cannot ask for a step-up", () => {
  const declare = () =>
    endpoint("GET /contacts/nobody", { ...done, id: "crm.test.nobody", summary: "x", guard: "public", stepUp: true });
  assert.throws(declare, /nobody is known/);
});
